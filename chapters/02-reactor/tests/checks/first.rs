//! Exercises 1 to 9: servers, clients, events, factories and reasons.

mod clients;
mod events;
mod factories;
mod servers;

pub use clients::{lost_reasons, polite_client, three_callers};
pub use events::event_order;
pub use factories::{count_connections, guest_book, wrong_place};
pub use servers::{shout_server, who_is_there};
