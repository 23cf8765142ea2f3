//! Chapter 1: events and the loop, by hand.
//!
//! An event-driven program is a loop that waits until something happens and then
//! calls whoever has asked to be told. In pseudo-code:
//!
//! ```text
//! while True:
//!     timeout = time_until_next_timed_event()      Timers::next_timeout
//!     events = wait_for_events(timeout)            mio::Poll
//!     events += timed_events_until(now())          Timers::take_due
//!     for event in events:
//!         event.process()                          a Handler, or a timer's callback
//! ```
//!
//! The map of the chapter:
//! - [`timers`]: what is to happen later, and when. A heap, and nothing else: no
//!   clock, no sleeping. Start here.
//! - [`handlers`]: who is to be called when a socket is ready.
//! - [`event_loop`]: the five lines above, made real.
//! - [`clock`]: what the loop asks for the time, so that a test need not wait.
//! - [`timeline`]: a diary that draws who worked and who waited, and a clock that
//!   moves in whole ticks. The three models of the chapter's first pages use it.
//!
//! What this loop leaves to chapter 2: a timer cannot be cancelled, sockets are
//! handed over bare (no transport that buffers what is written), one busy socket
//! may keep the others waiting, and a callback that panics ends the loop.

pub mod clock;
pub mod event_loop;
pub mod handlers;
pub mod timeline;
pub mod timers;

pub use clock::Clock;
pub use event_loop::EventLoop;
pub use handlers::Handler;
pub use timers::Timers;
