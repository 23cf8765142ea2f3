//! A program that misbehaves on demand: `misbehave HOW`. The tests of the
//! harness examine it.

use std::env;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

fn main() -> ExitCode {
    // A client is told the address to call first, and then how to misbehave.
    let how = env::args().skip(1).find(|arg| arg.parse::<SocketAddr>().is_err());
    match how.as_deref() {
        Some("loop") => loop_for_ever(),
        Some("print") => print_for_ever(),
        Some("abort") => std::process::abort(),
        Some("overflow") => println!("{}", overflow(1)),
        Some("hold_pipe") => leave_a_child_that_holds_the_pipe(),
        Some("family") => live_with_a_child(),
        Some("wait_for_ever") => wait_for_ever(),
        Some("not_utf8") => print_bytes(b"ok \xff\xfe\n"),
        Some("escape_codes") => print_bytes(b"\x1b[2J\x1b[31mred\n"),
        Some("no_line_end") => print_bytes(b"one\ntwo"),
        Some("silent") => {}
        Some("recite") => recite(),
        Some("call") => call(),
        Some("ask") => ask(env::args().skip(3)),
        Some("both") => print_on_both(),
        Some("exit_3") => return ExitCode::from(3),
        Some("panic") => panic!("on purpose"),
        Some("far_away") => {
            println!("listening on somewhere else");
            wait_for_ever();
        }
        Some("gone") => announce_a_port_that_is_closed(),
        Some("shout") => serve(shout),
        Some("hang_up") => serve(drop),
        Some("break_off") => serve(break_off),
        Some("todo") => serve(|_| todo!("answer")),
        Some("panic_after") => serve(panic_after),
        Some("exit_after") => serve(exit_after),
        Some("mumble") => serve(mumble),
        other => panic!("misbehave {other:?}: there is no such way"),
    }
    ExitCode::SUCCESS
}

/// Prints what it is given to read.
fn recite() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).expect("text on standard input");
    print!("{text}");
}

fn loop_for_ever() {
    println!("on and on");
    loop {
        std::hint::spin_loop();
    }
}

fn print_for_ever() {
    let line = vec![b'x'; 64 * 1024];
    while io::stdout().write_all(&line).is_ok() {}
    // A closed pipe is no reason to end for the worst of programs.
    wait_for_ever();
}

/// Adds one and one for each level, so that no level can be optimised away.
fn overflow(depth: u64) -> u64 {
    let here = std::hint::black_box([depth; 128]);
    if depth == 0 { 0 } else { overflow(depth + 1) + here[0] }
}

/// The child leaves the process group, as a daemon would, and holds the pipe.
fn leave_a_child_that_holds_the_pipe() {
    let mut child = endless_child();
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut child, 0);
    announce(&mut child);
}

fn live_with_a_child() {
    announce(&mut endless_child());
    wait_for_ever();
}

fn endless_child() -> Command {
    let mut child = Command::new(env::current_exe().expect("this program has a path"));
    child.arg("wait_for_ever").stdin(Stdio::null());
    child
}

#[expect(clippy::zombie_processes, reason = "it is left behind on purpose")]
fn announce(child: &mut Command) {
    let child = child.spawn().expect("a child starts");
    println!("the child is {}", child.id());
}

fn wait_for_ever() {
    loop {
        thread::park();
    }
}

fn print_bytes(bytes: &[u8]) {
    io::stdout().write_all(bytes).expect("somebody reads");
}

fn print_on_both() {
    for number in 1..=3 {
        println!("out {number}");
        eprintln!("err {number}");
    }
}

fn announce_a_port_that_is_closed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    drop(listener);
    println!("listening on {address}");
    wait_for_ever();
}

fn serve(talk: fn(TcpStream)) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    println!("listening on {}", listener.local_addr().expect("it is bound"));
    for stream in listener.incoming().flatten() {
        thread::spawn(move || talk(stream));
    }
}

/// Echo in capitals; says on stdout how each connection ended.
fn shout(mut stream: TcpStream) {
    let mut buffer = [0; 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return println!("lost: closed"),
            Ok(length) => {
                buffer.make_ascii_uppercase();
                let _ = stream.write_all(&buffer[..length]);
            }
            Err(_) => return println!("lost: reset"),
        }
    }
}

/// Its peer sees the end when the panic has been printed, and not before.
fn panic_after(stream: TcpStream) {
    let _open = stream.try_clone();
    shout(stream);
    panic!("on purpose");
}

/// Its peer sees the end when the program is about to end, and not before.
fn exit_after(stream: TcpStream) {
    let _open = stream.try_clone();
    shout(stream);
    std::process::exit(0);
}

/// Leaves what came unread, which is what makes the system send a reset.
fn break_off(stream: TcpStream) {
    let _ = stream.peek(&mut [0]);
}

/// Reads, and never answers.
fn mumble(mut stream: TcpStream) {
    while let Ok(1..) = stream.read(&mut [0; 1024]) {}
}

/// Says hello to the address of the first argument, and prints the answer.
/// Asks for all of these pages, each on a connection of its own, and then hears what
/// comes.
fn ask(paths: impl Iterator<Item = String>) {
    let address = env::args().nth(1).expect("an address");
    let asked: Vec<_> = paths
        .map(|path| {
            let mut stream = TcpStream::connect(&address).expect("somebody listens");
            write!(stream, "GET {path} HTTP/1.1\r\n\r\n").expect("somebody reads");
            (path, stream)
        })
        .collect();
    for (path, mut stream) in asked {
        let mut status = [0; 12];
        let heard = stream.read_exact(&mut status).map(|()| String::from_utf8_lossy(&status));
        println!("{path}: {}", heard.expect("an answer"));
    }
}

fn call() {
    let address = env::args().nth(1).expect("an address");
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    stream.write_all(b"hello\r\n").expect("somebody reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    print!("heard: {answer}");
}
