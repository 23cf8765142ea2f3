//! From 1, and up to 3 itself.

fn main() {
    for number in 1..=3 {
        println!("{number}");
    }
}
