//! A peer that is called: for programs that are clients.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;

use socket2::{Domain, Socket, Type};

use super::program::Program;
use super::rest::{LOOK_EVERY, Rest};

/// Listens on a port of its own for the calls of one program.
///
/// `accept` has no deadline, and knows nothing of the program's end. So when the
/// program has ended, or its time is over, we call ourselves. Calls are taken in
/// their order: when ours is, no call of the program can be left behind it.
#[derive(Debug)]
pub(super) struct Host {
    listener: TcpListener,
    caller: Socket,
    our_call: SocketAddr,
    /// Our own call has come: no other one will.
    over: AtomicBool,
}

impl Host {
    pub fn listen() -> io::Result<Host> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let caller = loopback_socket()?;
        let our_call = address_of(&caller)?;
        Ok(Host { listener, caller, our_call, over: AtomicBool::new(false) })
    }

    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Calls ourselves when the program will not call any more.
    ///
    /// The port stays ours until then, though the host may be gone before: it
    /// might else be another host's by now, who would take us for its program.
    pub fn call_at_the_end_of(&self, program: &Program) -> io::Result<()> {
        let (address, port) = (self.address()?, self.listener.try_clone()?);
        let caller = self.caller.try_clone()?;
        let end = program.end_or_deadline();
        thread::spawn(move || {
            end();
            // If nobody waits any more, nobody misses it.
            let _ = caller.connect(&address.into());
            drop(port);
        });
        Ok(())
    }

    /// The next call, unless none will come. We wait for nothing else meanwhile: so a
    /// program that sleeps, and that only we could wake, will not call.
    pub fn next_call(&self, program: &Program) -> Option<TcpStream> {
        if self.over.load(Ordering::Relaxed) {
            return None;
        }
        let (here, gone) = mpsc::channel::<Infallible>();
        thread::scope(|scope| {
            scope.spawn(move || self.call_if_at_rest(program.rest(), &gone));
            let called = self.listener.accept();
            drop(here);
            self.of_the_program(called)
        })
    }

    /// A call that has come, and that nobody has taken yet.
    pub fn call_in_line(&self) -> io::Result<Option<TcpStream>> {
        self.listener.set_nonblocking(true)?;
        let call = self.of_the_program(self.listener.accept());
        self.listener.set_nonblocking(false)?;
        Ok(call)
    }

    /// What was accepted, unless it is nothing, or our own call.
    fn of_the_program(&self, call: io::Result<(TcpStream, SocketAddr)>) -> Option<TcpStream> {
        let (stream, caller) = call.ok()?;
        let ours = caller == self.our_call;
        self.over.store(ours, Ordering::Relaxed);
        (!ours).then_some(stream)
    }

    /// Calls ourselves when it is certain that the program sleeps for good, unless
    /// the one who waits has gone before.
    fn call_if_at_rest(&self, mut rest: Rest, gone: &Receiver<Infallible>) {
        while gone.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            if rest.is_certain() {
                let _ = self.address().map(|address| self.caller.connect(&address.into()));
                return;
            }
        }
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
