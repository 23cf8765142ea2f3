//! The library has the words.

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    println!("{}", tiny::greeting(&name));
}
