//! What Twisted answered, byte by byte, against what the examples answer that serve
//! folders: each recorded scenario is played again. Every difference stands in one
//! table, with its reason; one that does not stand there is a failure, and so is one
//! that is gone.

mod support;

use harness::example_exam;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use support::DEADLINE;
use support::folder::Folder;

/// A difference that is meant: the status and the field, Twisted's value, ours, and
/// why. `*` stands for any value, `-` for none.
type Difference = (&'static str, &'static str, &'static str, &'static str);

const DIFFERENCES: &[Difference] = &[
    ("* server", "TwistedWeb/26.10.0", "Untwisted", "each says its name"),
    ("200 etag", "-", "*", "Twisted makes none; a date does not tell two changes in a second"),
    ("206 etag", "-", "*", "the same"),
    ("304 etag", "-", "*", "the same"),
    ("416 etag", "-", "*", "the same"),
    ("304 accept-ranges", "bytes", "-", "RFC 9110, 15.4.5: it says only what may have changed"),
    ("304 content-length", "0", "-", "RFC 9110, 8.6: it would be the length of the file"),
    ("405 allow", "HEAD, GET", "GET, HEAD, OPTIONS", "every resource answers OPTIONS"),
    ("404 body", "*", NOT_FOUND, "our words; by chance as many as Twisted's"),
    ("405 body", "*", NOT_ALLOWED, "our words"),
    ("405 content-length", "238", "157", "their length"),
    ("302 body", "*", "<!DOCTYPE html>\n<a href=\"/sub/\">The page is here.</a>\n", "our words"),
    ("302 body", "*", "<!DOCTYPE html>\n<a href=\"/TCP/\">The page is here.</a>\n", "our words"),
    ("302 content-length", "188", "54", "their length"),
    ("416 body", "", NOT_SATISFIABLE, "an error has a page for those who look at it"),
    ("416 content-length", "0", "175", "its length"),
    ("416 content-type", "text/plain", "text/html; charset=utf-8", "its type, not the file's"),
    ("206 status", "206", "200", "several ranges are ignored: the whole file comes"),
    ("206 body", TWO_PARTS, "0123456789abcdef", "the same"),
    ("206 content-length", "189", "16", "the same"),
    ("206 content-type", "multipart/byteranges; boundary=\"<BOUNDARY>\"", "text/plain", "the same"),
    ("400 status", "400", "200", "hyper takes a path of raw UTF-8, as some clients send it"),
    ("400 accept-ranges", "-", "bytes", "so the file comes"),
    ("400 body", "", "<h1>test</h1>\n", "the same"),
    ("400 content-length", "-", "14", "the same"),
    ("400 content-type", "-", "text/html", "the same"),
    ("400 etag", "-", "*", "the same"),
    ("400 last-modified", "-", "Sun, 13 Sep 2020 12:26:40 GMT", "the same"),
    ("400 server", "-", "Untwisted", "the same"),
];

const TWO_PARTS: &str = "\r\n--<BOUNDARY>\r\nContent-type: text/plain\r\n\
    Content-range: bytes 0-1/16\r\n\r\n01\r\n--<BOUNDARY>\r\nContent-type: text/plain\r\n\
    Content-range: bytes 4-5/16\r\n\r\n45\r\n--<BOUNDARY>--\r\n";

const NOT_FOUND: &str = "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head>\n\
    <body><h1>404 Not Found</h1>\n<p>There is nothing at this path.</p></body></html>\n";

const NOT_ALLOWED: &str = "<!DOCTYPE html>\n<html><head><title>405 Method Not Allowed</title></head>\n\
    <body><h1>405 Method Not Allowed</h1>\n<p>This page takes no POST.</p></body></html>\n";

const NOT_SATISFIABLE: &str = "<!DOCTYPE html>\n<html><head><title>416 Range Not Satisfiable</title></head>\n\
    <body><h1>416 Range Not Satisfiable</h1>\n\
    <p>The file is not as it was asked for.</p></body></html>\n";

/// The content that Twisted served.
const FILES: &[(&str, &str)] = &[
    ("a b.txt", "space\n"),
    ("a.txt", "0123456789abcdef"),
    ("empty.txt", ""),
    ("index.html", "<p>index</p>\n"),
    ("noext", "raw\n"),
    ("study/test.html", "<h1>test</h1>\n"),
    ("sub/b.html", "<b>b</b>\n"),
    ("tcp/one.txt", "one\n"),
    ("tcp/two<3.txt", "two\n"),
    ("x.tar.gz", "gz"),
];

fn content() -> Folder {
    let folder = Folder::with(FILES);
    folder.write("pic.png", b"\x89PNG\r\n\x1a\n");
    folder
}

