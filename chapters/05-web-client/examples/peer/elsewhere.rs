//! The shop of the examples, in a thread and a reactor of its own: for programs that
//! have no reactor.

mod shop;

use reactor::Reactor;
use std::sync::mpsc;
use std::thread;

/// Where a page is: an address is taken as it is, and a path leads to a page of the
/// shop.
pub fn find<const N: usize>(addresses: [String; N]) -> Result<[String; N], String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let reactor = Reactor::new();
        let shop = shop::open(&reactor).map_err(|failure| failure.to_string());
        let is_open = shop.is_ok();
        // Whoever asked may have gone.
        if tell.send(shop).is_ok() && is_open {
            let _ = reactor.run();
        }
    });
    let shop = told.recv().map_err(|_| "the shop did not open".to_owned())??;
    Ok(addresses
        .map(|address| if address.starts_with('/') { shop.clone() + &address } else { address }))
}
