//! HTTPS: the site of chapter 4 over TLS, and servers that are not who they should be.

mod support;

use reactor::{Failure, Reactor};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use support::certificate::Certificate;
use support::peer::peer;
use support::{SHORT, assert_says, run};
use web_client::rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use web_client::{
    Agent, CookieAgent, CookieJar, Fetch, PageGetter, PartialDownload, Pool, ResponseFailed,
    TlsFailed, TooSlow, read_body,
};
use web_server::{Rendered, Request, Resource, Site, listen_tls};

/// Tells how a page is asked for, and whose session it is.
struct Echo;

impl Resource for Echo {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        match request.path() {
            "/session" => request.session().id().to_owned().into(),
            _ => format!("{} {}", request.method(), request.uri()).into(),
        }
    }
}

/// Serves over TLS in this reactor; the address of the server, for `localhost`.
fn serve(reactor: &Reactor, certificate: &Certificate) -> Result<String, Failure> {
    let site = Site::new(reactor, Echo);
    let port = listen_tls(reactor, "127.0.0.1:0", certificate.server_config(), site)?;
    let address = port.get_host().to_string();
    Ok(address.replace("127.0.0.1", "https://localhost"))
}

#[test]
fn a_page_of_our_own_site() {
    let page = run(|reactor| async move {
        let certificate = Certificate::of("localhost");
        let server = serve(&reactor, &certificate)?;
        let agent = Agent::new(&reactor).with_roots(certificate.roots());
        PageGetter::with_agent(&agent, &format!("{server}/page?a=b")).get().await
    });
    assert_eq!(page.expect("a page"), b"GET /page?a=b");
}

#[test]
fn a_page_of_a_server_that_speaks_no_tls_1_3() {
    let certificate = Certificate::of("127.0.0.1");
    let (config, roots) = (certificate.old_server_config(), certificate.roots());
    let peer = peer(move |door| {
        let mut stream = encrypted(config, door.accept().into_stream());
        let _ = stream.read(&mut [0; 1024]).expect("a request");
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").expect("it reads");
        stream.flush().expect("it reads");
    });
    let url = peer.url("/").replace("http:", "https:");
    let body = run(|reactor| {
        let agent = Agent::new(&reactor).with_roots(roots);
        agent.get(&url).add_callback(read_body).into_future()
    });
    assert_eq!(body.expect("a page"), b"hello");
    peer.saw();
}

#[test]
fn a_kept_connection_and_a_cookie_that_is_for_tls_only() {
    let sessions = run(|reactor| async move {
        let certificate = Certificate::of("localhost");
        let url = serve(&reactor, &certificate)? + "/session";
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_roots(certificate.roots()).with_pool(&pool);
        let agent = CookieAgent::new(agent, &CookieJar::new());
        let first = read_body(agent.get(&url).await?).await?;
        assert_eq!(pool.len(), 1);
        Ok::<_, Failure>([first, read_body(agent.get(&url).await?).await?])
    });
    let [first, second] = sessions.expect("two pages");
    assert_eq!(first, second);
}

/// Why an agent with these roots, or those of the system, gets no page.
#[track_caller]
fn refused(roots: Option<RootCertStore>) -> Failure {
    let page = run(move |reactor| async move {
        let url = serve(&reactor, &Certificate::of("localhost"))?;
        let mut agent = Agent::new(&reactor);
        if let Some(roots) = roots {
            agent = agent.with_roots(roots);
        }
        PageGetter::with_agent(&agent, &url).get().await
    });
    page.expect_err("no page")
}

#[test]
fn a_server_whose_certificate_nobody_knows_is_not_believed() {
    for roots in [Some(RootCertStore::empty()), None] {
        let failure = refused(roots);
        assert_says::<TlsFailed>(
            &failure,
            "TLS with localhost failed: invalid peer certificate: UnknownIssuer",
        );
    }
    // One who calls himself the same, but has another key.
    let failure = refused(Some(Certificate::of("localhost").roots()));
    assert_says::<TlsFailed>(
        &failure,
        "TLS with localhost failed: invalid peer certificate: BadSignature",
    );
}

