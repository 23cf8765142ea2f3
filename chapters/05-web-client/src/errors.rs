//! What can go wrong on the way to a page, and how the body of a page ends.
//!
//! They travel inside a [`Failure`]: `failure.check::<StatusError>()` asks for one of
//! them. That a server cannot be reached at all is said by the reasons of chapter 2:
//! [`ConnectionRefused`](reactor::ConnectionRefused),
//! [`DnsLookupFailed`](reactor::DnsLookupFailed),
//! [`ConnectFailed`](reactor::ConnectFailed).
//!
//! Twisted: `twisted.web.error`, `twisted.web._newclient`.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use hyper::StatusCode;
use reactor::Failure;
use thiserror::Error;

/// The kinds of address that this build can fetch.
const SCHEMES: &str = if cfg!(feature = "tls") {
    "http: and https:"
} else {
    "http:; https: needs the feature `tls`"
};

/// The body has come to its end, and nothing of it is missing: its length was
/// known, or it came in chunks.
///
/// Twisted: `ResponseDone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("The body was received completely.")]
pub struct ResponseDone;

/// The body ended with the connection, and its length was never said. It may be
/// complete, and it may be cut short: nobody can know.
///
/// Twisted: `PotentialDataLoss`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("The body ended with the connection; whether it is complete is not known.")]
pub struct PotentialDataLoss;

/// The answer broke off, or went wrong, before its end.
///
/// Twisted: `ResponseFailed`.
#[derive(Debug, Error)]
#[error("The answer broke off after {}: {}", so_much(*.received, *.expected), chain(&**.source))]
pub struct ResponseFailed {
    /// How many bytes of the body had come.
    pub received: u64,
    /// How many were promised, if the server said so.
    pub expected: Option<u64>,
    /// What happened.
    pub source: Box<dyn Error + Send + Sync>,
}

/// The connection ended before an answer began.
///
/// Twisted: `ResponseNeverReceived`.
#[derive(Debug, Error)]
#[error("The connection ended without an answer: {}", chain(.0))]
pub struct ResponseNeverReceived(#[source] pub hyper::Error);

/// What came in place of an answer is no HTTP.
///
/// Twisted: `ResponseFailed` with a `ParseError`.
#[derive(Debug, Error)]
#[error("What the server sent is no HTTP: {}", chain(.0))]
pub struct ParseError(#[source] pub hyper::Error);

/// The server, or the network, took too long.
///
/// Twisted: `TimeoutError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{waiting} within {after:?}.")]
pub struct TooSlow {
    /// What was waited for.
    pub waiting: Waiting,
    /// For how long.
    pub after: Duration,
}

/// What a client may wait for in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// The server to take the connection, TLS included.
    Connection,
    /// The first line of the answer.
    Answer,
    /// The next bytes of the body.
    Body,
    /// The page, all in all.
    Page,
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Waiting::Connection => "The server could not be reached",
            Waiting::Answer => "The server did not begin to answer",
            Waiting::Body => "The server sent nothing more of the body",
            Waiting::Page => "The page was not complete",
        })
    }
}

/// The answer is whole, but its status says that it is not what was asked for: 400
/// or more.
///
/// Twisted: `twisted.web.error.Error`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", format!("{} {phrase}", .status.as_u16()).trim_end())]
pub struct StatusError {
    /// 404, 500 …
    pub status: StatusCode,
    /// The status in words, as the server put it.
    pub phrase: String,
    /// The page that came with it.
    pub body: Vec<u8>,
}

/// The body ended with the connection; see [`PotentialDataLoss`]. What came of it is
/// here.
///
/// Twisted: `PartialDownloadError`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{PotentialDataLoss}")]
pub struct PartialDownload {
    /// What came before the connection ended.
    pub body: Vec<u8>,
}

/// The body is longer than whoever reads it wants to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("The body is longer than {limit} bytes.")]
pub struct TooLong {
    /// How many bytes would have been taken.
    pub limit: u64,
}

/// The server redirects from one page to the next, and comes to no end.
///
/// Twisted: `InfiniteRedirection`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Redirected more than {limit} times, at last to {location}.")]
pub struct InfiniteRedirection {
    /// How many redirects are followed.
    pub limit: usize,
    /// Where the one too many leads.
    pub location: String,
}

/// A redirect that does not say where to, or leads to no address.
///
/// Twisted: `RedirectWithNoLocation`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Redirected ({status}) from {from}, but not to an address: {location:?}.")]
pub struct RedirectWithNoLocation {
    /// 301, 302 …
    pub status: StatusCode,
    /// The page that redirects.
    pub from: String,
    /// What it says; nothing, if there is no `Location`.
    pub location: Option<String>,
}

/// A redirect that would have the request's body sent once more, somewhere else.
/// That is left to the program.
///
/// Twisted: `PageRedirect`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("Redirected ({status}) to {location}; a {method} is not sent again by itself.")]
pub struct PageRedirect {
    /// 301, 302, 307 or 308.
    pub status: StatusCode,
    /// The method of the request.
    pub method: String,
    /// Where it leads.
    pub location: String,
}

/// The text is no address of a page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{url:?} is no address of a page: {why}.")]
pub struct InvalidUrl {
    /// The text.
    pub url: String,
    /// What is the matter with it.
    pub why: String,
}

/// The address is one, but not of a page that can be fetched this way.
///
/// Twisted: `SchemeNotSupported`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{scheme}: is not supported, only {SCHEMES}")]
pub struct SchemeNotSupported {
    /// What the address begins with.
    pub scheme: String,
}

/// A header's name or value has bytes that would end it, or that are not allowed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name:?} with the value {value:?} is no header.")]
pub struct InvalidHeader {
    /// The name that was asked for.
    pub name: String,
    /// The value that was asked for.
    pub value: String,
}

/// A producer wrote another number of bytes than its length.
///
/// Twisted: `WrongBodyLength`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("The body was to have {promised} bytes, and was given {written}.")]
pub struct WrongBodyLength {
    /// What `length` said.
    pub promised: u64,
    /// What was written. Of a body that is too long, only the first part that is.
    pub written: u64,
}

/// The request could not be sent to its end: its producer failed.
///
/// Twisted: `RequestGenerationFailed`.
#[derive(Debug, Clone, Error)]
#[error("The body could not be made: {0}")]
pub struct RequestGenerationFailed(pub Failure);

/// A page could not be written to its file.
#[derive(Debug, Error)]
#[error("{} cannot be written: {source}", .path.display())]
pub struct CannotSave {
    /// The file that was asked for.
    pub path: PathBuf,
    /// What the operating system said.
    pub source: std::io::Error,
}

/// The server could not prove who it is, or no keys could be agreed on.
#[cfg(feature = "tls")]
#[derive(Debug, Error)]
#[error("TLS with {host} failed: {source}")]
pub struct TlsFailed {
    /// Who was to be spoken to.
    pub host: String,
    /// What rustls said.
    pub source: std::io::Error,
}

fn so_much(received: u64, expected: Option<u64>) -> String {
    match expected {
        Some(expected) => format!("{received} of {expected} bytes"),
        None => format!("{received} bytes"),
    }
}

/// The message of an error and of all that caused it. hyper's own says only where it
/// happened.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
