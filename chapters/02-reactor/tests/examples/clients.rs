//! What is said to the examples that call.

use crate::support::DEADLINE;
use harness::{ClosedPort, Exam, Step};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

/// One call is taken, the other refused.
pub fn echo(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.accept("server")?;
    talk.prints("send msg")?;
    talk.receive("server", b"Hello,world!")?;
    talk.send("server", b"Hello,world!")?;
    talk.prints("receive msg: b'Hello,world!'")?;
    talk.receive_end("server")?;
    talk.prints("conn lost")?;
    talk.close("server")?;
    talk.wait_for_end()?;
    let nobody = ClosedPort::new().expect("a port is free");
    let address = nobody.address().expect("it has an address").to_string();
    exam.run([&address])?;
    Ok(())
}

/// The quotes of the example, in the order in which they are answered here.
const QUOTES: [&str; 3] = ["You snooze you lose", "The early bird gets the worm", "Carpe diem"];

/// The three calls race, so the server has to make an order: it answers when all
/// three are there, one after the other.
pub fn quotes(exam: &mut Exam) -> Step {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    let server: SocketAddr = listener.local_addr().expect("it has an address");
    // What goes wrong there shows in what the client prints.
    thread::spawn(move || serve_quotes(&listener));
    exam.run([&server.to_string()])?;
    Ok(())
}

fn serve_quotes(listener: &TcpListener) -> io::Result<()> {
    let mut callers = Vec::new();
    for _ in QUOTES {
        let (mut stream, _) = listener.accept()?;
        stream.set_read_timeout(Some(DEADLINE))?;
        callers.push((read_quote(&mut stream)?, stream));
    }
    callers.sort_by_key(|(quote, _)| QUOTES.iter().position(|known| known == quote));
    let mut answer = "Hello world".to_owned();
    for (quote, mut stream) in callers {
        stream.write_all(answer.as_bytes())?;
        stream.read_to_end(&mut Vec::new())?;
        answer = quote;
    }
    Ok(())
}

/// One of the quotes; an error if the caller says something else and ends.
fn read_quote(stream: &mut TcpStream) -> io::Result<String> {
    let mut quote = String::new();
    while !QUOTES.contains(&quote.as_str()) {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        quote.push(byte[0].into());
    }
    Ok(quote)
}
