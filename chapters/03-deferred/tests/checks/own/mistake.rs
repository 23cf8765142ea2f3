//! Which mistake a difference shows, in a sentence.

use super::run::Difference;
use super::signs;

/// The mistake, if it is one of the usual ones.
pub fn of(difference: &Difference<'_>) -> Option<&'static str> {
    SIGNS.iter().find(|(is_seen, _)| is_seen(difference)).map(|(_, mistake)| *mistake)
}

type Sign = fn(&Difference<'_>) -> bool;

/// The plainer signs come first: a later one may be seen by what an earlier one means.
const SIGNS: [(Sign, &str); 18] = [
    (
        signs::both_functions,
        "Both functions of a level are called. A level has one turn: the value goes to the \
         callback or the failure to the errback, and what comes out is for the next level.",
    ),
    (
        signs::fired_twice,
        "It is fired a second time, and takes it in silence: the one who fires has to be told, \
         by `Err(AlreadyCalled)`.",
    ),
    (
        signs::refused_the_first,
        "It says that it has fired already, but it has not: this is the first time.",
    ),
    (
        signs::runs_inside_a_function,
        "A level that was added while a function runs is called inside of that function. Its turn \
         comes when the function has returned.",
    ),
    (
        signs::added_by_a_function,
        "A level that was added while a function ran is never called: ask for the next level anew \
         after each one, and not once for all of them.",
    ),
    (
        signs::waiters_out_of_order,
        "All is called, but in another order. When a result comes to `HandTo`, the chain that \
         waits goes on first, and then the levels below `HandTo`.",
    ),
    (
        signs::levels_out_of_order,
        "The levels are called, but not in the order in which they were added: the first one that \
         was added is the first one called.",
    ),
    (
        signs::given_away_too_early,
        "A result is given away before its time: the levels above `HandTo` come first.",
    ),
    (
        signs::goes_on_too_early,
        "It goes on before there is a result: the function returned a Deferred that has none yet, \
         and the chain has to wait for it.",
    ),
    (
        signs::forgets_a_waiter,
        "Two chains wait for the same Deferred, and one of them never goes on. Both stand among \
         its levels: the first gets the result, the second gets `nothing()`.",
    ),
    (
        signs::waits_for_ever,
        "A chain waits for a result that is there. Who gives it to the chain, and who runs that \
         chain then?",
    ),
    (
        signs::dead_after_giving_away,
        "A Deferred that gave its result away is dead: a level that is added to it is not called. \
         `nothing()` stays in it, and goes on to the levels below `HandTo`.",
    ),
    (
        signs::not_called_when_added,
        "The result is there, and a level that is added now is not called. (`at end`, the judge \
         adds one to look.) Either `add` does not run what can run, or the result was lost behind \
         the last level.",
    ),
    (
        signs::not_called_when_fired,
        "It is fired, and no function is called. `fire` has to run what can run; and where a level \
         has no function for what comes, the next one may have.",
    ),
    (
        signs::keeps_what_it_gave,
        "A result that was given away is still there. It is in one place only: who gives it away \
         keeps `nothing()`.",
    ),
    (
        signs::never_recovers,
        "An errback returned a value, and the chain stays on the errback rail. What a function \
         returns decides the rail for the next level, not where it stood.",
    ),
    (
        signs::loses_a_failure,
        "A failure is lost on the way: where a level has no errback, the failure passes by, and \
         is still a failure.",
    ),
    (
        signs::loses_a_value,
        "A value is lost on the way: where a level has no callback, the value passes by.",
    ),
];
