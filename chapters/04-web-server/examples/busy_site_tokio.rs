//! `busy_site` on hyper alone: where a Deferred was, there is an `.await`.
//!
//! ```sh
//! cargo run --example busy_site_tokio                        # 127.0.0.1:8006, 5 seconds
//! cargo run --example busy_site_tokio -- 127.0.0.1:9000 0.5  # or where and how long
//! ```
//!
//! Beside it, in two terminals at once: `curl http://127.0.0.1:8006/1` and
//! `curl http://127.0.0.1:8006/2`. Both are answered after five seconds. The server
//! prints what `busy_site` prints.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::error::Error;
use std::io::Write;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

// ANCHOR: answer
async fn answer(
    request: Request<Incoming>,
    delay: Duration,
) -> Result<Response<Full<Bytes>>, Infallible> {
    println!("end {}", request.uri());
    tokio::time::sleep(delay).await;
    println!("inner {}", request.uri());
    let mut response = Response::new(Full::from("Finally done"));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    Ok(response)
}
// ANCHOR_END: answer

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8006".into());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let delay = Duration::try_from_secs_f64(seconds)?;
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    std::io::stdout().flush()?;
    loop {
        let (stream, _peer) = listener.accept().await?;
        tokio::spawn(serve(stream, delay));
    }
}

async fn serve(stream: TcpStream, delay: Duration) {
    let service = service_fn(move |request| answer(request, delay));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    // A client that has left is no news.
    let _ = connection.await;
}
