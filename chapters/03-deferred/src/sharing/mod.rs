//! Sharing: [`DeferredLock`] and [`DeferredSemaphore`] for something that few may use
//! at once, [`DeferredQueue`] for values that one part makes and another takes.
//!
//! Whoever has to wait gets a Deferred, and may leave by cancelling it.

mod exchange;
mod line;
mod semaphore;

pub use exchange::{DeferredQueue, QueueOverflow, QueueUnderflow};
pub use semaphore::{DeferredLock, DeferredSemaphore, Token};
