//! What a client might send, made by luck: requests as they should be, then perhaps
//! something that is none, cut anywhere.

use fastrand::Rng;
use std::fmt;
use std::iter::repeat_with;

/// A body of more bytes is too much for the site that this is sent to.
pub const BODY_BYTES: usize = 10_000;

/// No page is longer. It is more than waits anywhere without being read.
const LONGEST_PAGE: usize = 300_000;

/// The traffic of one connection.
pub struct Traffic {
    /// What it consists of, as it is to be sent.
    pub pieces: Vec<Vec<u8>>,
    /// What has to be answered, in this order, before anything else is.
    pub expected: Vec<Expected>,
    pub ending: Ending,
}

/// The answer to a request that is as it should be.
pub struct Expected {
    pub method: &'static str,
    pub page: Vec<u8>,
}

/// What the client does when it has sent everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It stops sending at once.
    HalfClose,
    /// It stops sending when it has read what it waits for.
    ReadFirst,
    /// It reads nothing, and breaks the connection.
    Vanish,
}

/// What the site shows: what it was asked for, as often as the query says.
pub fn page(method: &str, uri: &str, content: &[u8]) -> Vec<u8> {
    let times = uri.split_once("?times=").and_then(|(_, times)| times.parse().ok()).unwrap_or(1);
    let once = [method.as_bytes(), b" ", uri.as_bytes(), b" ", content].concat();
    let mut page = once.repeat(times.min(LONGEST_PAGE / once.len() + 1));
    page.truncate(LONGEST_PAGE);
    page
}

/// Without the bytes, which may be many.
impl fmt::Debug for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages: Vec<_> = self.expected.iter().map(|expected| expected.page.len()).collect();
        let pieces: Vec<_> = self.pieces.iter().map(Vec::len).collect();
        write!(f, "{:?}; pages of {pages:?} bytes; pieces of {pieces:?}", self.ending)
    }
}

impl Traffic {
    pub fn random(random: &mut Rng) -> Self {
        let (mut bytes, mut expected) = (Vec::new(), Vec::new());
        for _ in 0..random.usize(0..6) {
            let (request, answer) = request(random);
            bytes.extend(request);
            expected.push(answer);
        }
        bytes.extend(tail(random));
        let pieces = cut(random, &bytes);
        let ending = *pick(random, &[Ending::HalfClose, Ending::ReadFirst, Ending::Vanish]);
        Self { pieces, expected, ending }
    }
}

fn pick<'a, T>(random: &mut Rng, all: &'a [T]) -> &'a T {
    &all[random.usize(..all.len())]
}

fn bytes(random: &mut Rng, longest: usize) -> Vec<u8> {
    let length = random.usize(..=longest);
    repeat_with(|| random.u8(..)).take(length).collect()
}

/// A request that is as it should be, and its answer.
fn request(random: &mut Rng) -> (Vec<u8>, Expected) {
    let method = *pick(random, &["GET", "HEAD", "POST"]);
    let place = pick(random, &["whole", "parts"]);
    let times = pick(random, &["", "?times=3", "?times=100", "?times=20000"]);
    let uri = format!("/{place}/{}{times}", random.u16(..));
    let content = if method == "POST" { bytes(random, 2000) } else { Vec::new() };
    let headers = headers(random);
    let mut request = format!("{method} {uri} HTTP/1.1\r\n{headers}").into_bytes();
    if method == "POST" {
        request.extend(framed(random, &content));
    } else {
        request.extend(b"\r\n");
    }
    (request, Expected { method, page: page(method, &uri, &content) })
}

fn headers(random: &mut Rng) -> String {
    let mut headers = "Host: localhost\r\n".to_owned();
    for _ in 0..random.usize(0..5) {
        let length = *pick(random, &[0, 1, 20, 2000]);
        let value: String = repeat_with(|| random.char('!'..='~')).take(length).collect();
        let (before, behind) = (pick(random, &["", " ", "\t "]), pick(random, &["", " ", "\t"]));
        headers.extend(["X-Any:", before, &value, behind, "\r\n"]);
    }
    headers
}

