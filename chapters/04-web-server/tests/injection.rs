//! What a user sends stays text: it becomes no HTML of ours, and no header.

mod support;

use html_escape::decode_html_entities;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use std::sync::mpsc;
use support::{DEADLINE, Leaf, Server, body, header};
use web_server::{
    Cookie, ErrorPage, InvalidHeader, Rendered, Request, Resource, Site, StatusCode, redirect_to,
};

/// Text that is HTML, or that ends what it stands in.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "</p></body><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "a&b",
    "{{7*7}}",
    "\u{2028}<b>",
    "+ADw-script+AD4-",
    "＜script＞",
    "学习",
];

fn echo(render: fn(&str, &Request) -> Rendered) -> Server {
    Server::start(move |reactor| {
        reactor.set_error_reporter(|_| {});
        let root =
            Leaf(move |request: &Request| render(request.arg("text").unwrap_or_default(), request));
        Site::new(reactor, root)
    })
}

fn ask_with(server: &Server, text: &str) -> String {
    server.get(&format!("/?text={}", percent_encode(text.as_bytes(), NON_ALPHANUMERIC)))
}

/// What stands between these two on the page, and is only text.
#[track_caller]
fn text_between<'a>(page: &'a str, before: &str, behind: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before:?}: {page}"));
    let (text, _) = rest.split_once(behind).unwrap_or_else(|| panic!("no {behind:?}: {page}"));
    assert!(!text.contains(['<', '>']), "{page}");
    text
}

#[test]
fn an_error_page_shows_its_detail_as_text() {
    let server = echo(|text, request| ErrorPage::new(StatusCode::NOT_FOUND, text).render(request));
    for text in TEXTS {
        let answer = ask_with(&server, text);
        let shown = text_between(body(&answer), "<p>", "</p></body></html>\n");
        assert_eq!(decode_html_entities(shown), *text);
    }
}

#[test]
fn an_error_page_shows_a_status_without_a_name_as_text() {
    let server = echo(|_, request| {
        let status = StatusCode::from_u16(599).expect("a status");
        ErrorPage::new(status, "").render(request)
    });
    let answer = server.get("/");
    text_between(body(&answer), "<title>", "</title>");
    text_between(body(&answer), "<h1>", "</h1>");
}

fn redirect(url: &str, request: &Request) -> Rendered {
    redirect_to(url, request).map_err(Into::into).into()
}

#[test]
fn the_page_of_a_redirect_shows_its_url_as_text() {
    let server = echo(redirect);
    for url in TEXTS {
        let answer = ask_with(&server, url);
        assert_eq!(header(&answer, "location"), Some(*url));
        let shown = text_between(body(&answer), "<a href=\"", "\">The page is here.</a>\n");
        assert!(!shown.contains('"'), "{answer}");
        assert_eq!(decode_html_entities(shown), *url);
    }
}

#[test]
fn the_page_of_a_redirect_links_to_no_script() {
    let server = echo(redirect);
    let is_linked = |url: &str| ask_with(&server, url).contains("href");
    for url in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "javascript://%0aalert(1)",
        "vbscript:1",
        "data:text/html,<script>alert(1)</script>",
        "http\t:javascript:alert(1)",
    ] {
        assert!(!is_linked(url), "{url:?}");
    }
    for url in ["", "2018", "/a:b", "?a:b", "#a:b", "./a:b", "http://h/a", "HTTPS://h:1/a:b"] {
        assert!(is_linked(url), "{url:?}");
    }
}

/// Values that would end their header, or begin another one.
const VALUES: &[&str] = &[
    "a\r\nX-Evil: 1",
    "a\r\n\r\n<script>",
    "a\nX-Evil: 1",
    "a\rX-Evil: 1",
    "\r\nX-Evil: 1",
    "a\r\n",
    "a\n",
    "a\r\n X-Evil: 1",
    "a\0b",
    "a\u{b}b",
    "a\u{c}b",
    "a\u{1b}[31m",
    "a\u{7f}",
];

const NAMES: &[&str] = &[
    "",
    " ",
    "x evil",
    " x-evil",
    "x-evil ",
    "x-evil:",
    "x-evil: 1\r\nx-other",
    "x-evil\r\n",
    "x-evil\n",
    "x\0evil",
    "x\tevil",
    "(x-evil)",
    "x-\u{fc}ber",
];