#[test]
fn a_certificate_of_somebody_else_is_not_believed() {
    let page = run(|reactor| async move {
        let certificate = Certificate::of("localhost");
        let url = serve(&reactor, &certificate)?.replace("localhost", "127.0.0.1");
        let agent = Agent::new(&reactor).with_roots(certificate.roots());
        PageGetter::with_agent(&agent, &url).get().await
    });
    let failure = page.expect_err("no page");
    assert!(failure.check::<TlsFailed>().is_some(), "{failure:?}");
    let text = failure.to_string();
    let start =
        "TLS with 127.0.0.1 failed: invalid peer certificate: certificate not valid for name";
    assert!(text.starts_with(start), "{text}");
}

#[test]
fn a_server_that_speaks_no_tls_is_not_spoken_to() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.offer("HTTP/1.1 400 Bad Request\r\n\r\n");
        talk.is_left();
    });
    let url = peer.url("/").replace("http:", "https:");
    let page = run(|reactor| Agent::new(&reactor).get(&url).into_future());
    let failure = page.expect_err("no page");
    assert_says::<TlsFailed>(
        &failure,
        "TLS with 127.0.0.1 failed: received corrupt message of type InvalidContentType",
    );
    peer.saw();
}

#[test]
fn a_server_that_never_agrees_on_keys_is_too_slow() {
    let peer = peer(|door| door.accept().is_left());
    let url = peer.url("/").replace("http:", "https:");
    let page =
        run(|reactor| Agent::new(&reactor).with_connect_timeout(SHORT).get(&url).into_future());
    assert_says::<TooSlow>(
        &page.expect_err("no page"),
        "The server could not be reached within 100ms.",
    );
    peer.saw();
}

#[test]
fn plain_http_does_not_reach_a_site_over_tls() {
    let page = run(|reactor| async move {
        let url = serve(&reactor, &Certificate::of("localhost"))?.replace("https:", "http:");
        PageGetter::new(&reactor, &url).get().await
    });
    page.expect_err("no page");
}

/// What an agent reads of this answer, after which the connection ends, with TLS's own
/// notice or without.
#[track_caller]
fn read(answer: &'static str, with_notice: bool) -> Result<Vec<u8>, Failure> {
    let certificate = Certificate::of("127.0.0.1");
    let (config, roots) = (certificate.server_config(), certificate.roots());
    let peer = peer(move |door| {
        let mut stream = encrypted(config, door.accept().into_stream());
        let mut request = [0; 1024];
        let _ = stream.read(&mut request).expect("a request");
        stream.write_all(answer.as_bytes()).expect("the client reads");
        if with_notice {
            stream.conn.send_close_notify();
        }
        stream.flush().expect("the client reads");
    });
    let url = peer.url("/").replace("http:", "https:");
    let body = run(|reactor| {
        let agent = Agent::new(&reactor).with_roots(roots);
        agent.get(&url).add_callback(read_body).into_future()
    });
    peer.saw();
    body
}

fn encrypted(
    config: Arc<ServerConfig>,
    stream: TcpStream,
) -> StreamOwned<ServerConnection, TcpStream> {
    StreamOwned::new(ServerConnection::new(config).expect("a server"), stream)
}

#[test]
fn whoever_cuts_the_connection_does_not_shorten_a_page() {
    let until_the_end = "HTTP/1.1 200 OK\r\n\r\nhello";
    let whole = read(until_the_end, true).expect_err("it is not known to be complete");
    assert!(whole.check::<PartialDownload>().is_some(), "{whole:?}");

    let cut = read(until_the_end, false).expect_err("it is known to be cut");
    assert!(cut.check::<ResponseFailed>().is_some(), "{cut:?}");
    assert!(cut.to_string().contains("without sending TLS close_notify"), "{cut}");

    let known = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    assert_eq!(read(known, false).expect("nothing is missing"), b"hello");
}
