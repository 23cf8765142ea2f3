//! [`get_page`]: a whole page in one call.

mod download;
mod getter;
mod send;

pub use download::{Progress, download_page};
pub use getter::PageGetter;

use deferred::Deferred;
use reactor::Reactor;

/// Fetches a page, and fires with its body.
///
/// It follows redirects. A status of 400 or more is the failure
/// [`StatusError`](crate::StatusError). For anything else than the plain case there is
/// [`PageGetter`].
///
/// ```no_run
/// use reactor::Reactor;
/// use web_client::get_page;
///
/// let reactor = Reactor::new();
/// let stop = reactor.clone();
/// get_page(&reactor, "http://127.0.0.1:8000/")
///     .add_callbacks(
///         |page| println!("{}", String::from_utf8_lossy(&page)),
///         |failure| println!("{failure}"),
///     )
///     .add_both(move |_| stop.stop());
/// reactor.run()?;
/// # Ok::<(), reactor::Failure>(())
/// ```
///
/// Twisted: `getPage`.
pub fn get_page(reactor: &Reactor, url: &str) -> Deferred<Vec<u8>> {
    PageGetter::new(reactor, url).get()
}
