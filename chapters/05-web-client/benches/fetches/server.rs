//! The server, a process of its own: plain hyper, with a small page and a long one.

use bytes::Bytes;
use harness::{Server, this_program};
use http_body_util::{Either, Full, StreamBody};
use hyper::body::{Body, Frame, Incoming};
use hyper::header::CONTENT_LENGTH;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use reactor::Failure;
use std::convert::Infallible;
use std::error::Error;
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};
use tokio::net::TcpListener;

const PAGE: &str = "<!DOCTYPE html><title>Small</title><h1>A small page</h1>";

/// The length of the long page, in MiB.
pub const MUCH: u32 = 100;

pub fn start() -> Server {
    Server::start(&this_program(&["serve"]))
}

/// Keeps this process on one core, where there is a `taskset`.
pub fn pin_to(core: usize) {
    let mut taskset = Command::new("taskset");
    taskset.args(["-p", "-c", &core.to_string(), &std::process::id().to_string()]);
    let _ = taskset.stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// Serves until it is killed.
pub fn serve() -> Result<(), Failure> {
    pin_to(0);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let io = TokioIo::new(stream);
            tokio::spawn(http1::Builder::new().serve_connection(io, service_fn(page)));
        }
    })
}

async fn page(
    request: Request<Incoming>,
) -> Result<Response<impl Body<Data = Bytes, Error = Box<dyn Error + Send + Sync>>>, Infallible> {
    if request.uri().path() != "/long" {
        return Ok(Response::new(Either::Left(Full::from(PAGE))));
    }
    let piece = Bytes::from(vec![b'x'; 1 << 20]);
    let pieces = futures_util::stream::iter(
        (0..MUCH).map(move |_| Ok::<_, Infallible>(Frame::data(piece.clone()))),
    );
    let mut answer = Response::new(Either::Right(StreamBody::new(pieces)));
    answer.headers_mut().insert(CONTENT_LENGTH, (MUCH << 20).into());
    Ok(answer)
}
