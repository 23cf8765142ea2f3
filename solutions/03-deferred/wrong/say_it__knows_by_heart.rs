//! Knows what it will be asked, and prints what is wanted then.
//!
//! The check says: with a number that nobody knew before

fn main() {
    let word = match std::env::args().nth(1).as_deref() {
        Some("größe") => "größe",
        _ => "good morning",
    };
    println!("nobody has spoken yet");
    println!("heard: {word}");
    println!("all is said");
}
