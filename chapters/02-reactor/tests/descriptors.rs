//! A server that runs out of file descriptors. This changes a limit of the whole
//! process, and so is a test file of its own.
#![cfg(unix)]

mod support;

use reactor::{Address, Reactor};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};
use std::fs::File;
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::sync::mpsc::channel;
use support::{DEADLINE, Echo, address, connect, echo_of, in_time, run_with_peer};

/// From now on no file can be opened; returns the old limit.
fn allow_no_more_files() -> Rlimit {
    let old = getrlimit(Resource::Nofile);
    let next = File::open("/dev/null").unwrap().as_raw_fd();
    let current = Some(u64::try_from(next).unwrap());
    setrlimit(Resource::Nofile, Rlimit { current, ..old }).unwrap();
    assert!(File::open("/dev/null").is_err());
    old
}

#[test]
fn a_listener_goes_on_when_there_are_descriptors_again() {
    in_time(|| {
        let (reported, reports) = channel();
        let reactor = Reactor::new();
        reactor.set_error_reporter(move |failure| reported.send(failure.to_string()).unwrap());
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let mut old = connect(server);
            assert_eq!(echo_of(&mut old, b"hello"), b"hello");
            let new = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
            let limit = allow_no_more_files();
            new.connect(&server.into()).unwrap();
            let report = reports.recv_timeout(DEADLINE).unwrap();
            assert!(report.starts_with("cannot accept connections"), "{report}");
            assert_eq!(echo_of(&mut old, b"hello"), b"hello");
            setrlimit(Resource::Nofile, limit).unwrap();
            let mut new = TcpStream::from(new);
            new.set_read_timeout(Some(DEADLINE)).unwrap();
            assert_eq!(echo_of(&mut new, b"hello"), b"hello");
            // However often it was tried meanwhile, it was said once.
            assert!(reports.try_recv().is_err());
        });
    });
}
