//! HTTPS, with a certificate that was made for this test.

mod support;

use rcgen::generate_simple_self_signed;
use reactor::Reactor;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;
use support::{DEADLINE, Leaf, body, header};
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, ServerConfig, StreamOwned,
};
use web_server::{Limits, Request, Site, listen_tls};

struct Certificate {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

fn certificate() -> Certificate {
    let made = generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    Certificate { certificate: made.cert.der().clone(), key }
}

fn server_config(own: Certificate) -> Arc<ServerConfig> {
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has them")
        .with_no_client_auth()
        .with_single_cert(vec![own.certificate], own.key)
        .expect("the key fits");
    Arc::new(config)
}

fn client(trusted: CertificateDer<'static>, socket: TcpStream) -> impl Read + Write {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).expect("a certificate");
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has them")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).expect("a client"), socket)
}

/// Serves over TLS while `script` runs, which is told the port.
fn while_serving(own: Certificate, limits: Limits, script: impl FnOnce(&str) + Send + 'static) {
    let reactor = Reactor::new();
    reactor.set_stop_deadline(Duration::ZERO);
    let root = Leaf(|request: &Request| request.session().id().to_owned().into());
    let site = Site::new(&reactor, root).with_limits(limits);
    let port = listen_tls(&reactor, "127.0.0.1:0", server_config(own), site).expect("a free port");
    let address = port.get_host().to_string();
    let (done, is_done) = tokio::sync::oneshot::channel::<()>();
    let client = thread::spawn(move || {
        script(&address);
        drop(done);
    });
    let handle = reactor.clone();
    reactor.spawn(async move {
        let _ = is_done.await;
        handle.stop();
    });
    reactor.run().expect("the reactor runs");
    client.join().expect("the client is content");
}

fn connect(address: &str) -> TcpStream {
    let socket = TcpStream::connect(address).expect("it accepts");
    socket.set_read_timeout(Some(DEADLINE)).expect("a read deadline");
    socket
}

#[test]
fn a_site_is_served_over_tls_and_its_cookies_stay_there() {
    let own = certificate();
    let trusted = own.certificate.clone();
    while_serving(own, Limits::default(), move |address| {
        let mut client = client(trusted, connect(address));
        client
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("the server reads");
        let mut answer = String::new();
        client.read_to_string(&mut answer).expect("a clean end, with TLS's own notice");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        let cookie = header(&answer, "set-cookie").expect("a cookie");
        assert!(cookie.contains("; Secure"), "{cookie}");
        assert!(cookie.contains(body(&answer)), "{cookie}");
    });
}

#[test]
fn one_that_never_agrees_on_keys_is_cut_off_and_keeps_nobody_waiting() {
    let own = certificate();
    let trusted = own.certificate.clone();
    let limits = Limits { head_timeout: Duration::from_millis(50), ..Limits::default() };
    while_serving(own, limits, move |address| {
        let mut silent = connect(address);
        let (told, hears) = mpsc::channel();
        let waiting = thread::spawn(move || {
            let _ = told.send(silent.read(&mut [0]).expect("an end in order"));
        });
        let mut client = client(trusted, connect(address));
        client
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("the server reads");
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).expect("an answer");
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"));
        assert_eq!(hears.recv_timeout(DEADLINE), Ok(0));
        waiting.join().expect("it was cut off");
    });
}

#[test]
fn plain_http_gets_no_answer() {
    while_serving(certificate(), Limits::default(), |address| {
        let mut plain = connect(address);
        plain.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").expect("it accepts");
        let mut answer = Vec::new();
        // An alert of TLS, and then the end or a reset.
        let _ = plain.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    });
}
