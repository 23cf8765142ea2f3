//! Which mistake a difference shows.

use super::run::{Call, Difference};

/// The mistake, if it is one of the usual ones.
pub fn of(difference: &Difference<'_>) -> Option<&'static str> {
    SIGNS.iter().find(|(is_seen, _)| is_seen(difference)).map(|(_, mistake)| *mistake)
}

type Sign = fn(&Difference<'_>) -> bool;

/// The plainer signs come first.
const SIGNS: [(Sign, &str); 13] = [
    (
        both_functions,
        "Both functions of a level are called. A level has one turn: the value goes to the \
         callback or the failure to the errback, and what comes out is for the next level.",
    ),
    (
        fired_twice,
        "It is fired a second time, and takes it in silence: the one who fires has to be told, \
         by `Err(AlreadyCalled)`.",
    ),
    (
        refused_the_first,
        "It says that it has fired already, but it has not: this is the first time.",
    ),
    (
        runs_inside_a_function,
        "A level that was added while a function runs is called inside of that function. Its turn \
         comes when the function has returned.",
    ),
    (
        added_by_a_function,
        "A level that was added while a function ran is never called: ask for the next level anew \
         after each one, and not once for all of them.",
    ),
    (
        other_order,
        "All is called, but in another order. When a result comes to `HandTo`, the chain that \
         waits goes on first, and then the levels below `HandTo`.",
    ),
    (
        goes_on_too_early,
        "It goes on before there is a result: the function returned a Deferred that has none yet, \
         and the chain has to wait for it.",
    ),
    (
        waits_for_ever,
        "A chain waits for a result that is there. Who gives it to the chain, and who runs that \
         chain then?",
    ),
    (
        not_called_when_added,
        "The result is there, and a level that is added now is not called. (`at end`, the judge \
         adds one to look.) Either `add` does not run what can run, or the result was lost behind \
         the last level.",
    ),
    (
        keeps_what_it_gave,
        "A result that was given away is still there. It is in one place only: who gives it away \
         keeps `nothing()`.",
    ),
    (
        never_recovers,
        "An errback returned a value, and the chain stays on the errback rail. What a function \
         returns decides the rail for the next level, not where it stood.",
    ),
    (
        loses_a_failure,
        "A failure is lost on the way: where a level has no errback, the failure passes by, and \
         is still a failure.",
    ),
    (
        loses_a_value,
        "A value is lost on the way: where a level has no callback, the value passes by.",
    ),
];

/// A level was called twice.
fn both_functions(difference: &Difference<'_>) -> bool {
    let calls = calls(difference.yours_at_step());
    let same_place = |one: &Call<'_>, other: &Call<'_>| {
        (one.deferred, one.level) == (other.deferred, other.level) && one != other
    };
    calls.iter().any(|one| calls.iter().any(|other| same_place(one, other)))
}

fn fired_twice(difference: &Difference<'_>) -> bool {
    difference.twisted() == Some("refused")
}

fn refused_the_first(difference: &Difference<'_>) -> bool {
    difference.yours() == Some("refused")
}

fn runs_inside_a_function(difference: &Difference<'_>) -> bool {
    difference.twisted().is_some_and(|event| event.starts_with("end "))
        && difference.yours().and_then(Call::read).is_some()
}

fn added_by_a_function(difference: &Difference<'_>) -> bool {
    let added = |call: Call<'_>| {
        let mut lines = difference.case.functions.values().flat_map(|function| &function.first);
        lines.any(|line| names(line, call.function))
    };
    difference.yours().and_then(Call::read).is_none() && missing(difference).is_some_and(added)
}

/// The same functions were called, but this one came too early or too late.
fn other_order(difference: &Difference<'_>) -> bool {
    let functions = |events| {
        let mut functions: Vec<_> = calls(events).iter().map(|call| call.function).collect();
        functions.sort_unstable();
        functions
    };
    let (twisted, yours) = (difference.twisted_at_step(), difference.yours_at_step());
    functions(twisted) == functions(yours) && missing(difference).is_some()
}

/// The function before returned a Deferred. Twisted does nothing more then, or goes on
/// with a result where yours has none.
fn goes_on_too_early(difference: &Difference<'_>) -> bool {
    let returned = difference.call_before().and_then(|call| act(difference, call));
    let waits = returned.is_some_and(|act| act.starts_with("wait "));
    let without = difference.yours().is_some_and(is_nothing);
    waits && without && !difference.twisted().is_some_and(is_nothing)
        || waits && difference.twisted().is_none()
}

/// Nothing happens where a Deferred other than the one at hand had to go on, or where
/// the function before returned one that has its result.
fn waits_for_ever(difference: &Difference<'_>) -> bool {
    let other = |call: Call<'_>| difference.line().split(' ').nth(1) != Some(call.deferred);
    let returned = difference.call_before().and_then(|call| act(difference, call));
    let fired = returned.is_some_and(|act| act.starts_with("fired ") || act.starts_with("failed "));
    difference.yours().is_none() && (missing(difference).is_some_and(other) || fired)
}

fn not_called_when_added(difference: &Difference<'_>) -> bool {
    let line = difference.line();
    let own = line.starts_with("left ")
        || line.starts_with("level ")
            && missing(difference).is_some_and(|call| names(line, call.function));
    own && difference.yours_at_step().is_empty()
}

fn keeps_what_it_gave(difference: &Difference<'_>) -> bool {
    let gave = difference.twisted().is_some_and(is_nothing);
    let kept = difference.yours().is_some_and(|event| !is_nothing(event));
    gave && kept && difference.case.functions.values().any(|f| f.act.starts_with("wait "))
}

/// The call before was that of an errback of the same Deferred.
fn never_recovers(difference: &Difference<'_>) -> bool {
    let deferred = match difference.twisted().and_then(Call::read) {
        Some(call) => Some(call.deferred),
        None => difference.line().split(' ').nth(1),
    };
    let was_errback = |call: Call<'_>| call.rail == "errback" && Some(call.deferred) == deferred;
    difference.call_before().is_some_and(was_errback)
        && rail(difference.twisted()) == Some("callback")
        && rail(difference.yours()) != Some("callback")
}

fn loses_a_failure(difference: &Difference<'_>) -> bool {
    rail(difference.twisted()) == Some("errback") && rail(difference.yours()) != Some("errback")
}

fn loses_a_value(difference: &Difference<'_>) -> bool {
    rail(difference.twisted()) == Some("callback") && difference.yours().is_none()
}

fn calls(events: &[String]) -> Vec<Call<'_>> {
    events.iter().filter_map(|event| Call::read(event)).collect()
}

/// The function that Twisted calls, and that yours does not call there.
fn missing<'a>(difference: &'a Difference<'_>) -> Option<Call<'a>> {
    let yours = difference.yours().and_then(Call::read).map(|call| call.function);
    difference.twisted().and_then(Call::read).filter(|call| Some(call.function) != yours)
}

fn act<'a>(difference: &'a Difference<'_>, call: Call<'_>) -> Option<&'a str> {
    difference.case.functions.get(call.function).map(|function| function.act.as_str())
}

/// The rail of a call, or of what is left.
fn rail(event: Option<&str>) -> Option<&str> {
    match event?.split(' ').collect::<Vec<_>>()[..] {
        ["call", _, _, _, rail, _] | ["left", rail, _] => Some(rail),
        _ => None,
    }
}

fn is_nothing(event: &str) -> bool {
    event.ends_with(" nothing")
}

fn names(line: &str, function: &str) -> bool {
    line.starts_with("level ") && line.split(' ').any(|word| word == function)
}
