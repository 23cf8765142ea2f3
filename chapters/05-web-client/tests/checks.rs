//! One check for each exercise of the chapter.

#[path = "checks/pages.rs"]
mod pages;
#[path = "checks/saving.rs"]
mod saving;

use harness::checks;
use pages::page_title;
use saving::save_it;

checks! {
    page_title,
    save_it,
}
