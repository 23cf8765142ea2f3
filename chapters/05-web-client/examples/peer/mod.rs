//! Whom the examples of this chapter call: anybody in the world, or else a small shop
//! in their own reactor. Its pages stand in `shop.rs`.

mod shop;

use reactor::{Failure, Reactor};

/// Where a page is: an address is taken as it is, and a path leads to a page of the
/// shop, which is opened for it.
pub fn find(reactor: &Reactor, address: &str) -> Result<String, Failure> {
    Ok(if address.starts_with('/') { shop::open(reactor)? + address } else { address.to_owned() })
}
