//! Who sends too fast has to wait, be it the server or the client's own producer; and
//! what waits does not wait in memory.

mod support;

use allocation_counter::measure;
use deferred::{Deferred, Trigger};
use reactor::{Failure, Producer, Protocol, Reactor, Transport};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc;
use support::peer::{Talk, peer};
use support::{SHORT, assert_says, run};
use web_client::{
    Agent, BodyProducer, Consumer, Fetch, Headers, Method, Response, TooSlow, read_body,
    read_body_within,
};

const MUCH: usize = 100 << 20;

/// More than the sockets of both ends hold, and far less than [`MUCH`].
const IN_SOCKETS: usize = 32 << 20;

/// A server that sends [`MUCH`]. It tells how much it has sent when nothing more is
/// taken.
fn send_much(talk: &mut Talk, stuck: &mpsc::Sender<usize>) {
    talk.request();
    talk.send(format!("HTTP/1.1 200 OK\r\nContent-Length: {MUCH}\r\n\r\n"));
    let sent = talk.send_until_stuck(MUCH);
    stuck.send(sent).expect("somebody waits");
    talk.send(vec![b'x'; MUCH - sent]);
}

/// Counts bytes, and is paused at first.
struct Paused(Rc<Cell<usize>>);

impl Protocol for Paused {
    fn connection_made(&mut self, transport: &Transport) {
        transport.pause_producing();
    }

    fn data_received(&mut self, _: &Transport, data: &[u8]) {
        self.0.set(self.0.get() + data.len());
    }
}

#[test]
fn a_paused_protocol_makes_the_server_wait() {
    let (stuck, sent) = mpsc::channel();
    let peer = peer(move |door| send_much(&mut door.accept(), &stuck));
    let url = peer.url("/");
    let script = |reactor: Reactor| async move {
        let received = Rc::new(Cell::new(0));
        let response = Agent::new(&reactor).get(&url).await?;
        let transport = response.deliver_body(Paused(received.clone()));
        let sent = tokio::task::spawn_blocking(move || sent.recv()).await??;
        assert!(sent < IN_SOCKETS, "{sent} bytes were taken");
        assert_eq!(received.get(), 0, "it is paused");
        transport.resume_producing();
        while received.get() < MUCH {
            tokio::task::yield_now().await;
        }
        Ok::<_, Failure>(())
    };
    let mut result = None;
    let used = measure(|| result = Some(run(script))).bytes_max;
    result.expect("a result").expect("all of it comes when it goes on");
    assert!(used < 2 << 20, "{used} bytes of memory");
    peer.saw();
}

#[test]
fn a_response_that_nobody_reads_makes_the_server_wait() {
    let (stuck, sent) = mpsc::channel();
    let peer = peer(move |door| send_much(&mut door.accept(), &stuck));
    let url = peer.url("/");
    let read = run(|reactor| async move {
        let response = Agent::new(&reactor).get(&url).await?;
        let sent = tokio::task::spawn_blocking(move || sent.recv()).await??;
        assert!(sent < IN_SOCKETS, "{sent} bytes were taken");
        read_body_within(MUCH as u64, response).await
    });
    assert_eq!(read.expect("all of it comes when it is read").len(), MUCH);
    peer.saw();
}

fn post(agent: &Agent, url: &str, body: Rc<dyn BodyProducer>) -> Deferred<Response> {
    agent.request(Method::POST, url, Headers::new(), Some(body))
}

/// Writes [`MUCH`] bytes, as long as it is not paused. Whoever ignores that it is would
/// have them all in memory.
#[derive(Default)]
struct Endless {
    consumer: Cell<Option<Consumer>>,
    written: Cell<usize>,
    paused: Cell<bool>,
    end: Cell<Option<Trigger<()>>>,
}

impl Endless {
    fn go_on(&self) {
        let Some(consumer) = self.consumer.take() else { return };
        while !self.paused.get() && self.written.get() < MUCH {
            self.written.set(self.written.get() + 4096);
            consumer.write(vec![b'x'; 4096]);
        }
        self.consumer.set(Some(consumer));
        if self.written.get() == MUCH
            && let Some(end) = self.end.take()
        {
            end.callback(());
        }
    }
}

impl Producer for Endless {
    fn pause_producing(&self) {
        self.paused.set(true);
    }

    fn resume_producing(&self) {
        self.paused.set(false);
        self.go_on();
    }

    fn stop_producing(&self) {}
}

impl BodyProducer for Endless {
    fn length(&self) -> Option<u64> {
        Some(MUCH as u64)
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        self.consumer.set(Some(consumer));
        let (end, ended) = Deferred::pair();
        self.end.set(Some(end));
        self.go_on();
        ended
    }
}

#[test]
fn a_server_that_does_not_read_makes_the_producer_wait() {
    let (paused, is_paused) = mpsc::channel::<()>();
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.head();
        is_paused.recv().expect("the client waits");
        for _ in 0..MUCH >> 20 {
            talk.bytes(1 << 20);
        }
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    let url = peer.url("/");
    let script = |reactor: Reactor| async move {
        let producer = Rc::new(Endless::default());
        let answer = post(&Agent::new(&reactor), &url, producer.clone());
        stands_still(&producer).await;
        let written = producer.written.get();
        assert!(written < IN_SOCKETS, "{written} bytes were written");
        paused.send(())?;
        read_body(answer.await?).await
    };
    let mut answer = None;
    let used = measure(|| answer = Some(run(script))).bytes_max;
    assert_eq!(answer.expect("a result").expect("it goes on when the server reads"), b"ok");
    assert!(used < 2 << 20, "{used} bytes of memory");
    peer.saw();
}

/// Waits until a producer is paused, and the socket takes nothing more.
async fn stands_still(producer: &Endless) {
    let mut before = None;
    while before != Some(producer.written.get()) {
        before = Some(producer.written.get());
        for _ in 0..LOOKS {
            tokio::task::yield_now().await;
        }
    }
    assert!(producer.paused.get());
}

/// So often the reactor looks at its sockets before one believes that nothing moves.
const LOOKS: usize = 1000;

#[test]
fn a_server_that_takes_nothing_more_is_too_slow() {
    let (gone, is_gone) = mpsc::channel::<()>();
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.head();
        is_gone.recv().expect("the client tells");
    });
    let url = peer.url("/");
    let answer = run(|reactor| {
        let agent = Agent::new(&reactor).with_answer_timeout(SHORT);
        post(&agent, &url, Rc::new(Endless::default())).into_future()
    });
    assert_says::<TooSlow>(
        &answer.expect_err("no answer"),
        "The server did not begin to answer within 100ms.",
    );
    gone.send(()).expect("the server waits");
    peer.saw();
}