/// The answer to a request that is handled so, and what came of it.
fn answered<T: Send + 'static>(handle: fn(&Request) -> Vec<T>) -> (String, Vec<T>) {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        let root = Leaf(move |request: &Request| {
            let _ = told.send(handle(request));
            "the page".into()
        });
        Site::new(reactor, root)
    });
    (server.get("/"), hears.recv_timeout(DEADLINE).expect("it is asked"))
}

/// What was tried, and whether it was taken.
type Attempt = (String, Result<(), InvalidHeader>);

/// How the lines of a head begin to which nobody has added one.
const OURS: &[&str] =
    &["HTTP/1.1 200", "Server:", "Content-Type:", "Connection:", "Content-Length:", "Date:"];

/// All of them are refused, and nothing of them is in the answer.
#[track_caller]
fn assert_refused(attempts: fn(&Request) -> Vec<Attempt>) {
    let (answer, results) = answered(attempts);
    for (attempt, result) in &results {
        assert!(result.is_err(), "{attempt:?} was taken");
    }
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let is_ours = |line: &str| OURS.iter().any(|start| line.starts_with(start));
    assert!(head.lines().all(is_ours) && head.lines().count() == OURS.len(), "{answer}");
    assert_eq!(body(&answer), "the page");
}

#[test]
fn a_header_that_would_be_more_than_one_is_refused() {
    assert_refused(|request| {
        let set = |value: &&str| (format!("set {value:?}"), request.set_header("x-a", value));
        let add = |value: &&str| (format!("add {value:?}"), request.add_header("x-a", value));
        VALUES.iter().map(set).chain(VALUES.iter().map(add)).collect()
    });
}

#[test]
fn a_header_whose_name_is_none_is_refused() {
    assert_refused(|request| {
        let set = |name: &&str| (format!("set {name:?}"), request.set_header(name, "1"));
        let add = |name: &&str| (format!("add {name:?}"), request.add_header(name, "1"));
        NAMES.iter().map(set).chain(NAMES.iter().map(add)).collect()
    });
}

#[test]
fn a_redirect_whose_url_is_no_header_is_refused_and_changes_nothing() {
    assert_refused(|request| {
        let redirect = |url: &&str| (format!("{url:?}"), redirect_to(url, request).map(drop));
        VALUES.iter().map(redirect).collect()
    });
}

#[test]
fn a_cookie_whose_attributes_would_be_more_is_refused() {
    const ATTRIBUTES: &[&str] = &["/; Domain=evil", "/;HttpOnly", ";", "a;b"];
    assert_refused(|request| {
        let all = || VALUES.iter().chain(ATTRIBUTES).copied();
        let path = |value: &'static str| {
            let cookie = Cookie::build(("name", "1")).path(value);
            (format!("path {value:?}"), request.add_cookie(cookie))
        };
        let domain = |value: &'static str| {
            let cookie = Cookie::build(("name", "1")).domain(value);
            (format!("domain {value:?}"), request.add_cookie(cookie))
        };
        all().map(path).chain(all().map(domain)).collect()
    });
}

/// What is no cookie's name or value is encoded, and so comes back as it was.
#[test]
fn a_cookie_holds_whatever_its_name_and_value_are() {
    let (answer, added) = answered(|request| {
        let pairs = VALUES.iter().chain(TEXTS).map(|text| (*text, *text));
        pairs.map(|pair| request.add_cookie(pair).is_ok()).collect()
    });
    assert!(added.iter().all(|added| *added));
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let cookies: Vec<_> =
        head.lines().filter_map(|line| line.strip_prefix("Set-Cookie: ")).collect();
    assert_eq!(cookies.len(), VALUES.len() + TEXTS.len(), "{answer}");
    for (cookie, text) in cookies.iter().zip(VALUES.iter().chain(TEXTS)) {
        let parsed = Cookie::parse_encoded(*cookie).expect("a cookie");
        assert_eq!((parsed.name(), parsed.value()), (*text, *text), "{cookie}");
        assert!(!cookie.contains(';'), "{cookie}");
    }
    assert_eq!(header(&answer, "x-evil"), None);
}
