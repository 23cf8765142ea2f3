//! The echo servers that are compared, each a process of its own.

use reactor::{Address, Protocol, Reactor, Transport};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
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

/// A running server, killed on drop.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    pub fn start(kind: Kind) -> Self {
        let mut child = command(kind).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("stdout is piped");
        BufReader::new(output).read_line(&mut line).expect("the server says where it listens");
        let address = line.trim().trim_start_matches("listening on ");
        let address = address.parse().unwrap_or_else(|_| panic!("{}: {line:?}", kind.name()));
        Self { child, address }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How long the server's loop has had a processor; zero where the system does
    /// not say it.
    pub fn busy(&self) -> Duration {
        let said = std::fs::read_to_string(format!("/proc/{}/schedstat", self.child.id()));
        let nanos = said.unwrap_or_default();
        Duration::from_nanos(nanos.split(' ').next().unwrap_or_default().parse().unwrap_or(0))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(kind: Kind) -> Command {
    let mut words = Vec::new();
    if has_taskset() {
        words.extend(["taskset", "-c", "0"].map(String::from));
    }
    if kind == Kind::Twisted {
        words.extend([python(), "-c".into(), TWISTED.into()]);
    } else {
        let program = std::env::current_exe().expect("this program has a path");
        words.extend([program.display().to_string(), "serve".into(), kind.name().into()]);
    }
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command
}

fn has_taskset() -> bool {
    let mut taskset = Command::new("taskset");
    taskset.args(["-c", "0,1", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    taskset.status().is_ok_and(|status| status.success())
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
