//! Lines out of a stream of bytes.
//!
//! A protocol by lines implements [`LineReceiver`] and is wrapped in [`Lines`],
//! which is a [`Protocol`](crate::Protocol). (Where Python inherits, Rust
//! wraps.) It is handed a [`LineTransport`] to answer on.

mod line_only;
mod parser;
mod state;
mod transport;

pub use line_only::LineOnly;
pub use parser::Lines;
pub use transport::LineTransport;

use crate::Failure;

/// A protocol by lines, with a raw mode for what comes between them.
///
/// ```
/// use reactor::{InMemory, LineReceiver, LineTransport, Lines};
///
/// struct Greeter;
///
/// impl LineReceiver for Greeter {
///     fn line_received(&mut self, lines: &LineTransport, name: &[u8]) {
///         lines.send_line([b"Hello, ", name].concat());
///     }
/// }
///
/// let mut connection = InMemory::new(Lines::from(Greeter));
/// connection.receive(b"Ali");
/// connection.receive(b"ce\r\nBob\r\n");
/// assert_eq!(connection.written(), b"Hello, Alice\r\nHello, Bob\r\n");
/// ```
///
/// Lines are handed over until the buffer holds no whole one any more, the
/// protocol pauses, or the connection is to close: behind a line that closes,
/// no other follows.
///
/// Twisted: `LineReceiver`.
pub trait LineReceiver: 'static {
    /// What ends a line; it is no part of it.
    /// [`LineTransport::set_delimiter`] changes it at run time.
    const DELIMITER: &'static [u8] = b"\r\n";

    /// The length of the longest line in bytes, without the delimiter.
    /// [`LineTransport::set_max_length`] changes it at run time.
    const MAX_LENGTH: usize = 16_384;

    /// The connection stands.
    fn connection_made(&mut self, lines: &LineTransport) {
        let _ = lines;
    }

    /// A line has come.
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]);

    /// In raw mode: some bytes have come.
    fn raw_data_received(&mut self, lines: &LineTransport, data: &[u8]) {
        let _ = (lines, data);
    }

    /// A line is too long, or is going to be: `data` is that line and all that
    /// has come behind it, and is in the buffer no more.
    ///
    /// By default the connection is closed, for a peer that sends a line without
    /// an end would else fill the memory.
    fn line_length_exceeded(&mut self, lines: &LineTransport, data: &[u8]) {
        let _ = data;
        lines.lose_connection();
    }

    /// The peer will send nothing more. By default the connection is closed.
    fn read_connection_lost(&mut self, lines: &LineTransport) {
        lines.lose_connection();
    }

    /// The connection is over.
    fn connection_lost(&mut self, lines: &LineTransport, reason: &Failure) {
        let _ = (lines, reason);
    }
}