/// The rest of a head, and the content.
fn framed(random: &mut Rng, content: &[u8]) -> Vec<u8> {
    if random.bool() {
        return [format!("Content-Length: {}\r\n\r\n", content.len()).as_bytes(), content].concat();
    }
    let mut framed = b"Transfer-Encoding: chunked\r\n\r\n".to_vec();
    let mut rest = content;
    while !rest.is_empty() {
        let (chunk, others) = rest.split_at(random.usize(1..=rest.len()));
        let extension = pick(random, &["", ";a", ";a=b", "; a=\"b\""]);
        framed.extend(format!("{:x}{extension}\r\n", chunk.len()).bytes());
        framed.extend(chunk);
        framed.extend(b"\r\n");
        rest = others;
    }
    framed
        .extend(*pick(random, &[&b"0\r\n\r\n"[..], b"000\r\n\r\n", b"0\r\nX-Trailer: 1\r\n\r\n"]));
    framed
}

/// What comes last: nothing, something broken, or something that has no end.
fn tail(random: &mut Rng) -> Vec<u8> {
    match random.u8(..8) {
        0 => Vec::new(),
        1 => bytes(random, 4000),
        2 => {
            let whole = request(random).0;
            whole[..random.usize(..whole.len())].to_vec()
        }
        3 => vec![*pick(random, b"G \r\n\0:"); random.usize(..100_000)],
        4 => {
            let many = random.usize(..20_000);
            [b"GET / HTTP/1.1\r\n", "X-Many: 1\r\n".repeat(many).as_bytes()].concat()
        }
        5 => bad_chunks(random),
        6 => {
            let length = BODY_BYTES + random.usize(..100_000);
            let head = format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n");
            [head.into_bytes(), vec![b'x'; length]].concat()
        }
        _ => mutated(random),
    }
}

fn bad_chunks(random: &mut Rng) -> Vec<u8> {
    let bad = ["x\r\n", "-1\r\n", "\r\n", "1\r\nab", "fffffffffffffffff\r\n", "5\n", "0\r\n:\r\n"];
    let mut request = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    request.extend(pick(random, &["", "3\r\nabc\r\n"]).bytes());
    request.extend(pick(random, &bad).bytes());
    request.extend(bytes(random, 4000));
    request
}

/// A request in which a few bytes are not as they should be.
fn mutated(random: &mut Rng) -> Vec<u8> {
    let mut whole = request(random).0;
    for _ in 0..random.usize(1..5) {
        let place = random.usize(..whole.len());
        match random.u8(..4) {
            0 => whole[place] = random.u8(..),
            1 => drop(whole.drain(place..(place + random.usize(1..20)).min(whole.len() - 1))),
            2 => drop(whole.splice(place..place, whole[..place].to_vec())),
            _ => drop(whole.splice(place..place, pick(random, WORDS).bytes())),
        }
    }
    whole
}

/// What means something at some place, and is put where it may not be.
const WORDS: &[&str] = &[
    "\r\n",
    "\r",
    "\n",
    "\0",
    " ",
    "\r\n ",
    ":",
    "%",
    "%00",
    "\u{80}",
    "\r\nContent-Length: 5\r\n",
    "\r\nContent-Length: -1\r\n",
    "\r\nContent-Length: 99999999999999999999\r\n",
    "\r\nTransfer-Encoding: chunked\r\n",
    "\r\nTransfer-Encoding: gzip\r\n",
    "\r\nExpect: 100-continue\r\n",
    "\r\nConnection: close\r\n",
    "\r\nUpgrade: h2c\r\nConnection: upgrade\r\n",
    "\r\nContent-Type: multipart/form-data; boundary=b\r\n",
    "\r\n\r\n",
];

/// Some traffic comes in few pieces, some in many.
fn cut(random: &mut Rng, bytes: &[u8]) -> Vec<Vec<u8>> {
    let longest = *pick(random, &[20, 500, 10_000, 1_000_000]);
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() && pieces.len() < MANY_PIECES {
        let (piece, others) = rest.split_at(random.usize(1..=rest.len().min(longest)));
        pieces.push(piece.to_vec());
        rest = others;
    }
    pieces.push(rest.to_vec());
    pieces
}

/// The rest comes in one.
const MANY_PIECES: usize = 200;
