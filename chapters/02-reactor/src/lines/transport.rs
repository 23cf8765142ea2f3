//! [`LineTransport`]: a transport that knows lines.

use super::state::LineState;
use super::{LineReceiver, Lines};
use crate::{Producer, Transport};
use bytes::Bytes;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// A [`Transport`] that knows lines; it has all of its methods too.
///
/// Like a transport it may be cloned and kept, and its methods call no
/// protocol: what they cause happens in the connection's own turn.
#[derive(Clone)]
pub struct LineTransport {
    transport: Transport,
    pub(super) state: Rc<LineState>,
    /// Has the parser look at the buffer, in the connection's turn.
    look: fn(&Transport),
}

impl LineTransport {
    pub(super) fn new<P: LineReceiver>(transport: Transport, look: fn(&Transport)) -> Self {
        let state = Rc::new(LineState::new(P::DELIMITER, P::MAX_LENGTH));
        let lines = Self { transport, state, look };
        lines.set_delimiter(P::DELIMITER);
        lines
    }

    /// Sends a line: adds the delimiter.
    pub fn send_line(&self, line: impl AsRef<[u8]>) {
        self.transport.write_sequence([line.as_ref(), self.state.delimiter.get()]);
    }

    /// From here on the bytes are handed over as they come.
    pub fn set_raw_mode(&self) {
        self.state.raw.set(true);
    }

    /// From here on there are lines again. `rest` is what the protocol was
    /// handed too much: it goes back into the buffer.
    pub fn set_line_mode(&self, rest: &[u8]) {
        self.state.raw.set(false);
        if !rest.is_empty() {
            self.data_received(rest);
        }
    }

    /// Puts bytes into the buffer, behind what is there, as if the peer had
    /// sent them.
    pub fn data_received(&self, data: &[u8]) {
        self.state.append(data);
        self.look_again();
    }

    /// Takes everything that is in the buffer.
    pub fn clear_line_buffer(&self) -> Bytes {
        self.state.take_all()
    }

    /// Hands over nothing more of this packet; what is left of it waits for the
    /// next.
    ///
    /// Twisted: a value that is returned from `lineReceived` or
    /// `rawDataReceived`.
    pub fn hold(&self) {
        self.state.held.set(true);
    }

    /// Hands over nothing more, and reads nothing more, until
    /// [`resume_producing`](Self::resume_producing).
    pub fn pause_producing(&self) {
        self.state.paused.set(true);
        self.transport.pause_producing();
    }

    /// Goes on with what is in the buffer, and reads again.
    pub fn resume_producing(&self) {
        self.state.paused.set(false);
        self.transport.resume_producing();
        self.look_again();
    }

    /// Hands over nothing more, and closes the connection.
    pub fn stop_producing(&self) {
        self.state.paused.set(true);
        self.transport.stop_producing();
    }

    /// Whether lines are held back by [`pause_producing`](Self::pause_producing).
    pub fn is_paused(&self) -> bool {
        self.state.paused.get()
    }

    /// Whether the bytes are handed over as they come.
    pub fn is_raw(&self) -> bool {
        self.state.raw.get()
    }

    /// Changes the length of the longest line, from the next line on.
    pub fn set_max_length(&self, bytes: usize) {
        self.state.max_length.set(bytes);
    }

    /// What ends a line.
    pub fn delimiter(&self) -> &'static [u8] {
        self.state.delimiter.get()
    }

    /// Changes what ends a line, from the next line on.
    ///
    /// # Panics
    ///
    /// When it is empty: then every line would be.
    pub fn set_delimiter(&self, delimiter: &'static [u8]) {
        assert!(!delimiter.is_empty(), "a line cannot end with nothing");
        self.state.delimiter.set(delimiter);
        self.state.search_anew();
    }

    /// Leaves a message for the protocol of this connection, as
    /// [`Transport::post`] does.
    ///
    /// # Panics
    ///
    /// In the protocol's turn, when the protocol is no `Lines<P>`.
    pub fn post<P: LineReceiver>(&self, message: impl FnOnce(&mut P, &LineTransport) + 'static) {
        let lines = self.clone();
        self.transport.post(move |parser: &mut Lines<P>, _| message(parser.receiver_mut(), &lines));
    }

    /// A parser that is at work sees by itself that something has changed.
    fn look_again(&self) {
        if !self.state.is_busy() {
            (self.look)(&self.transport);
        }
    }
}

impl Deref for LineTransport {
    type Target = Transport;

    fn deref(&self) -> &Transport {
        &self.transport
    }
}

impl Producer for LineTransport {
    fn pause_producing(&self) {
        LineTransport::pause_producing(self);
    }

    fn resume_producing(&self) {
        LineTransport::resume_producing(self);
    }

    fn stop_producing(&self) {
        LineTransport::stop_producing(self);
    }
}

/// Equal when they belong to the same connection.
impl PartialEq for LineTransport {
    fn eq(&self, other: &Self) -> bool {
        self.transport == other.transport
    }
}

impl Eq for LineTransport {}

impl fmt::Debug for LineTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line{:?}", self.transport)
    }
}
