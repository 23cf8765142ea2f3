//! What a difference looks like when a certain mistake was made.

use super::run::{Call, Difference};

/// A level was called twice.
pub fn both_functions(difference: &Difference<'_>) -> bool {
    let calls = calls(difference.yours_at_step());
    let same_place = |one: &Call<'_>, other: &Call<'_>| {
        (one.deferred, one.level) == (other.deferred, other.level) && one != other
    };
    calls.iter().any(|one| calls.iter().any(|other| same_place(one, other)))
}

pub fn fired_twice(difference: &Difference<'_>) -> bool {
    difference.twisted() == Some("refused")
}

pub fn refused_the_first(difference: &Difference<'_>) -> bool {
    difference.yours() == Some("refused")
}

pub fn runs_inside_a_function(difference: &Difference<'_>) -> bool {
    difference.twisted().is_some_and(|event| event.starts_with("end "))
        && difference.yours().and_then(Call::read).is_some()
}

pub fn added_by_a_function(difference: &Difference<'_>) -> bool {
    let added = |call: Call<'_>| {
        let mut lines = difference.case.functions.values().flat_map(|function| &function.first);
        lines.any(|line| names(line, call.function))
    };
    difference.yours().and_then(Call::read).is_none() && missing(difference).is_some_and(added)
}

pub fn waiters_out_of_order(difference: &Difference<'_>) -> bool {
    out_of_order(difference) && has_wait(difference)
}

pub fn levels_out_of_order(difference: &Difference<'_>) -> bool {
    out_of_order(difference)
        || missing(difference).zip(difference.yours().and_then(Call::read)).is_some_and(
            |(missing, instead)| {
                missing.deferred == instead.deferred
                    && number(missing.level) < number(instead.level)
            },
        )
}

/// The same functions were called, but this one came too early or too late.
fn out_of_order(difference: &Difference<'_>) -> bool {
    let functions = |events| {
        let mut functions: Vec<_> = calls(events).iter().map(|call| call.function).collect();
        functions.sort_unstable();
        functions
    };
    let (twisted, yours) = (difference.twisted_at_step(), difference.yours_at_step());
    functions(twisted) == functions(yours) && missing(difference).is_some()
}

/// The function before returned a Deferred. Twisted does nothing more then, or its
/// chain goes on with a result where yours has none.
pub fn goes_on_too_early(difference: &Difference<'_>) -> bool {
    let Some(before) = difference.call_before() else { return false };
    let waits = act(difference, before).is_some_and(|act| act.starts_with("wait "));
    let own = deferred(difference) == Some(before.deferred);
    waits && (difference.twisted().is_none() || own && has_nothing(difference))
}

/// A level of a Deferred that a function returned gets nothing.
pub fn given_away_too_early(difference: &Difference<'_>) -> bool {
    has_nothing(difference) && was_returned(difference)
}

/// Two chains wait for the same Deferred, and one of them does not go on.
pub fn forgets_a_waiter(difference: &Difference<'_>) -> bool {
    let events = difference.case.steps.iter().flat_map(|step| &step.events);
    let calls: Vec<Call<'_>> = events.filter_map(|event| Call::read(event)).collect();
    let waits = |call: &Call<'_>| act(difference, *call).filter(|act| act.starts_with("wait "));
    let own = calls.iter().filter(|call| Some(call.deferred) == deferred(difference));
    let mut own = own.filter_map(waits);
    let shared = |act| calls.iter().filter(|call| waits(call) == Some(act)).count() > 1;
    difference.yours().is_none() && own.any(shared)
}

/// Nothing happens where a Deferred other than the one at hand had to go on, or where
/// the function before returned one that has its result.
pub fn waits_for_ever(difference: &Difference<'_>) -> bool {
    let other = |call: Call<'_>| at_hand(difference) != Some(call.deferred);
    let returned = difference.call_before().and_then(|call| act(difference, call));
    let fired = returned.is_some_and(|act| act.starts_with("fired ") || act.starts_with("failed "));
    difference.yours().is_none() && (missing(difference).is_some_and(other) || fired)
}

