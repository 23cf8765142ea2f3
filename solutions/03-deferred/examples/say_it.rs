//! The callback is a closure: it gets the word when the Deferred fires.

use deferred::Deferred;

fn main() {
    let word = std::env::args().nth(1).unwrap_or("hello".to_string());

    let (trigger, d) = Deferred::pair();
    listen(d);
    println!("nobody has spoken yet");
    trigger.callback(word);
    println!("all is said");
}

/// Makes sure that the word will be heard.
fn listen(d: Deferred<String>) {
    d.add_callback(|word| println!("heard: {word}"));
}
