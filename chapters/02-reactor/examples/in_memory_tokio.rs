//! `in_memory` in plain tokio: the two ends of a pipe in memory, and a time that
//! goes on only when everybody waits, and then at once.
//!
//! ```sh
//! cargo run --example in_memory_tokio
//! ```
//!
//! It prints what `in_memory` prints.

use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::task::yield_now;
use tokio::time::{Instant, pause, sleep, timeout};

const PATIENCE: Duration = Duration::from_secs(60);

// ANCHOR: serve
/// Says how much has come, and closes when the peer has been silent for a minute.
async fn serve(mut stream: DuplexStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        match timeout(PATIENCE, stream.read(&mut buffer)).await {
            Err(_silence) => return Ok(()),
            Ok(length) => match length? {
                0 => return Ok(()),
                length => stream.write_all(format!("{length} bytes").as_bytes()).await?,
            },
        }
    }
}
// ANCHOR_END: serve

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    pause();
    let start = Instant::now();
    let (mut peer, stream) = duplex(1024);
    let server = tokio::spawn(serve(stream));
    peer.write_all(b"hello").await?;
    let mut answer = [0; 7];
    peer.read_exact(&mut answer).await?;
    println!("the peer sends 'hello', and is sent '{}'", answer.escape_ascii());

    for silence in [Duration::from_secs(59), Duration::from_secs(1)] {
        sleep(silence).await;
        // The server is due in the same moment: let it have its turn.
        yield_now().await;
        let state = if server.is_finished() { "closing" } else { "still connected" };
        println!("after {} seconds of silence: {state}", start.elapsed().as_secs());
    }
    Ok(())
}
// ANCHOR_END: main
