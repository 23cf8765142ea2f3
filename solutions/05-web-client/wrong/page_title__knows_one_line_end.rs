//! Knows one of the two characters of a line break.
//!
//! The check says: A line break inside a title

use reactor::{Failure, Reactor};
use web_client::get_page;

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or("127.0.0.1:8000".to_string());
    let url = format!("http://{server}/");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    get_page(&reactor, &url)
        .add_callback(|page| {
            let line = match title(&String::from_utf8_lossy(&page)) {
                Some(title) => format!("title: {title}"),
                None => "no title".to_string(),
            };
            println!("{line}");
        })
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// What stands between the first `<title>` and the `</title>` behind it.
fn title(page: &str) -> Option<String> {
    // Tags are ASCII: their places are the same in both texts.
    let tags = page.to_ascii_lowercase();
    let start = tags.find("<title>")? + "<title>".len();
    let length = tags[start..].find("</title>")?;
    let words = page[start..start + length].split([' ', '\n']).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join(" "))
}
