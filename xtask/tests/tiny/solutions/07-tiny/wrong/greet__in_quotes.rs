//! Prints the debug form.
//!
//! The check says: in quotes

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    println!("hello, {name:?}");
}
