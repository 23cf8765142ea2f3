//! [`HttpChannel`]: the protocol that speaks HTTP.

mod pipe;

use crate::site::Hosting;
use crate::{dispatch, limits};
use pipe::{Pipe, Shared};
use reactor::{Failure, Protocol, Transport};
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
    pipe: Option<Rc<Shared>>,
}

impl HttpChannel {
    pub(crate) fn new(hosting: Rc<Hosting>) -> Self {
        Self { hosting, pipe: None }
    }
}

impl Protocol for HttpChannel {
    fn connection_made(&mut self, transport: &Transport) {
        let shared = Shared::new(transport);
        self.pipe = Some(shared.clone());
        let hosting = self.hosting.clone();
        let client = transport.get_peer().clone();
        let connection = limits::builder(&hosting.limits)
            .serve_connection(Pipe(shared), dispatch::service(hosting.clone(), client));
        hosting.reactor.spawn(async move {
            // What a client did wrong has been answered; nobody is left to tell.
            let _ = connection.await;
        });
    }

    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        if let Some(pipe) = &self.pipe {
            pipe.push(data);
        }
    }

    /// The client will ask for nothing more. What it has asked for is answered if
    /// that can be done at once, and sent however slowly it is read. A client that
    /// closes looks the same as one that only stops sending, so nobody works on for
    /// it.
    fn read_connection_lost(&mut self, _transport: &Transport) {
        if let Some(pipe) = &self.pipe {
            pipe.end();
        }
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        if let Some(pipe) = self.pipe.take() {
            pipe.lose();
        }
    }
}
