//! `agent_body` on hyper alone: the body is a stream of frames, and a loop takes one
//! after the other.
//!
//! ```sh
//! cargo run --example agent_body_tokio                       # /news of a shop of its own
//! cargo run --example agent_body_tokio -- /                  # another one of its pages
//! cargo run --example agent_body_tokio -- http://example.com # a page from the world
//! ```
//!
//! It prints what `agent_body` prints. TLS is left out.

#[path = "peer/elsewhere.rs"]
mod peer;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::error::Error;
use tokio::net::TcpStream;
use url::Position::{AfterPort, AfterQuery, BeforeHost, BeforePath};
use url::Url;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

// ANCHOR: body
async fn print_resource(response: Response<Incoming>) {
    let is_chunked = response.headers().contains_key(TRANSFER_ENCODING);
    let mut body = response.into_body();
    let is_framed = is_chunked || body.size_hint().exact().is_some();
    while let Some(frame) = body.frame().await {
        match frame.map(|frame| frame.into_data().unwrap_or_default()) {
            Ok(data) => println!("b'{}'", data.escape_ascii()),
            Err(error) => return println!("body end: {error}"),
        }
    }
    println!("body end: {}", if is_framed { DONE } else { PERHAPS });
}
// ANCHOR_END: body

const DONE: &str = "The body was received completely.";
const PERHAPS: &str = "The body ended with the connection; whether it is complete is not known.";

async fn ask(url: &Url) -> Outcome<Response<Incoming>> {
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or(80);
    let stream = TcpStream::connect(format!("{host}:{port}")).await.map_err(refused)?;
    let io = TokioIo::new(stream);
    let (mut sender, connection) =
        http1::Builder::new().title_case_headers(true).handshake(io).await?;
    tokio::spawn(connection);
    let request = Request::get(&url[BeforePath..AfterQuery])
        .header(CONNECTION, "close")
        .header(HOST, &url[BeforeHost..AfterPort])
        .body(Empty::<Bytes>::new())?;
    Ok(sender.send_request(request).await?)
}

fn refused(error: std::io::Error) -> String {
    format!("Connection was refused by other side: {error}.")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/news".into());
    let [url] = peer::find([address])?;
    match ask(&Url::parse(&url)?).await {
        Ok(response) => print_resource(response).await,
        Err(error) => println!("{error}"),
    }
    Ok(())
}
