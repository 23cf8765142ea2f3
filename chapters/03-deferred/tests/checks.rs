//! One check for each exercise of the chapter.

#[path = "checks/awaiting.rs"]
mod awaiting;
#[path = "checks/cancelling.rs"]
mod cancelling;
#[path = "checks/endings.rs"]
mod endings;
#[path = "checks/first.rs"]
mod first;
#[path = "checks/many.rs"]
mod many;
#[path = "checks/mistakes.rs"]
mod mistakes;
#[path = "checks/own/mod.rs"]
mod own;
#[path = "checks/passing_on.rs"]
mod passing_on;
#[path = "checks/puzzles.rs"]
mod puzzles;
#[path = "checks/slow.rs"]
mod slow;
#[path = "checks/too_late.rs"]
mod too_late;
#[path = "checks/waiting.rs"]
mod waiting;

use awaiting::headline_awaited;
use cancelling::never_mind;
use endings::{always_close, not_silent};
use first::{either_way, markup_chain, say_it, say_what_failed};
use harness::checks;
use many::{first_failure, in_asking_order};
use mistakes::{forgotten_result, recover};
use own::your_own_deferred;
use passing_on::{only_some, same_level, sideways};
use puzzles::{puzzle_1, puzzle_2, puzzle_3, puzzle_4};
use slow::{fired_once, slow_headline};
use too_late::give_up_after;
use waiting::{look_it_up, nested_order};

checks! {
    say_it,
    say_what_failed,
    markup_chain,
    either_way,
    puzzle_1,
    puzzle_2,
    puzzle_3,
    puzzle_4,
    forgotten_result,
    recover,
    same_level,
    sideways,
    only_some,
    slow_headline,
    fired_once,
    always_close,
    look_it_up,
    nested_order,
    in_asking_order,
    first_failure,
    never_mind,
    give_up_after,
    not_silent,
    headline_awaited,
    your_own_deferred,
}

/// How our Deferred reports a failure that is left over.
pub const UNHANDLED: &str = "Unhandled error in Deferred";
