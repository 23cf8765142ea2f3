//! `quote_server` in plain tokio.
//!
//! ```sh
//! cargo run --example quote_server_tokio   # listens on 127.0.0.1:8080
//! cargo run --example quote_client         # in a second terminal
//! ```
//!
//! What the factory held is shared by an `Rc` here too; a task for each client
//! takes the place of the protocol. It prints what `quote_server` prints.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{LocalSet, spawn_local};

struct Quotes {
    connections: Cell<usize>,
    quote: RefCell<Vec<u8>>,
}

// ANCHOR: serve
async fn serve(mut stream: TcpStream, quotes: Rc<Quotes>) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        let received = &buffer[..length];
        let quote = quotes.quote.replace(received.to_vec());
        println!("Number {} connection", quotes.connections.get());
        println!("Receive:b'{}' Sending:b'{}'", received.escape_ascii(), quote.escape_ascii());
        stream.write_all(&quote).await?;
    }
}
// ANCHOR_END: serve

// ANCHOR: accept
async fn accept(address: String) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    let quotes =
        Rc::new(Quotes { connections: Cell::new(0), quote: RefCell::new(b"Hello world".to_vec()) });
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let quotes = quotes.clone();
        quotes.connections.update(|count| count + 1);
        spawn_local(async move {
            // A connection that breaks is over, and nothing more.
            let _ = serve(stream, quotes.clone()).await;
            quotes.connections.update(|count| count - 1);
        });
    }
}
// ANCHOR_END: accept

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    LocalSet::new().run_until(accept(address)).await
}
