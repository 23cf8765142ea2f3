//! What the library writes into a trace, event by event.
//!
//! A trace is switched on by the environment, once for a whole process. So each
//! test runs itself again in a process of its own, with the variable set, and there
//! plays its scene.

use std::cell::RefCell;
use std::env;
use std::fmt;
use std::process;
use std::rc::Rc;
use std::time::Duration;

use deferred::{Deferred, Failure, Outcome, Plain, fail, on_unhandled, succeed};
use harness::trace::{Event, Trace};
use harness::{environment, program_trace};
use insta::assert_snapshot;
use reactor::trace::VARIABLE;
use reactor::{Clock, Reactor, Time};

const SECOND: Duration = Duration::from_secs(1);

/// Plays the scene in another process, and returns its trace.
#[track_caller]
fn trace_of(test: &str, scene: fn()) -> Trace {
    if env::var_os(VARIABLE).is_some() {
        scene();
        process::exit(0);
    }
    let this = env::current_exe().expect("a test is a program");
    program_trace(test, &this, &["--exact", test, "--nocapture"])
}

/// The events, a line each, without the lines of this file.
fn told(trace: &Trace) -> String {
    let mut lines: Vec<String> = Vec::new();
    for event in trace.to_json().lines().filter(|line| line.starts_with("{\"event\"")) {
        let (event, _) = event.split_once(",\"at\":").unwrap_or((event, ""));
        let event = event
            .trim_end_matches(',')
            .replace("{\"event\":\"", "")
            .replace("\\\"", "'")
            .replace('"', "");
        lines.push(event.trim_end_matches('}').replace("result:{", ""));
    }
    lines.join("\n")
}

/// A test for each scene, of its name, with a recording of its name.
macro_rules! scenes {
    ($($name:ident => $scene:expr;)+) => {
        $(#[test]
        fn $name() {
            assert_snapshot!(stringify!($name), told(&trace_of(stringify!($name), $scene)));
        })+
    };
}

fn double(n: i32) -> i32 {
    n * 2
}

fn say(failure: Failure) -> Result<i32, Failure> {
    Err(failure)
}

fn keep(result: Result<i32, Failure>) -> Result<i32, Failure> {
    result
}

struct Opaque;

impl Plain for Opaque {}

/// An error that cannot even say what it is.
#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("no words")
    }
}

impl std::error::Error for Broken {}

scenes! {
    the_four_kinds_of_level => || {
        let (trigger, d) = Deferred::pair();
        let _d = d
            .add_callback(double)
            .add_errback(say)
            .add_callbacks(double, say)
            .add_both(keep)
            .add_callback(|n| n + 1);
        trigger.callback(20);
    };

    a_failure_from_a_level_to_the_end => || {
        on_unhandled(|_| {});
        let d = succeed("seven").add_callback(|text| Ok(text.parse::<i32>()?));
        d.add_callback(double).add_errback(say);
    };

    waiting_and_going_on => || {
        let (trigger, inner) = Deferred::pair();
        let _d = succeed(()).add_callback(move |()| inner).add_callback(double);
        trigger.callback(4);
    };

    taking_what_is_there => || {
        let _d = succeed(()).add_callback(|()| Outcome::Later(succeed(4))).add_callback(double);
    };

    firing_within_a_function => || {
        let (trigger, other) = Deferred::pair();
        let _other = other.add_callback(double);
        let _d = succeed(4).chain(trigger);
    };

    cancelling => || {
        let (_trigger, d) = Deferred::<i32>::pair();
        d.cancel();
        d.cancel();
        let (_trigger, inner) = Deferred::<i32>::with_canceller(|trigger| trigger.callback(5));
        let outer = succeed(()).add_callback(move |()| inner);
        outer.cancel();
        on_unhandled(|_| {});
    };

    firing_twice => || {
        let (trigger, _d) = Deferred::pair();
        let trigger = trigger.shared();
        let _ = (trigger.callback(1), trigger.callback(2));
    };

    pausing_and_taking => || {
        let d = succeed(1);
        d.pause();
        let d = d.add_callback(double);
        d.unpause();
        let _ = d.now();
    };

    awaiting_there_and_back => || {
        let reactor = Reactor::new();
        let stop = reactor.clone();
        let (trigger, d) = Deferred::pair();
        trigger.callback(4);
        let all = Deferred::from_future(&reactor, async move { d.await });
        let _all = all.add_callback(double).add_callback(move |_| stop.stop());
        reactor.run().expect("the reactor runs");
    };

    dropping_unfired => || {
        let (trigger, d) = Deferred::pair();
        drop(d.add_callback(double));
        drop(trigger);
    };

    values_of_many_types => || {
        let _ = succeed(Some("a \"b\"\n"));
        let _ = succeed(vec![1.5, 2.0]);
        let _ = succeed((3_u8, 4_u8));
        let _ = succeed(vec![Ok(1), Err(Failure::from("no"))]);
        let _ = succeed(SECOND);
        let _ = succeed(Opaque);
        let _ = succeed(Rc::new(RefCell::new(vec![Opaque])));
        on_unhandled(|_| {});
        let _ = fail::<()>(Broken);
    };

    timers_of_a_virtual_clock => || {
        let clock = Clock::new();
        let (trigger, d) = Deferred::pair();
        let _d = d.add_callback(double);
        clock.call_later(3 * SECOND, move || trigger.callback(4));
        let other = clock.call_later(SECOND, || {});
        other.delay(SECOND).expect("it is pending");
        clock.advance(SECOND);
        other.cancel().expect("it is pending");
        clock.advance(2 * SECOND);
    };
}

#[test]
fn the_tools_know_the_variable_by_the_same_name() {
    assert_eq!(VARIABLE, environment::TRACE);
}

#[test]
fn a_trace_tells_the_line_of_the_program() {
    let line = line!() + 1;
    let scene = || drop(succeed(1).add_callback(double));
    let trace = trace_of("a_trace_tells_the_line_of_the_program", scene);
    let places = trace.events.iter().filter_map(|event| match event {
        Event::Made { at, .. } | Event::Level { at, .. } => at.as_ref(),
        _ => None,
    });
    let places = places.collect::<Vec<_>>();
    assert_eq!(places.len(), 2);
    assert!(places.iter().all(|at| at.file().ends_with("tests/recorder.rs")), "{places:?}");
    assert!(places.iter().all(|at| at.line() == line as usize), "{places:?}");
}

#[test]
fn a_real_time_is_told_and_can_be_left_out() {
    let trace = trace_of("a_real_time_is_told_and_can_be_left_out", || {
        let reactor = reactor::Reactor::new();
        let stop = reactor.clone();
        reactor.call_later(Duration::from_millis(1), move || stop.stop());
        reactor.run().expect("it runs once");
    });
    let times = |trace: &Trace| trace.to_json().matches("\"now\":").count();
    assert_eq!(times(&trace), 2);
    assert_eq!(times(&trace.without_real_times()), 0);
}

#[test]
fn a_trace_has_an_end() {
    let trace = trace_of("a_trace_has_an_end", || {
        let (trigger, mut d) = Deferred::pair();
        for _ in 0..reactor::trace::MAX_EVENTS {
            d = d.add_callback(double);
        }
        trigger.callback(0);
    });
    assert_eq!(trace.events.len(), reactor::trace::MAX_EVENTS + 1);
    assert_eq!(trace.events.last(), Some(&Event::Cut));
}
