//! Exercises 10 to 16: lines, the chat, closing, back-pressure and time.

mod chat;
mod closing;
mod lines;
mod pressure;
mod registration;
mod splits;
mod streams;
mod time;

pub use chat::chat_room;
pub use closing::flush_then_close;
pub use lines::too_long;
pub use pressure::slow_reader;
pub use registration::registration;
pub use splits::split_lines;
pub use time::never_twice;
