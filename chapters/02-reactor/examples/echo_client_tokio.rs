//! `echo_client` in plain tokio: the callbacks have become four lines that run
//! one after the other.
//!
//! ```sh
//! cargo run --example echo_server         # first, in another terminal
//! cargo run --example echo_client_tokio
//! ```
//!
//! It prints what `echo_client` prints.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn talk(mut stream: TcpStream) -> io::Result<()> {
    println!("send msg");
    stream.write_all(b"Hello,world!").await?;
    let mut buffer = vec![0; 64 * 1024];
    let length = stream.read(&mut buffer).await?;
    if length > 0 {
        println!("receive msg: b'{}'", buffer[..length].escape_ascii());
    }
    stream.shutdown().await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let server = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    match TcpStream::connect(server).await {
        // However the connection ends, it has ended.
        Ok(stream) => talk(stream).await.map_or_else(|_| lost(), |()| lost()),
        Err(_) => println!("conn failed"),
    }
}

fn lost() {
    println!("conn lost");
}
