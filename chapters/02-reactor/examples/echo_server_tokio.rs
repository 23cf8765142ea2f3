//! `echo_server` in plain tokio: what a Rust program would write today.
//!
//! ```sh
//! cargo run --example echo_server_tokio   # listens on 127.0.0.1:8001
//! cargo run --example echo_client         # in a second terminal
//! ```
//!
//! A loop takes the place of the callbacks: the connection's state is where the
//! task stands in it. It prints what `echo_server` prints.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        println!("receive:  b'{}'", buffer[..length].escape_ascii());
        stream.write_all(&buffer[..length]).await?;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    loop {
        // An error concerns one client, or passes; a server goes on. (A real one
        // would also wait a little when it has run out of file descriptors.)
        let Ok((stream, peer)) = listener.accept().await else { continue };
        println!("addr: {peer}");
        tokio::spawn(echo(stream));
    }
}
