//! Sends a form, and prints the page that answers it.
//!
//! ```sh
//! cargo run --example get_page_post                    # to a shop of its own
//! cargo run --example get_page_post -- /order "a cake" # something else
//! ```
//!
//! It prints
//!
//! ```text
//! One loaf & some butter, coming up.
//! ```

mod peer;

use reactor::{Failure, Reactor};
use std::time::Duration;
use url::form_urlencoded::Serializer;
use web_client::{Method, PageGetter};

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "/order".into());
    let item = arguments.next().unwrap_or_else(|| "loaf & some butter".into());
    let reactor = Reactor::new();
    let url = peer::find(&reactor, &address)?;

    // ANCHOR: post
    let mut form = Serializer::new(String::new());
    form.append_pair("item", &item);
    let page = PageGetter::new(&reactor, &url)
        .method(Method::POST)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form.finish())
        .agent("corner shop customer")
        .timeout(Duration::from_secs(10))
        .get();
    // ANCHOR_END: post

    let stop = reactor.clone();
    page.add_callbacks(
        |page| println!("{}", String::from_utf8_lossy(&page)),
        |failure| println!("{failure}"),
    )
    .add_both(move |_| stop.stop());
    reactor.run()
}
