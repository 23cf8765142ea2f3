//! Chapter 5: the web client.
//!
//! A program asks for a page, and goes on; the page comes later, through a
//! [`Deferred`](deferred::Deferred).
//!
//! ```no_run
//! use reactor::{Failure, Reactor};
//! use web_client::get_page;
//!
//! fn main() -> Result<(), Failure> {
//!     let reactor = Reactor::new();
//!     let stop = reactor.clone();
//!     get_page(&reactor, "http://127.0.0.1:8000/")
//!         .add_callback(|page| println!("{}", String::from_utf8_lossy(&page)))
//!         .add_errback(|failure| println!("{failure}"))
//!         .add_both(move |_| stop.stop());
//!     reactor.run()
//! }
//! ```
//!
//! # A map
//!
//! Start with [`get_page`]; then [`Agent`] and [`Response`], of which it is made.
//!
//! | file | what |
//! |---|---|
//! | `page` | [`get_page`], [`download_page`], and [`PageGetter`] with all their options |
//! | `request` | [`Request`], and [`Fetch`]: who can be asked |
//! | `agent` | [`Agent`]: one request on one connection; [`Pool`]: connections that are kept |
//! | `response` | [`Response`], [`read_body`] |
//! | `layers` | [`RedirectAgent`], [`CookieAgent`], [`ContentDecoderAgent`] |
//! | `producer`, `outlet`, `outgoing` | [`BodyProducer`]: the body of a request, made while it is sent |
//! | `incoming`, `silence`, `delivery`, `gunzip` | the body of a response on its way to a protocol |
//! | `headers` | [`Headers`] |
//! | `errors` | what can go wrong, and how a body ends |
//!
//! HTTP itself is hyper's affair; the sockets are tokio's, in the reactor's loop. TLS
//! is behind the feature `tls`, which is on by default.
//!
//! # What differs from Twisted, and why
//!
//! | Twisted | here | why |
//! |---|---|---|
//! | `getPage` and `downloadPage` are gone since 22.1 | [`get_page`], [`download_page`] | they are how one begins |
//! | addresses are bytes | text, by the WHATWG's rules | what works in a browser works here |
//! | a user and a password in an address are dropped in silence | [`InvalidUrl`] | they were meant for something |
//! | a server that stops to answer is waited for, for ever | [`TooSlow`] | nothing here waits without an end |
//! | `readBody` takes any number of bytes | [`BODY_LIMIT`] | a server must not fill our memory |
//! | `readBody` gives up a page that ends with the connection | [`get_page`] takes it, [`read_body`] gives it up | the first `getPage` took it |
//! | a second redirect is seen from the page that was asked for first | from the page that redirects | that is what a `Location` means |
//! | `BrowserLikeRedirectAgent` makes a GET of a POST after a 308 | [`PageRedirect`] | 308 says that it stays a POST |
//! | `downloadPage` leaves half a file | nothing | half a file looks like a whole one |
//! | a failed request has a list of reasons | one, which says what happened | one is enough |
//! | the value of a header is bytes | it is text, with U+FFFD for what is none | what HTTP allows there is text |
//! | a GET after a redirected POST still says of what type its body is | it does not | it has none |
//! | a body that is delivered writes to the connection | what is written goes nowhere | the request is over |
//! | a request with a body on a kept connection may be repeated | never | it may have been done |

mod agent;
mod delivery;
mod errors;
mod gunzip;
mod headers;
mod incoming;
mod layers;
mod outgoing;
mod outlet;
mod page;
mod producer;
mod request;
mod response;
mod silence;

pub use agent::{Agent, Pool};
#[cfg(feature = "tls")]
pub use errors::TlsFailed;
pub use errors::{
    CannotSave, InfiniteRedirection, InvalidHeader, InvalidUrl, PageRedirect, ParseError,
    PartialDownload, PotentialDataLoss, RedirectWithNoLocation, RequestGenerationFailed,
    ResponseDone, ResponseFailed, ResponseNeverReceived, SchemeNotSupported, StatusError, TooLong,
    TooSlow, Waiting, WrongBodyLength,
};
pub use headers::Headers;
pub use hyper::{Method, StatusCode, Version};
pub use layers::{ContentDecoderAgent, CookieAgent, CookieJar, RedirectAgent};
pub use page::{PageGetter, Progress, download_page, get_page};
pub use producer::{BodyProducer, BytesProducer, Consumer};
pub use request::{Fetch, Request};
pub use response::{BODY_LIMIT, Response, read_body, read_body_within};
#[cfg(feature = "tls")]
pub use tokio_rustls::rustls;
