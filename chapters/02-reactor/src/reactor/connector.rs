//! [`Connector`]: makes a client's connection, and makes it again.

use super::Reactor;
use crate::reasons::{ConnectCancelled, TimedOut};
use crate::transport::Stream;
use crate::{Address, ClientFactory, Failure, Transport};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::Notify;

/// Makes a client's connection; a [`ClientFactory`] is handed it with the news,
/// and can have it try again.
///
/// Twisted: `IConnector`.
#[derive(Clone)]
pub struct Connector(Rc<State>);

struct State {
    reactor: Reactor,
    destination: String,
    attempt: Box<dyn Fn(Connector) -> Attempt>,
    phase: RefCell<Phase>,
    cancel: Notify,
    cancelled: Cell<bool>,
}

enum Phase {
    Disconnected,
    Connecting,
    Connected(Transport),
}

type Attempt = Pin<Box<dyn Future<Output = ()>>>;

/// Opens a stream to a client's destination.
pub(super) trait Dial: Clone + 'static {
    type Stream: Stream;

    /// The stream, with this end's and the other end's address.
    async fn dial(&self) -> Result<(Self::Stream, Address, Address), Failure>;
}

impl Connector {
    pub(super) fn start<F: ClientFactory>(
        reactor: &Reactor,
        destination: String,
        dial: impl Dial,
        timeout: Duration,
        factory: F,
    ) -> Self {
        let factory = Rc::new(factory);
        let attempt = move |connector: Connector| -> Attempt {
            Box::pin(attempt(connector, dial.clone(), timeout, factory.clone()))
        };
        let connector = Self(Rc::new(State {
            reactor: reactor.clone(),
            destination,
            attempt: Box::new(attempt),
            phase: RefCell::new(Phase::Disconnected),
            cancel: Notify::new(),
            cancelled: Cell::new(false),
        }));
        connector.connect();
        connector
    }

    /// Tries again. Does nothing while the connection stands or is being made,
    /// nor when the reactor stops: a client that always tries again must not
    /// hold up the end.
    pub fn connect(&self) {
        let disconnected = matches!(*self.0.phase.borrow(), Phase::Disconnected);
        if !disconnected || self.0.reactor.core.is_ending() {
            return;
        }
        self.0.phase.replace(Phase::Connecting);
        self.0.cancelled.set(false);
        self.0.reactor.core.spawn((self.0.attempt)(self.clone()));
    }

    /// Closes the connection, or gives up making it; the factory hears of
    /// either.
    pub fn disconnect(&self) {
        let phase = self.0.phase.borrow();
        match &*phase {
            Phase::Disconnected => {}
            Phase::Connecting => {
                self.0.cancelled.set(true);
                self.0.cancel.notify_waiters();
            }
            Phase::Connected(transport) => transport.lose_connection(),
        }
    }

    /// The address that was asked for.
    pub fn get_destination(&self) -> &str {
        &self.0.destination
    }

    /// The reactor that makes the connection: to stop it, or to set a timer for
    /// the next attempt.
    pub fn reactor(&self) -> &Reactor {
        &self.0.reactor
    }

    async fn cancelled(&self) {
        if !self.0.cancelled.get() {
            self.0.cancel.notified().await;
        }
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connector({})", self.0.destination)
    }
}

async fn attempt<F: ClientFactory>(
    connector: Connector,
    dial: impl Dial,
    timeout: Duration,
    factory: Rc<F>,
) {
    let core = &connector.0.reactor.core;
    let registration = core.register_attempt();
    core.guard("started_connecting", || factory.started_connecting(&connector));
    match dial_in_time(&connector, &dial, timeout).await {
        Ok((stream, host, peer)) => begin(&connector, &factory, stream, host, peer),
        Err(reason) => failed(&connector, &*factory, &reason),
    }
    drop(registration);
}

async fn dial_in_time<D: Dial>(
    connector: &Connector,
    dial: &D,
    timeout: Duration,
) -> Result<(D::Stream, Address, Address), Failure> {
    tokio::select! {
        biased;
        () = connector.cancelled() => Err(ConnectCancelled.into()),
        () = connector.0.reactor.core.ended() => Err(ConnectCancelled.into()),
        outcome = tokio::time::timeout(timeout, dial.dial()) => {
            outcome.unwrap_or_else(|_| Err(TimedOut { after: Some(timeout) }.into()))
        }
    }
}

fn begin<F: ClientFactory>(
    connector: &Connector,
    factory: &Rc<F>,
    stream: impl Stream,
    host: Address,
    peer: Address,
) {
    let reactor = &connector.0.reactor;
    let built = reactor.core.guard("build_protocol", || factory.build_protocol(&peer));
    let Some(protocol) = built else {
        return failed(connector, &**factory, &Failure::from("there is no protocol"));
    };
    let (factory, lost_by) = (factory.clone(), connector.clone());
    let on_lost = Box::new(move |reason: &Failure| {
        lost_by.0.phase.replace(Phase::Disconnected);
        factory.client_connection_lost(&lost_by, reason);
    });
    let transport = reactor.drive(stream, host, peer, protocol, Some(on_lost), None);
    connector.0.phase.replace(Phase::Connected(transport));
}

fn failed(connector: &Connector, factory: &impl ClientFactory, reason: &Failure) {
    connector.0.phase.replace(Phase::Disconnected);
    connector.0.reactor.core.guard("client_connection_failed", || {
        factory.client_connection_failed(connector, reason);
    });
}
