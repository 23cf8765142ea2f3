//! Whatever bytes a server sends, and however they are cut: a page comes, or a failure
//! that says why there is none; in time, and nothing panics.
//!
//! The bytes are made by luck. A failure names the seed; the same answers come again
//! with `WORKBOOK_SEED=<seed> cargo test -p web_client --test random_bytes`.

mod support;

use fastrand::Rng;
use std::iter::repeat_with;
use std::rc::Rc;
use std::time::Duration;
use support::peer::{Door, peer};
use support::run;
use web_client::{
    Agent, ContentDecoderAgent, CookieAgent, CookieJar, Fetch, Method, Pool, RedirectAgent,
    Request, read_body_within,
};

const ANSWERS: usize = 400;

/// Answers as they should be, of which the others are made.
const WHOLE: &[&str] = &[
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nX: 1\r\n\r\n",
    "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\nhello",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nSet-Cookie: a=b; Path=/\r\n\r\n",
    "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno",
    "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x08hello",
    "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n",
];

/// What means something at some place, and is put where it may not be.
const WORDS: &[&str] = &[
    "\r\n",
    "\r",
    "\n",
    "\0",
    " ",
    "\r\n ",
    ":",
    "%00",
    "\u{80}",
    "\r\n\r\n",
    "HTTP/1.1 ",
    "HTTP/2 200 OK\r\n",
    "99999999999999999999",
    "-1",
    "\r\nContent-Length: 5\r\n",
    "\r\nContent-Length: 99999999999999999999\r\n",
    "\r\nTransfer-Encoding: chunked\r\n",
    "\r\nTransfer-Encoding: gzip\r\n",
    "\r\nContent-Encoding: gzip\r\n",
    "\r\nSet-Cookie: =; ;;\r\n",
    "\r\nLocation: http://[\r\n",
    "\r\nLocation: //\r\n",
    "\r\nConnection: upgrade\r\nUpgrade: h2c\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n\r\n",
];

fn pick<'a>(random: &mut Rng, all: &[&'a str]) -> &'a str {
    all[random.usize(..all.len())]
}

/// A few answers, one after the other, in which some bytes are not as they should be.
fn answer(random: &mut Rng) -> Vec<u8> {
    if random.u8(..10) == 0 {
        return repeat_with(|| random.u8(..)).take(3000).collect();
    }
    let mut bytes: Vec<u8> =
        (0..random.usize(1..4)).flat_map(|_| pick(random, WHOLE).bytes()).collect();
    for _ in 0..random.usize(0..4) {
        let place = random.usize(..bytes.len());
        match random.u8(..4) {
            0 => bytes[place] = random.u8(..),
            1 => drop(bytes.drain(place..(place + random.usize(1..20)).min(bytes.len() - 1))),
            2 => bytes.truncate(place + 1),
            _ => drop(bytes.splice(place..place, pick(random, WORDS).bytes())),
        }
    }
    bytes
}

/// Sends an answer to whoever asks, cut somewhere, and then nothing more.
fn send(door: &Door, random: &mut Rng, answer: &[u8]) {
    let mut talk = door.accept();
    let mut rest = answer;
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(random.usize(1..=rest.len()));
        if !talk.offer(piece) {
            return;
        }
        rest = others;
    }
    talk.half_close();
    talk.is_left();
}

#[test]
fn random_answers_end_and_harm_nobody() {
    let seed = harness::seed();
    let mut random = Rng::with_seed(seed);
    for number in 0..ANSWERS {
        let answer = answer(&mut random);
        println!("WORKBOOK_SEED={seed}, answer {number}: {:?}", String::from_utf8_lossy(&answer));
        assert_ends(&mut random, answer);
    }
}

fn assert_ends(random: &mut Rng, answer: Vec<u8>) {
    let mut cuts = random.fork();
    let method = if random.bool() { Method::GET } else { Method::HEAD };
    let peer = peer(move |door| send(door, &mut cuts, &answer));
    let url = peer.url("/");
    let said = run(|reactor| async move {
        let pool = Pool::keeping(&reactor, 2, Duration::from_secs(60));
        let agent = Agent::new(&reactor).with_pool(&pool);
        let agent = ContentDecoderAgent::new(CookieAgent::new(agent, &CookieJar::new()));
        let agent: Rc<dyn Fetch> = Rc::new(RedirectAgent::new(agent).with_limit(0));
        let response = agent.fetch(Request::new(method, &url)?).await?;
        let said = format!("{response:?} {:?}", response.headers());
        read_body_within(100_000, response).await?;
        Ok::<_, reactor::Failure>(said)
    });
    // That it says something, and in order, is all that is asked of it.
    let said = said.unwrap_or_else(|failure| failure.to_string());
    assert!(!said.is_empty() && !said.contains("panicked"), "{said}");
    peer.saw();
}
