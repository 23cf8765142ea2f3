//! A peer that is called: for programs that are clients.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

use socket2::{Domain, Socket, Type};

use super::program::Program;

/// Listens on a port of its own for the calls of one program.
///
/// `accept` has no deadline, and knows nothing of the program's end. So when the
/// program has ended, or its time is over, we call ourselves. Calls are taken in
/// their order: when ours is, no call of the program can be left behind it.
#[derive(Debug)]
pub(super) struct Host {
    listener: TcpListener,
    our_call: SocketAddr,
}

impl Host {
    pub fn listen() -> io::Result<(Host, Socket)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let caller = loopback_socket()?;
        let our_call = address_of(&caller)?;
        Ok((Host { listener, our_call }, caller))
    }

    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Calls ourselves when the program will not call any more.
    ///
    /// The port stays ours until then, though the host may be gone before: it
    /// might else be another host's by now, who would take us for its program.
    pub fn call_at_the_end_of(&self, program: &Program, caller: Socket) -> io::Result<()> {
        let (address, port) = (self.address()?, self.listener.try_clone()?);
        let end = program.end_or_deadline();
        thread::spawn(move || {
            end();
            // If nobody waits any more, nobody misses it.
            let _ = caller.connect(&address.into());
            drop(port);
        });
        Ok(())
    }

    /// The next call, unless none will come.
    pub fn next_call(&self) -> Option<TcpStream> {
        let (stream, caller) = self.listener.accept().ok()?;
        (caller != self.our_call).then_some(stream)
    }
}

/// A socket with an address of 127.0.0.1 that nobody else gets.
fn loopback_socket() -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
    Ok(socket)
}

fn address_of(socket: &Socket) -> io::Result<SocketAddr> {
    let address = socket.local_addr()?.as_socket();
    address.ok_or_else(|| io::Error::other("not an address of the internet"))
}

/// An address that refuses every connection for as long as this lives.
#[derive(Debug)]
pub struct ClosedPort {
    /// Bound, so that nobody else gets the port, and never listening.
    socket: Socket,
}

impl ClosedPort {
    /// Takes a port of 127.0.0.1 and keeps it closed.
    ///
    /// # Errors
    ///
    /// There is no port left.
    pub fn new() -> io::Result<ClosedPort> {
        Ok(ClosedPort { socket: loopback_socket()? })
    }

    /// The address, to be given to a program that calls.
    ///
    /// # Errors
    ///
    /// The system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        address_of(&self.socket)
    }
}
