//! The echo server as a Rust program would have it today: on tokio.
//!
//! ```text
//! cargo run -p events --example echo_tokio [ADDRESS]
//! ```
//!
//! Beside it, run `nc 127.0.0.1 8000` (or telnet) in a second terminal, and in a
//! third; type, and press Ctrl-C when you have seen enough. It prints `listening on
//! 127.0.0.1:8000`, or whatever the address is, and serves until it is killed.
//!
//! A peer cannot tell it from `loop_echo`. The loop is inside the runtime, and a
//! connection is a task that reads like a program for one thread: each `.await` is
//! a place where it gives the thread back to the loop.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".to_string());
    match listen(&address).await {
        Ok(listener) => serve(listener).await,
        Err(error) => {
            eprintln!("cannot listen on {address}: {error}");
            eprintln!("next step: give another address; 127.0.0.1:0 takes any free port");
            ExitCode::FAILURE
        }
    }
}

async fn listen(address: &str) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    io::stdout().flush()?;
    Ok(listener)
}

/// How long to leave the door shut when nobody can be let in, for want of file
/// descriptors say. Asking again at once would keep the processor busy.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves for ever.
// ANCHOR: serve
pub async fn serve(listener: TcpListener) -> ! {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(echo(stream))),
            Err(error) => {
                eprintln!("cannot accept: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Ends with the peer's last word, or when the peer has vanished.
async fn echo(mut stream: TcpStream) -> io::Result<u64> {
    let (mut from_peer, mut to_peer) = stream.split();
    tokio::io::copy(&mut from_peer, &mut to_peer).await
}
// ANCHOR_END: serve
