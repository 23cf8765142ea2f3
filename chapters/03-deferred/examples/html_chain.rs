//! Three levels, each of which gets what the one above has returned. The last
//! returns nothing: every level may change the type.
//!
//! Run it: `cargo run -p deferred --example html_chain`
//!
//! It prints `<i><b>hello</b></i>`.

use deferred::Deferred;

// ANCHOR: functions
fn add_bold(result: &str) -> String {
    format!("<b>{result}</b>")
}

fn add_ital(result: String) -> String {
    format!("<i>{result}</i>")
}

fn print_html(result: String) {
    println!("{result}");
}
// ANCHOR_END: functions

fn main() {
    // ANCHOR: main
    let (trigger, d) = Deferred::pair();
    let d = d.add_callback(add_bold);
    let d = d.add_callback(add_ital);
    d.add_callback(print_html);
    trigger.callback("hello");
    // ANCHOR_END: main
}
