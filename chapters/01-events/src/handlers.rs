//! [`Handler`]: who is called when a socket is ready; [`Handlers`]: all of them.

use std::collections::HashMap;

use mio::Token;
use mio::event::Source;

use crate::EventLoop;

// ANCHOR: handler
/// A socket together with what is to be done when it is ready.
///
/// Twisted: `IReadDescriptor.doRead` and `IWriteDescriptor.doWrite`.
pub trait Handler {
    /// The socket that the loop is to watch.
    fn source(&mut self) -> &mut dyn Source;

    /// The socket may be ready: read, write or accept until it would block.
    ///
    /// *Until it would block*, because the system tells of a change once and does
    /// not repeat it (edge-triggered). *May*, because it also tells too much now
    /// and then. So a handler is not told what the socket is ready for: it tries.
    ///
    /// `token` is the handler's own name in the loop. With it the handler can
    /// [deregister](EventLoop::deregister) itself.
    fn ready(&mut self, event_loop: &mut EventLoop, token: Token);
}
// ANCHOR_END: handler

/// The handlers by their tokens.
///
/// A handler's call needs the whole loop (it may add others, remove others, remove
/// itself), and so it is taken out while it is called. Its place stays, as an
/// empty slot; if the slot is gone at the end, it was removed during the call.
#[derive(Debug)]
pub struct Handlers<H> {
    slots: HashMap<Token, Option<H>>,
    /// Tokens are never used again. So an event that is still on its way to a
    /// handler that has gone cannot reach the next one instead.
    next: Token,
}

impl<H> Handlers<H> {
    /// No handlers.
    pub fn new() -> Self {
        Handlers { slots: HashMap::new(), next: Token(0) }
    }

    /// A token for a handler that is about to be added.
    pub fn new_token(&mut self) -> Token {
        let token = self.next;
        self.next = Token(token.0 + 1);
        token
    }

    /// Keeps `handler` under `token`.
    pub fn add(&mut self, token: Token, handler: H) {
        self.slots.insert(token, Some(handler));
    }

    /// Forgets the handler, and hands it back unless it is being called just now.
    pub fn remove(&mut self, token: Token) -> Option<H> {
        self.slots.remove(&token).flatten()
    }

    // ANCHOR: take
    /// Takes the handler out to call it, if it is there.
    pub fn take(&mut self, token: Token) -> Option<H> {
        self.slots.get_mut(&token)?.take()
    }

    /// Puts the handler back after its call, or hands it back if it was removed
    /// meanwhile.
    pub fn put_back(&mut self, token: Token, handler: H) -> Option<H> {
        match self.slots.get_mut(&token) {
            Some(slot) => {
                *slot = Some(handler);
                None
            }
            None => Some(handler),
        }
    }
    // ANCHOR_END: take
}

impl<H> Default for Handlers<H> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_handler() -> (Handlers<&'static str>, Token) {
        let mut handlers = Handlers::new();
        let token = handlers.new_token();
        handlers.add(token, "echo");
        (handlers, token)
    }

    #[test]
    fn a_handler_can_be_called_again_after_it_was_put_back() {
        let (mut handlers, token) = one_handler();
        assert_eq!(handlers.take(token), Some("echo"));
        assert_eq!(handlers.put_back(token, "echo"), None);
        assert_eq!(handlers.take(token), Some("echo"));
    }

    #[test]
    fn a_removed_handler_is_not_there_to_be_called() {
        let (mut handlers, token) = one_handler();
        assert_eq!(handlers.remove(token), Some("echo"));
        assert_eq!(handlers.take(token), None);
    }

    #[test]
    fn a_handler_removed_during_its_own_call_is_not_kept() {
        let (mut handlers, token) = one_handler();
        assert_eq!(handlers.take(token), Some("echo"));
        assert_eq!(handlers.remove(token), None);
        assert_eq!(handlers.put_back(token, "echo"), Some("echo"));
        assert_eq!(handlers.take(token), None);
    }

    #[test]
    fn a_token_is_never_used_again() {
        let (mut handlers, first) = one_handler();
        handlers.remove(first);
        assert_ne!(handlers.new_token(), first);
    }
}
