//! [`Limits`]: how much a client may ask of a server.

use hyper::server::conn::http1::Builder;
use std::time::Duration;

/// How much a client may ask for, in bytes and in time. A server that faces the
/// world needs every one of these: without it, a single client can take all of the
/// memory, or hold a connection for ever.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The bytes of a request line and its headers together; at least 8192. More
    /// is answered with 431, *Request Header Fields Too Large*. Twisted closes the
    /// connection without an answer when one line is longer than 16,384 bytes.
    pub head_bytes: usize,
    /// The number of headers. One more is answered with 431; by Twisted, which
    /// allows 500, with 400.
    pub headers: usize,
    /// The bytes of a request's body, which is kept in memory. More is answered
    /// with 413, *Content Too Large*. Twisted knows no such limit.
    pub body_bytes: usize,
    /// How long a client may take until its headers are complete, and how long a
    /// connection may lie idle between two requests.
    pub head_timeout: Duration,
    /// How long a client may take to send the body.
    pub body_timeout: Duration,
    /// How long a client may take nothing of an answer that is there. Then its
    /// connection is broken: what is kept for it is needed for others.
    pub answer_timeout: Duration,
    /// How many sessions are kept. For one more, the one that was not used for
    /// longest expires.
    pub sessions: usize,
    /// How long a session is kept without being asked for. Twisted:
    /// `sessionTimeout`.
    pub session_lifetime: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 16 * 1024,
            headers: 100,
            body_bytes: 1024 * 1024,
            // Twisted's `timeOut` of an HTTPFactory.
            head_timeout: Duration::from_secs(60),
            body_timeout: Duration::from_secs(60),
            answer_timeout: Duration::from_secs(60),
            sessions: 10_000,
            session_lifetime: Duration::from_secs(15 * 60),
        }
    }
}

/// hyper reads no request with a smaller buffer than this.
const LEAST_HEAD_BYTES: usize = 8192;

/// As many headers hyper takes by itself, on its stack. Any number that it is told
/// costs it an allocation for each request, even this one.
const HYPERS_HEADERS: usize = 100;

/// hyper, told to keep the limits.
pub(crate) fn builder(limits: &Limits) -> Builder {
    let mut builder = Builder::new();
    builder
        // It would cost a timer for each request; see `Patience`.
        .header_read_timeout(None)
        .max_buf_size(limits.head_bytes.max(LEAST_HEAD_BYTES))
        .title_case_headers(true);
    if limits.headers != HYPERS_HEADERS {
        builder.max_headers(limits.headers);
    }
    builder
}
