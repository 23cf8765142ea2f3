//! One check for each exercise of the chapter.

#[path = "checks/attacks.rs"]
mod attacks;
#[path = "checks/backwards.rs"]
mod backwards;
#[path = "checks/by_hand.rs"]
mod by_hand;
#[path = "checks/countdown.rs"]
mod countdown;
#[path = "checks/elsewhere.rs"]
mod elsewhere;
#[path = "checks/files.rs"]
mod files;
#[allow(dead_code, reason = "each test file uses its own part of this")]
#[path = "support/folder.rs"]
mod folder;
#[path = "checks/forms.rs"]
mod forms;
#[path = "checks/handlers.rs"]
mod handlers;
#[path = "checks/later.rs"]
mod later;
#[path = "checks/leaving.rs"]
mod leaving;
#[path = "support/look.rs"]
mod look;
#[path = "checks/outside.rs"]
mod outside;
#[path = "checks/site.rs"]
mod site;
#[path = "checks/tree.rs"]
mod tree;

use attacks::unescaped;
use backwards::http_backwards;
use by_hand::request_line;
use countdown::countdown_page;
use elsewhere::moved_house;
use files::serve_a_folder;
use forms::guest_form;
use handlers::{status_and_headers, three_pages};
use harness::checks;
use later::{answer_later, one_slow_page};
use leaving::client_gone;
use outside::outside_the_root;
use site::small_site;
use tree::{always_404, leaf_or_branch, times_tables};

checks! {
    request_line,
    http_backwards,
    three_pages,
    status_and_headers,
    serve_a_folder,
    outside_the_root,
    countdown_page,
    leaf_or_branch,
    always_404,
    times_tables,
    moved_house,
    guest_form,
    unescaped,
    one_slow_page,
    answer_later,
    client_gone,
    small_site,
}
