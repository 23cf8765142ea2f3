//! Files over real sockets: this chapter's `File`, and tower-http's `ServeDir` on
//! plain hyper, measured in one run.
//!
//! ```sh
//! cargo bench -p web_server --bench files              # the whole table
//! cargo bench -p web_server --bench files -- 9 1500    # 9 rounds of 1,500 ms
//! ```
//!
//! Each server is a process of its own with one thread for its loop, and they take
//! turns, so that a busy machine slows both alike. Printed are the medians over the
//! rounds, the ratio, and on Linux the most memory that the server ever had.

use harness::{Server, this_program};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use reactor::{Failure, Reactor};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use tower_http::services::ServeDir;
use web_server::{File, Site};

/// The length of the file, and the connections that ask for it without a pause.
const CASES: [(usize, usize); 4] = [(1024, 1), (1024, 100), (1024 * 1024, 1), (1024 * 1024, 100)];

const KINDS: [&str; 2] = ["hyper", "ours"];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, kind, folder] = &arguments[..]
        && command == "serve"
    {
        return if kind == "ours" { serve_ours(folder) } else { serve_hyper(folder) };
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        // `cargo test --benches` only wants to see that it builds.
        println!("to measure, run this with `cargo bench`");
        return Ok(());
    }
    let mut numbers = arguments.iter().filter_map(|argument| argument.parse().ok());
    let rounds = numbers.next().unwrap_or(5);
    let time = Duration::from_millis(numbers.next().unwrap_or(700));
    CASES
        .into_iter()
        .try_for_each(|(length, connections)| measure(rounds, time, length, connections))
}

fn serve_ours(folder: &str) -> Result<(), Failure> {
    let reactor = Reactor::new();
    let site = Site::new(&reactor, File::new(folder));
    let port = reactor.listen_tcp_on("127.0.0.1:0", site)?;
    println!("{}", port.get_host());
    reactor.run()
}

fn serve_hyper(folder: &str) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let files = ServeDir::new(folder);
            let service = service_fn(move |request| files.clone().try_call(request));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    })
}

/// Prints one row of the table.
fn measure(rounds: u64, time: Duration, length: usize, connections: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("file.bin"), vec![7; length])?;
    let mut results = [const { Vec::new() }; KINDS.len()];
    let mut memory = [0; KINDS.len()];
    for _ in 0..rounds {
        for ((kind, results), most) in KINDS.iter().zip(&mut results).zip(&mut memory) {
            let folder = folder.path().to_string_lossy();
            let server = Server::start(&this_program(&["serve", kind, &folder]));
            results.push(load(server.address(), length, connections, time));
            *most = (server.peak_memory() / 1024).max(*most);
        }
    }
    let [hyper, ours] = results.map(median);
    let [hyper_memory, our_memory] = memory;
    println!(
        "{length:>8} bytes, {connections:>3} connections: hyper {hyper:>8.0}/s, ours {ours:>8.0}/s, \
         ratio {:.2}; at most {hyper_memory} and {our_memory} KiB",
        ours / hyper
    );
    Ok(())
}

fn median(mut results: Vec<f64>) -> f64 {
    results.sort_by(f64::total_cmp);
    results[results.len() / 2]
}

/// Answers in a second, of all connections together.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 of them")]
fn load(address: SocketAddr, length: usize, connections: usize, time: Duration) -> f64 {
    let clients = (0..connections).map(|_| thread::spawn(move || ask(address, length, time)));
    let clients: Vec<_> = clients.collect();
    let answers: usize = clients
        .into_iter()
        .map(|client| client.join().expect("it asks").expect("it is answered"))
        .sum();
    answers as f64 / time.as_secs_f64()
}

/// Asks for the file until the time is over; gives the number of answers.
fn ask(address: SocketAddr, length: usize, time: Duration) -> std::io::Result<usize> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::with_capacity(64 * 1024, stream.try_clone()?);
    let mut body = vec![0; length];
    let (since, mut count) = (Instant::now(), 0);
    while since.elapsed() < time {
        stream.write_all(b"GET /file.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            answers.read_line(&mut line)?;
        }
        answers.read_exact(&mut body)?;
        count += 1;
    }
    Ok(count)
}
