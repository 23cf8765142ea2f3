//! [`Factory`]: makes a protocol for each connection, and keeps what outlives
//! them.

use crate::{Address, Connector, Failure, Protocol};
use std::rc::Rc;

/// Makes the protocols of a server.
///
/// What all connections share belongs here: a protocol gets hold of it by
/// keeping the `Rc` that [`build_protocol`](Self::build_protocol) is called
/// on, as Twisted's `return QuoteProtocol(self)` does.
///
/// A closure is a factory too, for a protocol that needs nothing:
/// `|_: &Address| Echo`. That is the counterpart of Twisted's shortcut
/// `protocol = Echo`. And an `Rc` of a factory is one, so that two ports may
/// share it.
///
/// Twisted: `IProtocolFactory`. There, `None` instead of a protocol turns a
/// visitor away; here `connection_made` does, with `abort_connection`.
/// `startFactory` and `stopFactory` are a constructor and `Drop`.
pub trait Factory: 'static {
    /// What a connection is handed to.
    type Protocol: Protocol;

    /// Makes the protocol for a new connection with `peer`.
    fn build_protocol(self: &Rc<Self>, peer: &Address) -> Self::Protocol;
}

impl<P: Protocol, F: Fn(&Address) -> P + 'static> Factory for F {
    type Protocol = P;

    fn build_protocol(self: &Rc<Self>, peer: &Address) -> P {
        self(peer)
    }
}

impl<F: Factory> Factory for Rc<F> {
    type Protocol = F::Protocol;

    fn build_protocol(self: &Rc<Self>, peer: &Address) -> F::Protocol {
        (**self).build_protocol(peer)
    }
}

/// A factory that also hears how its connections fare.
///
/// For each attempt exactly one of `client_connection_failed` and
/// `client_connection_lost` is called, whichever side was the cause. Both may
/// call [`Connector::connect`] to try again.
///
/// Twisted: `ClientFactory`.
pub trait ClientFactory: Factory {
    /// An attempt begins.
    fn started_connecting(&self, connector: &Connector) {
        let _ = connector;
    }

    /// There was no connection, and now there will be none.
    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        let _ = (connector, reason);
    }

    /// There was a connection, and it is over. The protocol has been told.
    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        let _ = (connector, reason);
    }
}

impl<F: ClientFactory> ClientFactory for Rc<F> {
    fn started_connecting(&self, connector: &Connector) {
        (**self).started_connecting(connector);
    }

    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        (**self).client_connection_failed(connector, reason);
    }

    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        (**self).client_connection_lost(connector, reason);
    }
}
