//! Protocols that bodies are delivered to.

use deferred::{Deferred, Plain, Trigger};
use reactor::{Failure, Protocol, Transport};

/// What came of a body, and why it ended.
pub struct Delivered {
    pub body: Vec<u8>,
    pub reason: Failure,
}

impl Plain for Delivered {}

/// Keeps what comes; `on_data` is called with each piece.
pub struct Collect<F> {
    body: Vec<u8>,
    end: Option<Trigger<Delivered>>,
    on_data: F,
}

/// A protocol that keeps what comes, and what becomes of it.
pub fn collect<F: FnMut(&Transport, &[u8])>(on_data: F) -> (Collect<F>, Deferred<Delivered>) {
    let (end, delivered) = Deferred::pair();
    (Collect { body: Vec::new(), end: Some(end), on_data }, delivered)
}

impl<F: FnMut(&Transport, &[u8]) + 'static> Protocol for Collect<F> {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        self.body.extend(data);
        (self.on_data)(transport, data);
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        let (body, reason) = (std::mem::take(&mut self.body), reason.clone());
        if let Some(end) = self.end.take() {
            end.callback(Delivered { body, reason });
        }
    }
}
