//! One check for each exercise of the chapter.

#[path = "checks/by_hand.rs"]
mod by_hand;

use by_hand::request_line;
use harness::checks;

checks! {
    request_line,
}
