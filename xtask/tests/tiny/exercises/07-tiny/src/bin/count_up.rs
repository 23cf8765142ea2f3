//! Count from 1 to 3.
//!
//! Check: cargo xtask check count_up

// TODO: it begins too early.

fn main() {
    for number in 0..=3 {
        println!("{number}");
    }
}
