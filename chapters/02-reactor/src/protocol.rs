//! [`Protocol`]: what a program does with one connection.

use crate::{Failure, Transport};

/// What happens on one connection. Each connection has a protocol of its own,
/// made by a [`Factory`](crate::Factory).
///
/// The reactor owns the protocol and calls it with `&mut self`, never twice at
/// a time. Whatever else wants to reach it leaves a message with
/// [`Transport::post`].
///
/// ```
/// use reactor::{InMemory, Protocol, Transport};
///
/// struct Ruler;
///
/// impl Protocol for Ruler {
///     fn data_received(&mut self, transport: &Transport, data: &[u8]) {
///         transport.write(format!("{} bytes", data.len()));
///     }
/// }
///
/// let mut connection = InMemory::new(Ruler);
/// connection.receive(b"hello");
/// assert_eq!(connection.written(), b"5 bytes");
/// ```
///
/// Twisted: `IProtocol` and `IHalfCloseableProtocol`.
pub trait Protocol: 'static {
    /// Receives the transport, and by default says that the connection is made.
    /// A protocol that wraps another one overrides this.
    fn make_connection(&mut self, transport: &Transport) {
        self.connection_made(transport);
    }

    /// The connection stands. Who speaks first, speaks here.
    fn connection_made(&mut self, transport: &Transport) {
        let _ = transport;
    }

    /// Some bytes have come: one or many, and cut anywhere. A stream has no
    /// messages; [`LineReceiver`](crate::LineReceiver) makes some.
    fn data_received(&mut self, transport: &Transport, data: &[u8]);

    /// The peer will send nothing more, but may still read.
    ///
    /// By default this closes the connection, once everything is written.
    /// Twisted drops what is not written yet: an echo whose request came
    /// together with the end is lost there. Here it is sent.
    fn read_connection_lost(&mut self, transport: &Transport) {
        transport.lose_connection();
    }

    /// The connection is over; nothing is called after this. The reason is one
    /// of [`reasons`](crate::reasons).
    fn connection_lost(&mut self, transport: &Transport, reason: &Failure) {
        let _ = (transport, reason);
    }
}
