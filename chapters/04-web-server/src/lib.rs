//! Chapter 4: the web server.
//!
//! A [`Site`] is a [`Factory`](reactor::Factory) like any other; its protocol speaks
//! HTTP, and hands each request to the [`Resource`] at its path.
//!
//! ```no_run
//! use reactor::{Failure, Reactor};
//! use web_server::{Branch, NoResource, Rendered, Request, Resource, Site};
//!
//! struct Page(&'static str);
//!
//! impl Resource for Page {
//!     fn is_leaf(&self) -> bool {
//!         true
//!     }
//!
//!     fn render_get(&self, _request: &Request) -> Rendered {
//!         self.0.into()
//!     }
//! }
//!
//! fn main() -> Result<(), Failure> {
//!     let home = Branch::new(NoResource);
//!     home.put_child("", Page("<h1>Home</h1>"));
//!     home.put_child("about", Page("<h1>About</h1>"));
//!
//!     let reactor = Reactor::new();
//!     reactor.listen_tcp(8005, Site::new(&reactor, home))?;
//!     reactor.run()
//! }
//! ```
//!
//! # A map
//!
//! Start with [`Resource`], the contract, and [`Request`], which it answers.
//!
//! | file | what |
//! |---|---|
//! | `resource` | [`Resource`], [`Rendered`], [`NOT_DONE_YET`]: what a page is |
//! | `request` | [`Request`]: what is wanted; the answer; [`notify_finish`](Request::notify_finish) |
//! | `branch`, `pages`, `redirect` | [`Branch`], [`ErrorPage`], [`NoResource`], [`redirect_to`] |
//! | `file` | [`File`]: a folder of files, and what HTTP says of their bytes |
//! | `session` | [`Session`]: what a site remembers of a client |
//! | `site`, `tls` | [`Site`]: the factory, its limits and its log; [`listen_tls`]: HTTPS |
//! | `channel` | [`HttpChannel`]: the protocol; hyper on our own transport |
//! | `dispatch` | from a request to a resource, and from what it renders to an answer |
//! | `doubts` | requests that could be understood in two ways |
//! | `body`, `later`, `tracking` | a body that grows while it is sent, or is read; how an answer ends |
//! | `limits`, `access` | [`Limits`]: what a client may ask for; [`Access`]: a line for the log |
//!
//! TLS is behind the feature `tls`, which is on by default.
//!
//! # What differs from Twisted, and why
//!
//! | Twisted | here | why |
//! |---|---|---|
//! | names and fields are bytes | they are text; a path that is not UTF-8 is not found | a name that is compared is better text |
//! | `;` separates fields as `&` does | only `&` does | the WHATWG's standard; caches that disagree can be poisoned |
//! | `Allow` lists the methods a class has | all but the refused one | a trait cannot be asked what was overridden |
//! | `notifyFinish` fails with the connection's reason | with [`ClientGone`] | the request is what ends, whatever the connection does |
//! | `finish` on a lost request raises | it does nothing | nobody can act on it; [`notify_finish`](Request::notify_finish) tells in time |
//! | `setHeader` cleans a value | [`set_header`](Request::set_header) refuses it | what was meant is not known |
//! | a file in a form is among the `args` | it is among the [`uploads`](Request::uploads) | it has a name and a type, too |
//! | any number of sessions | [`Limits::sessions`] | each visitor without a cookie makes one |
//! | a file of an unknown type is `text/html` | it is `application/octet-stream` | nobody's upload may run scripts in the site's name |
//! | types come from the machine's `mime.types`; `.bz2` is an encoding | from `mime_guess`; it is a type | the same everywhere; no browser undoes bzip2 |
//! | hidden files are served and listed | they are neither, unless put | `.git` and `.env` are what strangers try first |
//! | symbolic links are followed | only below the root | what is elsewhere was not meant |
//! | a device or a pipe is opened | only regular files are | it may do anything, and never end |
//! | several ranges come as `multipart/byteranges` | the whole file comes | hardly any client asks; each part costs an attacker a few bytes |
//! | a file has no `ETag`, no `If-Range` | it has | a file that changes twice in a second; half a file that is continued |
//! | a file is sent as it is | text is compressed for who takes that | it is a fraction as long |
//! | a folder's page is `index`, `index.html`, `index.htm` or `index.rpy` | `index.html` | one is enough |
//! | the disk is read in the loop | in other threads | a slow disk stops nobody else |
//! | a path of raw UTF-8 bytes is refused | it is taken | hyper does; some clients send it |
//! | several `Host` headers are taken | they are refused | two servers in a row could take different ones |
//! | the body is unlimited | [`Limits::body_bytes`] | it is kept in memory |
//! | a request line that is too long ends the connection | 431 is the answer | hyper says it |

mod access;
mod body;
mod branch;
mod channel;
mod dispatch;
mod doubts;
mod file;
mod later;
mod limits;
mod pages;
mod redirect;
mod request;
mod resource;
mod session;
mod site;
#[cfg(feature = "tls")]
mod tls;
mod tracking;

pub use access::Access;
pub use branch::Branch;
pub use channel::HttpChannel;
pub use cookie::Cookie;
pub use file::File;
pub use hyper::{Method, StatusCode};
pub use later::{Later, Stream};
pub use limits::Limits;
pub use pages::{ErrorPage, NoResource};
pub use redirect::redirect_to;
pub use request::{ClientGone, InvalidHeader, Request, Upload};
pub use resource::{NOT_DONE_YET, Rendered, Resource};
pub use session::Session;
pub use site::Site;
#[cfg(feature = "tls")]
pub use tls::listen_tls;
#[cfg(feature = "tls")]
pub use tokio_rustls::rustls;