#[test]
fn the_examples_serve_a_folder_as_twisted_does() {
    let folder = content();
    let mut seen = BTreeSet::new();
    let recorded = [
        ("static_file", include_str!("golden/static_file.json")),
        ("static_putchild", include_str!("golden/static_putchild.json")),
    ];
    for (example, recorded) in recorded {
        replay(example, recorded, &folder, &mut seen);
    }
    let gone: Vec<_> = DIFFERENCES.iter().filter(|difference| !seen.contains(difference)).collect();
    assert!(gone.is_empty(), "in the table, but not seen: {gone:#?}");
}

fn replay(
    example: &str,
    recorded: &str,
    folder: &Folder,
    seen: &mut BTreeSet<&'static Difference>,
) {
    let scenarios: Vec<Value> = serde_json::from_str(recorded).expect("JSON");
    assert!(!scenarios.is_empty(), "{example} has no scenario");
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), example);
    let root = folder.path("");
    let program = exam.serve(["127.0.0.1:0", root.to_str().expect("a path that is text")]);
    let program = program.expect("it listens");
    let play = |scenario| play(scenario, program.address(), seen);
    let unexplained: Vec<_> = scenarios.iter().flat_map(play).collect();
    assert!(unexplained.is_empty(), "{example}:\n{}", unexplained.join("\n"));
    program.finish();
}

/// Plays one scenario; gives the differences that nobody has explained.
fn play(
    scenario: &Value,
    server: SocketAddr,
    seen: &mut BTreeSet<&'static Difference>,
) -> Vec<String> {
    let mut client = connect(server);
    let mut unexplained = Vec::new();
    for step in scenario["steps"].as_array().expect("steps") {
        match step["op"].as_str() {
            Some("send") => client.write_all(&bytes(&step["data"])).expect("it reads"),
            Some("recv") => {
                let mut theirs = &bytes(&step["data"])[..];
                while !theirs.is_empty() {
                    let (twisted, here) = (Answer::read(&mut theirs), Answer::read(&mut client));
                    for difference in differences(&twisted, &here) {
                        match DIFFERENCES.iter().find(|known| explains(known, &difference)) {
                            Some(known) => drop(seen.insert(known)),
                            None => unexplained
                                .push(format!("{}: {difference:?}", scenario["scenario"])),
                        }
                    }
                }
            }
            Some("open" | "eof") => {}
            other => panic!("nobody knows the step {other:?}"),
        }
    }
    unexplained
}

/// Bytes are recorded as the characters of their numbers.
fn bytes(text: &Value) -> Vec<u8> {
    let characters = text.as_str().expect("a text").chars();
    characters.map(|byte| u8::try_from(u32::from(byte)).expect("a byte")).collect()
}

fn connect(server: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&server, DEADLINE).expect("it accepts");
    stream.set_read_timeout(Some(DEADLINE)).expect("a read deadline");
    stream
}

fn explains(known: &Difference, (field, twisted, here): &(String, String, String)) -> bool {
    let fits = |pattern: &str, value: &str| pattern == value || (pattern == "*" && value != "-");
    let is_field = match known.0.strip_prefix("* ") {
        Some(name) => field.ends_with(&format!(" {name}")),
        None => known.0 == field,
    };
    is_field && fits(known.1, twisted) && fits(known.2, here)
}

/// Field by field, where one of them differs: the field, Twisted's value, ours.
fn differences(
    twisted: &Answer,
    here: &Answer,
) -> impl Iterator<Item = (String, String, String)> + use<> {
    let names: BTreeSet<_> = twisted.0.keys().chain(here.0.keys()).cloned().collect();
    let status = twisted.get("status");
    let pairs = names.into_iter().map({
        let (twisted, here) = (twisted.0.clone(), here.0.clone());
        move |name| {
            let of = |answer: &BTreeMap<_, _>| answer.get(&name).cloned().unwrap_or("-".to_owned());
            (format!("{status} {name}"), of(&twisted), of(&here))
        }
    });
    pairs.filter(|(_, twisted, here)| twisted != here)
}

/// An answer by its fields: `status`, `body`, and the headers but for the date.
struct Answer(BTreeMap<String, String>);

impl Answer {
    fn read(from: &mut impl Read) -> Self {
        let head = head(from);
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let headers = lines.map(|line| line.split_once(": ").expect("a header"));
        let mut fields: BTreeMap<_, _> =
            headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        assert!(fields.remove("date").is_some() || fields.is_empty(), "{head}");
        let body = body(from, &fields);
        fields.insert("status".to_owned(), status.to_owned());
        fields.insert("body".to_owned(), body);
        Self(fields)
    }

    fn get(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

fn body(from: &mut impl Read, headers: &BTreeMap<String, String>) -> String {
    let length =
        headers.get("content-length").map_or(0, |length| length.parse().expect("a number"));
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body).expect("a body");
    let is_whole = body.len() as u64 == length;
    let body = String::from_utf8_lossy(&body).into_owned();
    // The recorder has put a shorter word in place of what is random.
    assert!(is_whole || body.contains("<BOUNDARY>"), "{length}: {body:?}");
    body
}

fn head(from: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        from.read_exact(&mut byte).expect("an answer");
        head.extend(byte);
    }
    String::from_utf8(head).expect("a head is text")
}
