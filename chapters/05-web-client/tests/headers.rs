//! Headers, without a connection.

use web_client::{Headers, InvalidHeader};

fn headers(lines: &[(&str, &str)]) -> Headers {
    let mut headers = Headers::new();
    for (name, value) in lines {
        headers.add(name, value).expect("a header");
    }
    headers
}

/// All of it, as one reads it.
fn shown(headers: &Headers) -> Vec<String> {
    headers.iter().map(|(name, values)| format!("{name}: {}", values.join(", "))).collect()
}

#[test]
fn large_and_small_letters_make_no_difference() {
    let headers = headers(&[("content-TYPE", "text/html")]);
    for name in ["Content-Type", "content-type", "CONTENT-TYPE"] {
        assert_eq!(headers.get(name), Some("text/html"), "{name}");
    }
    assert_eq!(headers.get("Content"), None);
}

#[test]
fn names_are_spelt_as_is_usual() {
    for (name, usual) in [
        ("content-type", "Content-Type"),
        ("USER-AGENT", "User-Agent"),
        ("etag", "ETag"),
        ("www-authenticate", "WWW-Authenticate"),
        ("content-md5", "Content-MD5"),
        ("x-xss-protection", "X-XSS-Protection"),
        ("dnt", "DNT"),
        ("te", "TE"),
        ("x--y", "X--Y"),
    ] {
        assert_eq!(shown(&headers(&[(name, "1")])), [format!("{usual}: 1")]);
    }
}

#[test]
fn names_keep_their_order_and_values_too() {
    let mut lines = headers(&[("B", "1"), ("A", "2"), ("b", "3"), ("C", "4")]);
    assert_eq!(shown(&lines), ["B: 1, 3", "A: 2", "C: 4"]);
    lines.remove("a");
    assert_eq!(shown(&lines), ["B: 1, 3", "C: 4"]);
    lines.set("b", "5").expect("a header");
    assert_eq!(shown(&lines), ["B: 5", "C: 4"]);
    lines.remove("nothing");
    assert_eq!(lines.get_all("B").collect::<Vec<_>>(), ["5"]);
}

#[test]
fn a_line_break_is_no_part_of_a_header() {
    let mut lines = Headers::new();
    for (name, value) in [
        ("A", "1\r\nEvil: 2"),
        ("A", "1\nEvil: 2"),
        ("A", "1\r"),
        ("A", "\0"),
        ("A: 1\r\nEvil", "2"),
        ("A b", "1"),
        ("A:", "1"),
        ("", "1"),
        ("\u{e4}", "1"),
    ] {
        let invalid = InvalidHeader { name: name.into(), value: value.into() };
        assert_eq!(lines.add(name, value), Err(invalid.clone()));
        assert_eq!(lines.set(name, value), Err(invalid));
    }
    assert_eq!(shown(&lines), Vec::<String>::new());
}

#[test]
fn a_name_that_is_none_is_not_there() {
    let mut lines = headers(&[("A", "1")]);
    for name in ["", "A b", "A:", "\r\n"] {
        assert_eq!(lines.get(name), None);
        assert_eq!(lines.get_all(name).count(), 0);
        lines.remove(name);
    }
    assert_eq!(shown(&lines), ["A: 1"]);
}

#[test]
fn text_in_all_languages_may_stand_in_a_value() {
    let lines = headers(&[("A", "größer 你好"), ("B", "\tx\t"), ("C", "")]);
    assert_eq!(lines.get("A"), Some("größer 你好"));
    assert_eq!(lines.get("C"), Some(""));
}
