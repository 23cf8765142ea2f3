//! [`InMemory`]: a connection without a socket, for tests.

use crate::connection::{HIGH_WATER, regulate_producer, take_messages};
use crate::transport::Closing;
use crate::{Address, Factory, Failure, Protocol, Transport};
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;

/// A connection whose other end is the test itself. Nothing waits and nothing
/// depends on luck; a panic of the protocol comes out where the test stands.
///
/// ```
/// use reactor::{InMemory, Protocol, Transport};
///
/// struct Echo;
///
/// impl Protocol for Echo {
///     fn data_received(&mut self, transport: &Transport, data: &[u8]) {
///         transport.write(data);
///     }
/// }
///
/// let mut connection = InMemory::new(Echo);
/// connection.receive(b"hello");
/// assert_eq!(connection.written(), b"hello");
/// ```
///
/// Twisted: `StringTransport`, and `makeConnection` in each test.
pub struct InMemory<P> {
    protocol: P,
    transport: Transport,
}

impl<P: Protocol> InMemory<P> {
    /// Connects a protocol, whose `connection_made` is called.
    pub fn new(protocol: P) -> Self {
        let end = |port| Address::from(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        let transport = Transport::in_memory(end(1), end(2));
        let mut connection = Self { protocol, transport };
        connection.protocol.make_connection(&connection.transport);
        connection.turn();
        connection
    }

    /// Connects the protocol that the factory makes.
    pub fn connect<F: Factory<Protocol = P>>(factory: &Rc<F>) -> Self {
        let end = SocketAddr::from((Ipv4Addr::LOCALHOST, 2));
        Self::new(factory.build_protocol(&end.into()))
    }

    /// Hands the protocol some bytes, as if the peer had sent them. It does so
    /// even when the protocol has paused reading or is closing, as a last packet
    /// may come at any time.
    pub fn receive(&mut self, data: &[u8]) {
        self.protocol.data_received(&self.transport, data);
        self.turn();
    }

    /// Takes what the protocol has written since the last time. A producer that
    /// waited for that goes on.
    pub fn written(&mut self) -> Vec<u8> {
        self.turn();
        let written = self.transport.0.unwritten.take().to_vec();
        regulate_producer(&self.transport, true);
        written
    }

    /// Ends what the peer sends.
    pub fn receive_end(&mut self) {
        self.protocol.read_connection_lost(&self.transport);
        self.turn();
    }

    /// Ends the connection. A registered producer is stopped first.
    pub fn lose(&mut self, reason: impl Into<Failure>) {
        self.transport.0.closing.set(Closing::Closed);
        let registered = self.transport.0.producer.take();
        if let Some(registered) = registered {
            registered.producer.stop_producing();
        }
        self.protocol.connection_lost(&self.transport, &reason.into());
    }

    /// Delivers the messages that were left with [`Transport::post`]. The other
    /// methods do so too; a test may need it after it has moved the time.
    pub fn turn(&mut self) {
        loop {
            let messages = take_messages(&self.transport);
            if messages.is_empty() {
                break;
            }
            for message in messages {
                message(&mut self.protocol, &self.transport);
            }
        }
        if self.transport.unwritten() > HIGH_WATER {
            regulate_producer(&self.transport, false);
        }
    }

    /// The protocol.
    pub fn protocol(&self) -> &P {
        &self.protocol
    }

    /// The protocol's end of the connection: whether it is
    /// [closing](Transport::disconnecting), or [wants
    /// data](Transport::is_producing).
    pub fn transport(&self) -> &Transport {
        &self.transport
    }
}
