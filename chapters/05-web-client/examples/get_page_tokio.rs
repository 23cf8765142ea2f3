//! `get_page` on hyper alone: a connection, a request, an answer, and `.await` between
//! them.
//!
//! ```sh
//! cargo run --example get_page_tokio                       # a page of a shop of its own
//! cargo run --example get_page_tokio -- /old               # another one: /news, /nothing
//! cargo run --example get_page_tokio -- http://example.com # a page from the world
//! ```
//!
//! It prints what `get_page` prints. TLS is left out: it would take one more library.

#[path = "peer/elsewhere.rs"]
mod peer;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::ext::ReasonPhrase;
use hyper::header::{CONNECTION, HOST, LOCATION};
use hyper::http::response::Parts;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::borrow::Cow;
use std::error::Error;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Position::{AfterPort, AfterQuery, BeforeHost, BeforePath};
use url::Url;

const REDIRECTS: usize = 20;
const BODY_LIMIT: usize = 16 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(60);

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

// ANCHOR: get_page
async fn get_page(url: &str) -> Outcome<Bytes> {
    let mut url = Url::parse(url)?;
    for _ in 0..=REDIRECTS {
        let response = ask(&url).await?;
        match response.headers().get(LOCATION) {
            Some(location) if response.status().is_redirection() => {
                url = url.join(location.to_str()?)?;
            }
            _ => return page_of(response).await,
        }
    }
    Err(format!("redirected more than {REDIRECTS} times").into())
}

async fn page_of(response: Response<Incoming>) -> Outcome<Bytes> {
    let (head, body) = response.into_parts();
    let page = Limited::new(body, BODY_LIMIT).collect().await?.to_bytes();
    match head.status.as_u16() {
        400.. => Err(format!("{} {}", head.status.as_u16(), phrase(&head)).into()),
        _ => Ok(page),
    }
}
// ANCHOR_END: get_page

/// The status in words. Only those that are not the usual ones are kept by hyper.
fn phrase(head: &Parts) -> Cow<'_, str> {
    let usual = head.status.canonical_reason().unwrap_or_default();
    let unusual = head.extensions.get::<ReasonPhrase>();
    unusual.map_or(usual.into(), |phrase| String::from_utf8_lossy(phrase.as_bytes()))
}

// ANCHOR: ask
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
// ANCHOR_END: ask

fn refused(error: std::io::Error) -> String {
    format!("Connection was refused by other side: {error}.")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "/".into());
    let [url] = peer::find([address])?;
    match timeout(TIMEOUT, get_page(&url)).await? {
        Ok(page) => println!("{}", String::from_utf8_lossy(&page)),
        Err(error) => println!("{error}"),
    }
    Ok(())
}
