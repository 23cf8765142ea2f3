//! One check for each exercise of the chapter.

#[path = "checks/counting.rs"]
mod counting;
#[path = "checks/kinds.rs"]
mod kinds;
#[path = "checks/pages.rs"]
mod pages;
#[path = "checks/saving.rs"]
mod saving;

use counting::count_bytes;
use harness::checks;
use kinds::content_type;
use pages::page_title;
use saving::save_it;

checks! {
    page_title,
    save_it,
    count_bytes,
    content_type,
}
