//! Begins at 0.
//!
//! The check says: differs from what should

fn main() {
    for number in 0..3 {
        println!("{number}");
    }
}
