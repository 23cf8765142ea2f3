//! `http_echo` in plain tokio: the lines of a request, read in a loop.
//!
//! ```sh
//! cargo run --example http_echo_tokio                    # listens on 127.0.0.1:8002
//! cargo run --example http_echo_tokio -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl -v http://127.0.0.1:8002/hello`, or a browser. It prints nothing
//! but where it listens.

use std::io::{self, Write};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A client cannot fill the memory: a head of so many bytes is read, and no more.
const LONGEST_HEAD: u64 = 64 * 1024;

/// The end of the last line, and the empty one.
const HEAD_END: &[u8] = b"\r\n\r\n";

// ANCHOR: echo
async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    let mut reader = BufReader::new(&mut stream).take(LONGEST_HEAD);
    while !head.ends_with(HEAD_END) {
        if reader.read_until(b'\n', &mut head).await? == 0 {
            return Ok(());
        }
    }
    let lines = &head[..head.len() - HEAD_END.len()];
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nYou said:\r\n\r\n").await?;
    stream.write_all(lines).await?;
    stream.shutdown().await
}
// ANCHOR_END: echo

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8002".into());
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    io::stdout().flush()?;
    loop {
        // An error concerns one client, or passes; a server goes on.
        let Ok((stream, _peer)) = listener.accept().await else { continue };
        tokio::spawn(echo(stream));
    }
}
