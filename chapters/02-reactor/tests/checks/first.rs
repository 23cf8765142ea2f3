//! Exercises 1 to 9: servers, clients, events, factories and reasons.

mod callers;
mod clients;
mod events;
mod factories;
mod reasons;
mod servers;

pub use callers::three_callers;
pub use clients::polite_client;
pub use events::event_order;
pub use factories::{count_connections, guest_book, wrong_place};
pub use reasons::lost_reasons;
pub use servers::{shout_server, who_is_there};
