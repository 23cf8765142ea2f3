//! [`HttpChannel`]: the protocol that speaks HTTP.

mod dialogue;
mod patience;
mod pipe;

pub(crate) use patience::Patience;

use crate::site::Hosting;
use crate::{dispatch, limits};
use dialogue::Dialogue;
use pipe::{Pipe, Shared};
use reactor::{Address, Failure, Protocol, Transport};
use std::rc::Rc;

/// One connection of a browser, on which requests and answers take turns.
///
/// What the bytes mean is hyper's affair: where a request ends, what keeps a
/// connection open, how an answer is framed. The channel is what hyper takes for a
/// socket. It hands on what arrives and holds back whoever is too fast, as every
/// [`Protocol`] can.
///
/// Twisted: `twisted.web.http.HTTPChannel`, which parses HTTP itself.
pub struct HttpChannel {
    hosting: Rc<Hosting>,
    connected: Option<Connected>,
}

struct Connected {
    pipe: Rc<Shared>,
    dialogue: Rc<Dialogue>,
    patience: Rc<Patience>,
}

/// What all requests of one connection share.
pub(crate) struct Connection {
    pub(crate) hosting: Rc<Hosting>,
    pub(crate) client: Address,
    pub(crate) pipe: Rc<Shared>,
    pub(crate) patience: Rc<Patience>,
}

impl Connection {
    /// The answer has been handed over, or will never be.
    pub(crate) fn answered(&self) {
        self.pipe.redeem();
        self.patience.answered();
    }
}

impl HttpChannel {
    pub(crate) fn new(hosting: Rc<Hosting>) -> Self {
        Self { hosting, connected: None }
    }
}

impl Protocol for HttpChannel {
    fn connection_made(&mut self, transport: &Transport) {
        let Hosting { limits, reactor, .. } = &*self.hosting;
        let pipe = Shared::new(transport);
        let patience = Patience::begin(&pipe, limits, reactor);
        let connection = Connection {
            hosting: self.hosting.clone(),
            client: transport.get_peer().clone(),
            pipe: pipe.clone(),
            patience: patience.clone(),
        };
        let serving = limits::builder(limits)
            .serve_connection(Pipe(pipe.clone()), dispatch::service(connection));
        let dialogue = Dialogue::begin(reactor, async move {
            // What a client did wrong has been answered; nobody is left to tell.
            let _ = serving.await;
        });
        self.connected = Some(Connected { pipe, dialogue, patience });
    }

    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        if let Some(Connected { pipe, dialogue, .. }) = &self.connected {
            pipe.push(data);
            dialogue.get_on();
        }
    }

    /// The client will ask for nothing more. What it has asked for is answered if
    /// that can be done at once, or only has to be read from a disk, and sent however
    /// slowly it is read. A client that closes looks the same as one that only stops
    /// sending, so nobody works on for it.
    fn read_connection_lost(&mut self, _transport: &Transport) {
        if let Some(Connected { pipe, .. }) = &self.connected {
            pipe.end();
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        if let Some(Connected { pipe, patience, .. }) = self.connected.take() {
            patience.end();
            pipe.lose();
        }
    }
}
