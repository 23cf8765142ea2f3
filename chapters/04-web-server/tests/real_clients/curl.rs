//! curl asks for pages.

use crate::installed::installed;
use crate::process::output;
use crate::support::folder::{CHANGED, Folder};
use crate::support::{DEADLINE, Leaf, Server, body, header};
use std::process::Command;
use web_server::{File, Request, Site, redirect_to};

/// curl without the settings of whoever runs it, and without a proxy.
pub fn curl() -> Option<Command> {
    let mut curl = Command::new(installed("curl")?);
    curl.args(["--disable", "--silent", "--show-error", "--noproxy", "*", "--max-time"]);
    curl.arg(DEADLINE.as_secs().to_string());
    Some(curl)
}

/// What curl prints when it is given these arguments.
#[track_caller]
pub fn ask(curl: &mut Command, args: &[&str]) -> String {
    output(curl.args(args), Vec::new())
}

/// Tells which page was asked for, and how; `/moved` leads to `/here`.
fn pages() -> Server {
    Server::start(|reactor| {
        let root = Leaf(|request: &Request| match request.path() {
            "/moved" => redirect_to("here", request).map_err(Into::into).into(),
            _ => format!("{} {}\n", request.method(), request.uri()).into(),
        });
        Site::new(reactor, root)
    })
}

#[test]
fn two_requests_share_a_connection() {
    let Some(mut curl) = curl() else { return };
    let server = pages();
    let asked = [&*server.url("/one"), &server.url("/two?and=more")];
    let printed = ask(curl.args(["--write-out", "new connections: %{num_connects}\n"]), &asked);
    let expected = "GET /one\nnew connections: 1\nGET /two?and=more\nnew connections: 0\n";
    assert_eq!(printed, expected);
}

#[test]
fn a_head_has_no_body_and_the_connection_lives_on() {
    let Some(mut curl) = curl() else { return };
    let server = pages();
    let (one, two) = (server.url("/one"), server.url("/two"));
    let printed =
        ask(&mut curl, &["--head", &one, "--next", "--write-out", "%{num_connects}", &two]);
    let (head, rest) = printed.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert_eq!(header(head, "content-length"), Some("10"), "as a GET has");
    assert_eq!(rest, "GET /two\n0");
}

#[test]
fn a_redirect_is_followed_on_the_same_connection() {
    let Some(mut curl) = curl() else { return };
    let server = pages();
    let asked = ["--location", "--write-out", "%{num_redirects} %{num_connects}", "--data", "a=b"];
    let printed = ask(curl.args(asked), &[&server.url("/moved")]);
    // What was a POST goes on as a GET, by 302.
    assert_eq!(printed, "GET /here\n1 1");
}

/// A folder with a text that is worth to be compressed.
fn files() -> (Server, Folder, String) {
    let lines: Vec<_> = (0..1000).map(|line| format!("line {line}\n")).collect();
    let text = lines.concat();
    let folder = Folder::with(&[("long.txt", &*text)]);
    let root = folder.path("");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    (server, folder, text)
}

#[test]
fn a_text_comes_compressed_and_is_the_same() {
    let Some(mut curl) = curl() else { return };
    let (server, _folder, text) = files();
    let answer = ask(&mut curl, &["--compressed", "--include", &server.url("/long.txt")]);
    assert_eq!(header(&answer, "content-encoding"), Some("gzip"));
    assert!(body(&answer) == text, "what was unpacked is another text");
}

#[test]
fn a_part_of_a_file_is_fetched() {
    let (server, _folder, text) = files();
    let last = format!("{}-", text.len() - 5);
    for (range, part) in [("5-11", &text[5..=11]), ("-9", "line 999\n"), (&last, " 999\n")] {
        let Some(mut curl) = curl() else { return };
        let answer = ask(&mut curl, &["--include", "--range", range, &server.url("/long.txt")]);
        assert!(answer.starts_with("HTTP/1.1 206 Partial Content\r\n"), "{range}: {answer}");
        assert_eq!(body(&answer), part, "{range}");
    }
}

#[test]
fn a_file_is_not_fetched_twice() {
    let (server, _folder, text) = files();
    let notes = Folder::with::<&str>(&[]);
    let tag = notes.path("tag").display().to_string();
    let whole = format!("200 {}", text.len());
    for (condition, expected) in [
        (["--etag-save", &tag], &*whole),
        (["--etag-compare", &tag], "304 0"),
        (["--time-cond", CHANGED], "304 0"),
    ] {
        let Some(mut curl) = curl() else { return };
        let shown = ["--output", "/dev/null", "--write-out", "%{http_code} %{size_download}"];
        let printed = ask(curl.args(condition).args(shown), &[&server.url("/long.txt")]);
        assert_eq!(printed, expected, "{condition:?}");
    }
}
