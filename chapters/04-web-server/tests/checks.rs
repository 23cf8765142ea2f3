//! One check for each exercise of the chapter.

#[path = "checks/backwards.rs"]
mod backwards;
#[path = "checks/by_hand.rs"]
mod by_hand;
#[path = "checks/countdown.rs"]
mod countdown;
#[path = "checks/handlers.rs"]
mod handlers;
#[path = "checks/tree.rs"]
mod tree;

use backwards::http_backwards;
use by_hand::request_line;
use countdown::countdown_page;
use handlers::{status_and_headers, three_pages};
use harness::checks;
use tree::{always_404, leaf_or_branch, times_tables};

checks! {
    request_line,
    http_backwards,
    three_pages,
    status_and_headers,
    countdown_page,
    leaf_or_branch,
    always_404,
    times_tables,
}
