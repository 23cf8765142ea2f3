//! One check for each exercise of the chapter.

#[path = "checks/ask.rs"]
mod ask;
#[path = "checks/models.rs"]
mod models;
#[path = "checks/sockets.rs"]
mod sockets;
#[path = "checks/timers.rs"]
mod timers;

use harness::checks;
use models::{blocked_loop, three_models};
use sockets::{event_loop, ready_list};
use timers::{due_timers, first_event, next_timeout, timer_order};

checks! {
    first_event,
    timer_order,
    next_timeout,
    due_timers,
    three_models,
    blocked_loop,
    ready_list,
    event_loop,
}
