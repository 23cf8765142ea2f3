//! [`Lines`]: makes a protocol of a [`LineReceiver`].

use super::state::Next;
use super::{LineReceiver, LineTransport};
use crate::{Failure, Protocol, Transport};

/// The [`Protocol`] that hands a [`LineReceiver`] its lines:
/// `Lines::from(receiver)`.
pub struct Lines<P> {
    receiver: P,
    lines: Option<LineTransport>,
}

impl<P: LineReceiver> Lines<P> {
    /// The receiver, for a message that came by
    /// [`Transport::post`](crate::Transport::post).
    pub fn receiver_mut(&mut self) -> &mut P {
        &mut self.receiver
    }

    /// The connection, while it stands.
    pub fn transport(&self) -> Option<&LineTransport> {
        self.lines.as_ref()
    }

    /// Hands over what the buffer holds. This is a loop and no recursion,
    /// however often the receiver changes between lines and raw data. It may be
    /// called by itself (a receiver that puts data back): then the outer loop
    /// does the work.
    fn parse(&mut self, lines: &LineTransport) {
        let Some(_busy) = lines.state.begin() else { return };
        while !lines.is_paused() {
            match lines.state.next() {
                Next::Incomplete => return,
                Next::TooLong(data) => return self.receiver.line_length_exceeded(lines, &data),
                Next::Raw(data) => self.receiver.raw_data_received(lines, &data),
                Next::Line(line) => {
                    self.receiver.line_received(lines, &line);
                    if lines.disconnecting() {
                        return;
                    }
                }
            }
            if lines.state.held.get() {
                return;
            }
        }
    }
}

impl<P: LineReceiver> From<P> for Lines<P> {
    fn from(receiver: P) -> Self {
        Self { receiver, lines: None }
    }
}

impl<P: LineReceiver> Protocol for Lines<P> {
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
            lines.state.append(data);
            self.parse(&lines);
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
