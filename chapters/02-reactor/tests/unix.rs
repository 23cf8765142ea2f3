//! Unix sockets.
#![cfg(unix)]

mod support;

use reactor::{Address, ConnectFailed, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;
use support::{Echo, Log, OneClient, in_time};

struct Client(Log);

impl Protocol for Client {
    fn connection_made(&mut self, transport: &Transport) {
        self.0.add(format!("connected to {}", transport.get_peer()));
        transport.write("hello");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.0.add(format!("answer {}", data.escape_ascii()));
        transport.lose_connection();
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        self.0.add(reason.to_string());
    }
}

#[test]
fn a_client_is_answered_and_the_file_goes_at_the_end() {
    in_time(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let (reactor, log) = (Reactor::new(), Log::default());
        let port = reactor.listen_unix(&path, |_: &Address| Echo).unwrap();
        assert_eq!(*port.get_host(), Address::Unix(Some(path.clone())));
        let kept = log.clone();
        let client = Rc::new(OneClient::new(move || Client(kept.clone())));
        reactor.connect_unix(&path, client);
        reactor.run().unwrap();
        let greeting = format!("connected to {}", path.display());
        assert_eq!(log.take(), [&greeting, "answer hello", "Connection was closed cleanly."]);
        assert!(!path.exists());
    });
}

#[test]
fn a_socket_file_that_is_there_already_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    std::fs::write(&path, "mine").unwrap();
    let error = Reactor::new().listen_unix(&path, |_: &Address| Echo).err().unwrap();
    assert!(error.to_string().contains(&*path.to_string_lossy()), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
}

#[test]
fn where_there_is_no_socket_connecting_fails() {
    in_time(|| {
        let folder = tempfile::tempdir().unwrap();
        let reactor = Reactor::new();
        let client = Rc::new(OneClient::new(|| Echo));
        reactor.connect_unix(folder.path().join("none"), client.clone());
        reactor.run().unwrap();
        let (what, reason) = client.outcome.take().unwrap();
        assert_eq!(what, "failed");
        assert!(reason.check::<ConnectFailed>().is_some(), "{reason}");
    });
}
