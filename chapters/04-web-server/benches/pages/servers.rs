//! The servers that are compared, each a process of its own. They give the same two
//! pages: a quick one, and a slow one at `/slow`.

use bytes::Bytes;
use deferred::defer_later;
use harness::{Server, this_program};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, SERVER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request as Question, Response};
use hyper_util::rt::TokioIo;
use reactor::{Failure, Reactor};
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::process::{Command, Stdio};
use std::time::Duration;
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site};

const PAGE: &str = "<!DOCTYPE html><title>Small</title><h1>A small page</h1>";

/// How long the slow page takes, and holds nothing but a timer meanwhile.
pub const SLOW: Duration = Duration::from_secs(2);

const TWISTED: &str = r"
from twisted.internet import reactor
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Site
PAGE = b'<!DOCTYPE html><title>Small</title><h1>A small page</h1>'
class Page(Resource):
    isLeaf = True
    def render_GET(self, request):
        if request.path != b'/slow':
            return PAGE
        reactor.callLater(2, lambda: (request.write(PAGE), request.finish()))
        return NOT_DONE_YET
port = reactor.listenTCP(0, Site(Page()), backlog=1024, interface='127.0.0.1')
print('127.0.0.1:%d' % port.getHost().port, flush=True)
reactor.run()
";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Hyper,
    Ours,
    Twisted,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Hyper => "hyper",
            Kind::Ours => "ours",
            Kind::Twisted => "twisted",
        }
    }
}

fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".into())
}

/// Plain hyper is the first. Twisted is compared only where it is installed.
pub fn available() -> Vec<Kind> {
    let mut kinds = vec![Kind::Hyper, Kind::Ours];
    let mut import = Command::new(python());
    import.args(["-c", "import twisted.web"]).stderr(Stdio::null());
    if import.status().is_ok_and(|status| status.success()) {
        kinds.push(Kind::Twisted);
    }
    kinds
}

/// Starts a server, on one core where that can be.
pub fn start(kind: Kind) -> Server {
    let words = match kind {
        Kind::Twisted => vec![python(), "-c".into(), TWISTED.into()],
        ours => this_program(&["serve", ours.name()]),
    };
    Server::start_on_one_core(&words)
}

/// Serves until it is killed.
pub fn serve(kind: &str) {
    match kind {
        "ours" => serve_ours().expect("it serves"),
        "hyper" => serve_hyper().expect("it serves"),
        _ => panic!("there is no server {kind}"),
    }
}

struct Page;

impl Resource for Page {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        if request.path() != "/slow" {
            return PAGE.into();
        }
        let slow = request.clone();
        let _going_on = defer_later(request.reactor(), SLOW, move || {
            slow.write(PAGE);
            slow.finish();
        });
        NOT_DONE_YET
    }
}

fn serve_ours() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on("127.0.0.1:0", Site::new(&reactor, Page))?;
    println!("{}", port.get_host());
    reactor.run()
}

fn serve_hyper() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let connection =
                http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(page));
            tokio::spawn(connection);
        }
    })
}

async fn page(question: Question<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    if question.uri().path() == "/slow" {
        tokio::time::sleep(SLOW).await;
    }
    let answer = Response::builder()
        .header(SERVER, "Untwisted")
        .header(CONTENT_TYPE, "text/html; charset=utf-8")
        .body(Full::from(PAGE))
        .expect("the headers are valid");
    Ok(answer)
}
