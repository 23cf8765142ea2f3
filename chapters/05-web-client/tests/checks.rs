//! One check for each exercise of the chapter.

#[path = "checks/again.rs"]
mod again;
#[path = "checks/counting.rs"]
mod counting;
#[path = "checks/crawling.rs"]
mod crawling;
#[path = "checks/following.rs"]
mod following;
#[path = "checks/kinds.rs"]
mod kinds;
#[path = "checks/many.rs"]
mod many;
#[path = "checks/pages.rs"]
mod pages;
#[path = "checks/pausing.rs"]
mod pausing;
#[path = "checks/producing.rs"]
mod producing;
#[path = "checks/saving.rs"]
mod saving;
#[path = "checks/sending.rs"]
mod sending;

use again::try_again;
use counting::count_bytes;
use crawling::link_checker;
use following::{follow, remember_me};
use harness::checks;
use kinds::content_type;
use many::{in_order, three_at_once};
use pages::{page_error, page_title};
use pausing::paused_producer;
use producing::string_producer;
use saving::save_it;
use sending::send_form;

checks! {
    page_title,
    page_error,
    send_form,
    follow,
    remember_me,
    save_it,
    count_bytes,
    content_type,
    string_producer,
    paused_producer,
    in_order,
    three_at_once,
    try_again,
    link_checker,
}
