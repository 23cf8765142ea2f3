//! The echo servers that are compared, each a process of its own.

use harness::{Server, this_program};
use reactor::{Address, Protocol, Reactor, Transport};
use std::process::{Command, Stdio};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the reactor reads at once; the server by hand does the same.
const BUFFER: usize = 64 * 1024;

const TWISTED: &str = r"
from twisted.internet import protocol, reactor
class Echo(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(data)
factory = protocol.Factory.forProtocol(Echo)
port = reactor.listenTCP(0, factory, backlog=1024, interface='127.0.0.1')
print('listening on 127.0.0.1:%d' % port.getHost().port, flush=True)
reactor.run()
";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Reactor,
    Tokio,
    TokioCopy,
    Twisted,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Reactor => "reactor",
            Kind::Tokio => "tokio",
            Kind::TokioCopy => "tokio-copy",
            Kind::Twisted => "twisted",
        }
    }
}

fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".into())
}

/// Twisted is compared only where it is installed.
pub fn available() -> Vec<Kind> {
    let mut kinds = vec![Kind::Reactor, Kind::Tokio, Kind::TokioCopy];
    let mut import = Command::new(python());
    import.args(["-c", "import twisted"]).stderr(Stdio::null());
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
        "reactor" => serve_reactor(),
        "tokio" => serve_tokio(echo_by_hand),
        "tokio-copy" => serve_tokio(echo_by_copy),
        _ => panic!("there is no server {kind}"),
    }
}

struct Echo;

impl Protocol for Echo {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        transport.write(data);
    }
}

fn serve_reactor() {
    let reactor = Reactor::new();
    let port = reactor.listen_tcp(0, |_: &Address| Echo).expect("a free port");
    println!("listening on {}", port.get_host());
    reactor.run().expect("the reactor runs");
}

fn serve_tokio<F: Future<Output = ()> + Send + 'static>(echo: fn(TcpStream) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("listening on {}", listener.local_addr().expect("an address"));
        loop {
            let (stream, _) = listener.accept().await.expect("a client");
            let _ = stream.set_nodelay(true);
            tokio::spawn(echo(stream));
        }
    });
}

async fn echo_by_hand(mut stream: TcpStream) {
    let mut buffer = vec![0; BUFFER];
    while let Ok(length @ 1..) = stream.read(&mut buffer).await {
        if stream.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}

async fn echo_by_copy(mut stream: TcpStream) {
    let (mut reader, mut writer) = stream.split();
    let _ = tokio::io::copy(&mut reader, &mut writer).await;
}
