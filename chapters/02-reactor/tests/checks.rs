//! One check for each exercise of the chapter.

#[path = "checks/first.rs"]
mod first;
#[path = "checks/second.rs"]
mod second;

use first::{
    count_connections, event_order, guest_book, lost_reasons, polite_client, shout_server,
    three_callers, who_is_there, wrong_place,
};
use harness::checks;
use second::{
    chat_room, flush_then_close, never_twice, registration, slow_reader, split_lines, too_long,
};

checks! {
    shout_server,
    polite_client,
    who_is_there,
    event_order,
    count_connections,
    wrong_place,
    guest_book,
    three_callers,
    lost_reasons,
    split_lines,
    too_long,
    registration,
    chat_room,
    flush_then_close,
    slow_reader,
    never_twice,
}