pub fn dead_after_giving_away(difference: &Difference<'_>) -> bool {
    difference.twisted().is_some_and(is_nothing)
        && difference.yours().is_none()
        && was_returned(difference)
}

pub fn not_called_when_added(difference: &Difference<'_>) -> bool {
    let line = difference.line();
    let of_level = missing(difference).is_some_and(|call| names(line, call.function));
    (line.starts_with("left ") || of_level) && difference.yours_at_step().is_empty()
}

pub fn not_called_when_fired(difference: &Difference<'_>) -> bool {
    let line = difference.line();
    (line.starts_with("value ") || line.starts_with("failure "))
        && missing(difference).is_some()
        && difference.yours_at_step().is_empty()
}

pub fn keeps_what_it_gave(difference: &Difference<'_>) -> bool {
    let kept = difference.yours().is_some_and(|event| !is_nothing(event));
    difference.twisted().is_some_and(is_nothing) && kept && has_wait(difference)
}

/// The call before was that of an errback of the same Deferred.
pub fn never_recovers(difference: &Difference<'_>) -> bool {
    let was_errback =
        |call: Call<'_>| call.rail == "errback" && Some(call.deferred) == deferred(difference);
    difference.call_before().is_some_and(was_errback)
        && rail(difference.twisted()) == Some("callback")
        && rail(difference.yours()) != Some("callback")
}

pub fn loses_a_failure(difference: &Difference<'_>) -> bool {
    rail(difference.twisted()) == Some("errback") && rail(difference.yours()) != Some("errback")
}

pub fn loses_a_value(difference: &Difference<'_>) -> bool {
    rail(difference.twisted()) == Some("callback")
        && (difference.yours().is_none() || has_nothing(difference))
}

fn calls(events: &[String]) -> Vec<Call<'_>> {
    events.iter().filter_map(|event| Call::read(event)).collect()
}

/// The function that Twisted calls, and that yours does not call there.
fn missing<'a>(difference: &'a Difference<'_>) -> Option<Call<'a>> {
    let yours = difference.yours().and_then(Call::read).map(|call| call.function);
    difference.twisted().and_then(Call::read).filter(|call| Some(call.function) != yours)
}

/// The Deferred of the line that is done.
fn at_hand<'a>(difference: &'a Difference<'_>) -> Option<&'a str> {
    difference.line().split(' ').nth(1)
}

/// The Deferred on which it went on differently, or the one that was looked at.
fn deferred<'a>(difference: &'a Difference<'_>) -> Option<&'a str> {
    let call = difference.twisted().or(difference.yours()).and_then(Call::read);
    call.map(|call| call.deferred).or_else(|| at_hand(difference))
}

/// Whether a function of the case returns the Deferred in which it went differently.
fn was_returned(difference: &Difference<'_>) -> bool {
    let Some(deferred) = deferred(difference) else { return false };
    let mut functions = difference.case.functions.values();
    functions.any(|function| function.act.strip_prefix("wait ") == Some(deferred))
}

fn has_wait(difference: &Difference<'_>) -> bool {
    difference.case.functions.values().any(|function| function.act.starts_with("wait "))
}

/// Yours has nothing, where Twisted has something, or does not do anything.
fn has_nothing(difference: &Difference<'_>) -> bool {
    difference.yours().is_some_and(is_nothing) && !difference.twisted().is_some_and(is_nothing)
}

fn is_nothing(event: &str) -> bool {
    event.ends_with(" nothing")
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

fn names(line: &str, function: &str) -> bool {
    line.starts_with("level ") && line.split(' ').any(|word| word == function)
}

fn number(level: &str) -> usize {
    level.parse().unwrap_or_default()
}
