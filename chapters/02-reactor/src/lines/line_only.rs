//! [`LineOnly`]: lines and nothing else.

use super::{LineReceiver, LineTransport};
use crate::{Failure, Protocol, Transport};
use bytes::Bytes;

/// Hands a [`LineReceiver`] its lines, and nothing but lines: there is no raw
/// mode, and no pause between the lines of one packet.
///
/// It is here for programs that relied on what Twisted's class of that name
/// does where it differs: of a line that is too long,
/// [`line_length_exceeded`](LineReceiver::line_length_exceeded) is handed that
/// line alone, and the lines behind it in the packet are lost. A new program
/// uses [`Lines`](super::Lines).
///
/// Twisted: `LineOnlyReceiver`.
pub struct LineOnly<P> {
    receiver: P,
    lines: Option<LineTransport>,
}

impl<P: LineReceiver> LineOnly<P> {
    fn receive(&mut self, lines: &LineTransport, data: &[u8]) {
        lines.state.append(data);
        let complete: Vec<Bytes> = std::iter::from_fn(|| lines.state.next_line()).collect();
        for line in complete {
            if lines.disconnecting() {
                return;
            }
            if line.len() > lines.state.max_length.get() {
                return self.receiver.line_length_exceeded(lines, &line);
            }
            self.receiver.line_received(lines, &line);
        }
        if lines.state.length() > lines.state.max_length.get() {
            self.receiver.line_length_exceeded(lines, &lines.state.copy());
        }
    }
}

impl<P: LineReceiver> From<P> for LineOnly<P> {
    fn from(receiver: P) -> Self {
        Self { receiver, lines: None }
    }
}

impl<P: LineReceiver> Protocol for LineOnly<P> {
    fn connection_made(&mut self, transport: &Transport) {
        let look = |transport: &Transport| {
            transport.post(|parser: &mut Self, transport| parser.data_received(transport, b""));
        };
        let lines = LineTransport::new::<P>(transport.clone(), look);
        self.lines = Some(lines.clone());
        self.receiver.connection_made(&lines);
    }

    fn data_received(&mut self, _: &Transport, data: &[u8]) {
        if let Some(lines) = self.lines.clone() {
            self.receive(&lines, data);
        }
    }

    fn read_connection_lost(&mut self, _: &Transport) {
        if let Some(lines) = &self.lines {
            self.receiver.read_connection_lost(lines);
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        if let Some(lines) = self.lines.take() {
            self.receiver.connection_lost(&lines, reason);
        }
    }
}
