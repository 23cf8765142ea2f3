//! One check for each exercise of the chapter.

#[path = "checks/pages.rs"]
mod pages;

use harness::checks;
use pages::page_title;

checks! {
    page_title,
}
