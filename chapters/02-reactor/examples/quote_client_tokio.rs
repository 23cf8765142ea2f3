//! `quote_client` in plain tokio. No counter says when the last of the three is
//! done: `join!` waits for all.
//!
//! ```sh
//! cargo run --example quote_server         # first, in another terminal
//! cargo run --example quote_client_tokio
//! ```
//!
//! It prints what `quote_client` prints.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const QUOTES: [&str; 3] = ["You snooze you lose", "The early bird gets the worm", "Carpe diem"];

async fn exchange(server: &str, quote: &str) {
    match TcpStream::connect(server).await {
        Ok(stream) => match talk(stream, quote).await {
            Ok(()) => println!("conn lose: Connection was closed cleanly."),
            Err(error) => println!(
                "conn lose: Connection to the other side was lost in a non-clean fashion: {error}."
            ),
        },
        Err(error) => println!("conn failed : Connection was refused by other side: {error}."),
    }
}

// ANCHOR: talk
async fn talk(mut stream: TcpStream, quote: &str) -> io::Result<()> {
    stream.write_all(quote.as_bytes()).await?;
    let mut buffer = vec![0; 64 * 1024];
    let length = stream.read(&mut buffer).await?;
    if length > 0 {
        println!("Received quote: b'{}'", buffer[..length].escape_ascii());
    }
    stream.shutdown().await
}
// ANCHOR_END: talk

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let server = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let [one, two, three] = QUOTES.map(|quote| exchange(&server, quote));
    tokio::join!(one, two, three);
}
// ANCHOR_END: main
