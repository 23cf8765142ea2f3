//! `request_handler` on hyper alone, as a Rust program would be written today.
//!
//! ```sh
//! cargo run --example request_handler_tokio                    # listens on 127.0.0.1:8003
//! cargo run --example request_handler_tokio -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl -i http://127.0.0.1:8003/about`, or a browser. It prints nothing
//! but where it listens.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io::Write;
use tokio::net::{TcpListener, TcpStream};

// ANCHOR: answer
async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let (status, page) = match request.uri().path() {
        "/" => (StatusCode::OK, "<h1>Home</h1>Home page"),
        "/about" => (StatusCode::OK, "<h1>About</h1>All about me"),
        _ => (StatusCode::NOT_FOUND, "<h1>Not Found</h1>"),
    };
    let mut response = Response::new(Full::from(page));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    Ok(response)
}
// ANCHOR_END: answer

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8003".into());
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    std::io::stdout().flush()?;
    loop {
        let (stream, _peer) = listener.accept().await?;
        tokio::spawn(serve(stream));
    }
}

async fn serve(stream: TcpStream) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service_fn(answer));
    if let Err(error) = connection.await {
        eprintln!("a connection ended: {error}");
    }
}
// ANCHOR_END: main
