//! Greet whoever is named.
//!
//! Check: cargo xtask check greet

fn main() {
    // TODO: greet the one that the first argument names.
    todo!("greet")
}
