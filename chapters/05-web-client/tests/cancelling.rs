//! A request that is cancelled, in each of its phases: the Deferred fails with
//! `Cancelled`, and the connection is closed.

mod support;

use deferred::{Cancelled, Deferred};
use reactor::{Failure, Reactor};
use std::rc::Rc;
use std::sync::mpsc;
use support::peer::{Talk, peer};
use support::produce::Script;
use support::run;
use tempfile::tempdir;
use web_client::{
    Agent, BytesProducer, ContentDecoderAgent, CookieAgent, CookieJar, Fetch, Headers, Method,
    PageGetter, RedirectAgent, get_page, read_body,
};

/// What one phase leaves to be cancelled: the server says when it is reached.
struct Phase {
    reached: mpsc::Sender<()>,
}

impl Phase {
    fn reached(self, mut talk: Talk) {
        self.reached.send(()).expect("the client waits");
        talk.is_left();
    }
}

/// Starts something, cancels it when the server has come as far as in `script`, and
/// waits until the server has seen the connection go.
#[track_caller]
fn assert_cancels<T: 'static>(
    script: impl FnOnce(Talk, Phase) + Send + 'static,
    start: impl FnOnce(&Reactor, &str) -> Deferred<T> + 'static,
) {
    let (reached, is_reached) = mpsc::channel();
    let (left, is_left) = tokio::sync::oneshot::channel();
    let peer = peer(|door| {
        script(door.accept(), Phase { reached });
        left.send(()).expect("the client waits");
    });
    let url = peer.url("/");
    let result = run(|reactor| async move {
        let begun = start(&reactor, &url);
        tokio::task::spawn_blocking(move || is_reached.recv()).await??;
        begun.cancel();
        let result = begun.await;
        is_left.await?;
        Ok::<_, Failure>(result)
    });
    let result = result.expect("the connection is closed while the reactor runs");
    peer.saw();
    let Err(failure) = result else { panic!("it is not cancelled") };
    assert!(failure.check::<Cancelled>().is_some(), "{failure:?}");
}

fn before_the_head(mut talk: Talk, phase: Phase) {
    talk.request();
    phase.reached(talk);
}

fn in_the_head(mut talk: Talk, phase: Phase) {
    talk.request();
    talk.send("HTTP/1.1 200 OK\r\nContent-Le");
    phase.reached(talk);
}

fn in_the_body(mut talk: Talk, phase: Phase) {
    talk.request();
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
    phase.reached(talk);
}

#[test]
fn before_the_request_is_there() {
    assert_cancels(|talk, phase| phase.reached(talk), |reactor, url| Agent::new(reactor).get(url));
}

#[test]
fn while_the_head_is_waited_for() {
    for script in [before_the_head, in_the_head] {
        assert_cancels(script, |reactor, url| Agent::new(reactor).get(url));
        assert_cancels(script, get_page);
    }
}

#[test]
fn while_the_body_is_read() {
    assert_cancels(in_the_body, |reactor, url| {
        Agent::new(reactor).get(url).add_callback(read_body)
    });
    assert_cancels(in_the_body, get_page);
}

#[test]
fn while_the_page_of_an_error_is_read() {
    let script = |mut talk: Talk, phase: Phase| {
        talk.request();
        talk.send("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nhello");
        phase.reached(talk);
    };
    assert_cancels(script, get_page);
}

#[test]
fn through_all_the_layers() {
    for script in [before_the_head, in_the_head, in_the_body] {
        assert_cancels(script, |reactor, url| {
            let agent = CookieAgent::new(Agent::new(reactor), &CookieJar::new());
            let agent = RedirectAgent::new(ContentDecoderAgent::new(agent));
            agent.get(url).add_callback(read_body)
        });
    }
}

#[test]
fn on_the_way_to_where_a_redirect_leads() {
    let (reached, is_reached) = mpsc::channel();
    let (left, is_left) = tokio::sync::oneshot::channel();
    let peer = peer(|door| {
        door.answer("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n");
        before_the_head(door.accept(), Phase { reached });
        left.send(()).expect("the client waits");
    });
    let url = peer.url("/");
    let result = run(|reactor| async move {
        let page = get_page(&reactor, &url);
        tokio::task::spawn_blocking(move || is_reached.recv()).await??;
        page.cancel();
        let result = page.await;
        is_left.await?;
        Ok::<_, Failure>(result)
    });
    let failure = result.expect("the connection is closed").expect_err("cancelled");
    assert!(failure.check::<Cancelled>().is_some(), "{failure:?}");
    peer.saw();
}

#[test]
fn while_the_request_is_sent() {
    let script = |mut talk: Talk, phase: Phase| {
        talk.until("hello");
        phase.reached(talk);
    };
    assert_cancels(script, |reactor, url| {
        let producer = Script::new(Some(10));
        let writes = producer.clone();
        reactor.spawn(async move {
            writes.hears("start").await;
            writes.write("hello");
        });
        Agent::new(reactor).request(Method::POST, url, Headers::new(), Some(producer))
    });
}

#[test]
fn while_a_server_does_not_take_the_request() {
    assert_cancels(
        |mut talk, phase| {
            talk.head();
            phase.reached(talk);
        },
        |reactor, url| {
            let body = BytesProducer::new(vec![b'x'; 32 << 20]);
            Agent::new(reactor).request(Method::POST, url, Headers::new(), Some(body))
        },
    );
}

#[test]
fn while_a_page_is_saved() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("page");
    assert_cancels(in_the_body, move |reactor, url| PageGetter::new(reactor, url).download(file));
    let left = folder.path().read_dir().expect("a listing").count();
    assert_eq!(left, 0, "nothing is left of it");
}

/// Linux lets a client wait whose connection has no place in the queue.
#[cfg(target_os = "linux")]
#[test]
fn while_it_is_connected() {
    use socket2::{Domain, Socket, Type};
    use std::net::{Ipv4Addr, SocketAddr, TcpStream};

    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).expect("a free port");
    socket.listen(0).expect("it listens");
    let address = socket.local_addr().expect("an address").as_socket().expect("of TCP");
    let first = TcpStream::connect(address).expect("it has a place");
    let result = run(|reactor| async move {
        let page = get_page(&reactor, &format!("http://{address}/"));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        page.cancel();
        page.await
    });
    let failure = result.expect_err("cancelled");
    assert!(failure.check::<Cancelled>().is_some(), "{failure:?}");
    drop(first);
}

#[test]
fn before_the_reactor_runs() {
    let peer = peer(|_| {});
    let url = peer.url("/");
    let result = run(|reactor| {
        let page = get_page(&reactor, &url);
        page.cancel();
        page.into_future()
    });
    assert!(result.expect_err("cancelled").check::<Cancelled>().is_some());
    peer.saw();
}

#[test]
fn a_producer_of_a_cancelled_request_is_stopped() {
    let (reached, is_reached) = mpsc::channel();
    let peer = peer(|door| before_the_head(door.accept(), Phase { reached }));
    let url = peer.url("/");
    let told = run(|reactor| async move {
        let producer = Script::new(None);
        let body: Rc<Script> = producer.clone();
        let answer = Agent::new(&reactor).request(Method::PUT, &url, Headers::new(), Some(body));
        tokio::task::spawn_blocking(move || is_reached.recv()).await??;
        answer.cancel();
        let _ = answer.await;
        producer.hears("stop").await;
        Ok::<_, Failure>(producer.told.take())
    });
    assert_eq!(told.expect("it is told"), ["start", "stop"]);
    peer.saw();
}
