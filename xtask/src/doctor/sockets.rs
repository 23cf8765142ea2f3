//! Programs of one machine must be able to talk to each other.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use super::{Finding, Trouble};

/// A byte over loopback takes microseconds. Whoever needs as long as this hangs.
const DEADLINE: Duration = Duration::from_secs(5);

/// Sends a byte to ourselves, and has it sent back.
pub fn loopback() -> Finding {
    let state = echo_a_byte()
        .map(|()| "a byte went to 127.0.0.1 and came back".to_owned())
        .map_err(|error| {
            let next_step = "let programs listen on and connect to 127.0.0.1 (firewall? sandbox?)";
            Trouble::new(format!("127.0.0.1 cannot be talked to: {error}"), next_step)
        });
    Finding::needed("sockets", state)
}

fn echo_a_byte() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address: SocketAddr = listener.local_addr()?;
    // Ends at the latest with our own end: the byte, or the connection's.
    thread::spawn(move || -> io::Result<()> {
        let (mut peer, _) = listener.accept()?;
        let mut byte = [0];
        peer.read_exact(&mut byte)?;
        peer.write_all(&byte)
    });
    let mut stream = TcpStream::connect_timeout(&address, DEADLINE)?;
    stream.set_read_timeout(Some(DEADLINE))?;
    stream.write_all(b"?")?;
    let mut byte = [0];
    stream.read_exact(&mut byte)?;
    if byte == *b"?" { Ok(()) } else { Err(io::Error::other("another byte came back")) }
}
