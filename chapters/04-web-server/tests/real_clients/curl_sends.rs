//! curl sends forms and files.

use crate::curl::{ask, curl};
use crate::process::output;
use crate::support::folder::Folder;
use crate::support::{Leaf, Server};
use web_server::{Limits, Request, Site};

/// Takes bodies of up to this many bytes.
const MOST: usize = 500_000;

/// Tells what has come.
fn server() -> Server {
    Server::start(|reactor| {
        let limits = Limits { body_bytes: MOST, ..Limits::default() };
        Site::new(reactor, Leaf(|request: &Request| told(request).into())).with_limits(limits)
    })
}

fn told(request: &Request) -> String {
    let files = request.uploads("file").iter();
    let files = files.map(|file| format!("{} {:?}", file.file_name, file.content));
    let length = request.content().len();
    let coding = request.header("transfer-encoding").unwrap_or("no transfer coding");
    let (method, words) = (request.method(), request.args("words"));
    format!("{method}, {length} bytes, {coding}, {words:?}, {:?}", files.collect::<Vec<_>>())
}

#[test]
fn a_form_is_sent() {
    let Some(mut curl) = curl() else { return };
    let server = server();
    let fields = ["--data", "words=one+two", "--data-urlencode", "words=café & bar"];
    let printed = ask(curl.args(fields), &[&server.url("/")]);
    let expected = "POST, 37 bytes, no transfer coding, [\"one two\", \"café & bar\"], []";
    assert_eq!(printed, expected);
}

#[test]
fn a_form_is_sent_with_a_file() {
    let Some(mut curl) = curl() else { return };
    let (server, folder) = (server(), Folder::with(&[("notes.txt", "a\r\nb")]));
    let file = format!("file=@{}", folder.path("notes.txt").display());
    let printed = ask(curl.args(["--form", "words=one two", "--form", &file]), &[&server.url("/")]);
    assert!(printed.ends_with("[\"one two\"], [\"notes.txt b\\\"a\\\\r\\\\nb\\\"\"]"), "{printed}");
}

#[test]
fn what_has_no_length_yet_is_sent_in_chunks() {
    let Some(mut curl) = curl() else { return };
    let server = server();
    let printed = output(curl.args(["--upload-file", "-", &server.url("/")]), vec![b'x'; MOST]);
    assert_eq!(printed, format!("PUT, {MOST} bytes, chunked, [], []"));
}

#[test]
fn too_much_is_refused_with_words() {
    for upload in [&["--upload-file", "-"][..], &["--data-binary", "@-"]] {
        let Some(mut curl) = curl() else { return };
        let server = server();
        let status = ["--write-out", "%{http_code}", "--output", "/dev/null"];
        let curl = curl.args(upload).args(status).arg(server.url("/"));
        assert_eq!(output(curl, vec![b'x'; MOST + 1]), "413", "{upload:?}");
        assert!(server.get("/").starts_with("HTTP/1.1 200 "), "{upload:?}");
    }
}
