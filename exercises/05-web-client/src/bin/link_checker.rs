//! # link_checker
//!
//! Which links of a site lead nowhere? The program fetches the page `/` of a server, then
//! each page that is linked there, then each that is linked on those, and so on. When it
//! has seen the whole site, it reports:
//!
//! ```text
//! $ cargo xtask run link_checker 127.0.0.1:8000 5
//! ok    /
//! dead  /gone: 404 Not Found (on /, /shop/tea)
//! ok    /shop/tea
//! slow  /weather (on /)
//! 4 pages, 2 bad
//! ```
//!
//! - A link is what stands between `href="` and the next `"`. It is to be read from the
//!   page that it stands on: `milk` on `/shop/tea` leads to `/shop/milk`. What follows
//!   a `#` is a place on a page, and not another page. On what comes with an error, no
//!   links are looked for.
//! - Only pages of this site are fetched: those whose scheme, host and port are the same.
//!   Other links count for nothing. Each page is fetched once.
//! - No more than three pages are on their way at any time. A page that is not here after
//!   so many seconds as the second argument says is slow, and keeps nobody waiting.
//! - There is a line for each page, in the order of their paths, as text is sorted. If it
//!   is bad, the line says on which pages it is linked, in the same order.
//! - The exit status is 1 if a page is bad, and else 0.
//!
//! Read:  book/src/05-web-client/link-checker.md
//! Run:   cargo xtask run link_checker 127.0.0.1:8000 5
//!        (a site to check: python3 -m http.server --bind 127.0.0.1 8000)
//! Check: cargo xtask check link_checker

use std::process::ExitCode;
use std::time::Duration;

use reactor::{Failure, Reactor};
use url::Url;

fn main() -> Result<ExitCode, Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let timeout = Duration::try_from_secs_f64(seconds)?;
    let start = Url::parse(&format!("http://{server}/"))?;

    let reactor = Reactor::new();
    // TODO: check the page at `start`, and all that can be reached from it.
    let _ = (timeout, start, reactor);
    todo!("ask, look for links, and report")
}
