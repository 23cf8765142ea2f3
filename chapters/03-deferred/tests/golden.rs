//! The examples do what the same programs do on Python's Twisted.
//!
//! `golden/NAME.txt` is what Twisted 26.10 printed, on stdout and on stderr. What
//! is Python's own is left out before the comparison:
//!
//! - Twisted prints a failure with its traceback, we print the error's message;
//! - where a program prints the name of an error's class, we print the message
//!   alone, and `KeyError` shows its key in quotes;
//! - `print("call 1 ", res)` puts two spaces between the words;
//! - a headline, `-- …`, speaks of each program's own functions.
//!
//! Twisted logs an unhandled error to stderr, which was recorded apart from
//! stdout. So its place among the other lines is not compared here; the
//! recordings in `snapshots` hold it.

use std::path::Path;

use harness::{example_output, example_output_with};

/// How both begin to tell of a failure that is left over.
const UNHANDLED: &str = "Unhandled error in Deferred:";

/// How Python's text of a failure begins; it ends with a line `]`.
const FAILURE: &str = "[Failure instance: Traceback";

/// What a program printed, without what is Python's own.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    lines: Vec<String>,
    unhandled: Vec<String>,
}

/// A test for each example, of its name.
macro_rules! same_as_twisted {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output(env!("CARGO_PKG_NAME"), stringify!($name));
            compare(stringify!($name), &printed);
        })+
    };
}

same_as_twisted! {
    first_callback,
    first_errback,
    html_chain,
    both_rails,
    chain_1,
    chain_2,
    chain_3,
    chain_4,
    beside_or_below,
}

/// `headline` does both; it waits for a hundredth of a second in place of five.
fn headline(text: &str) -> String {
    example_output_with(env!("CARGO_PKG_NAME"), "headline", [text, "0.01"])
}

#[test]
fn headline_short() {
    compare("headline_short", &headline("Breaking news:Twisted"));
}

#[test]
fn headline_long() {
    compare("headline_long", &headline(&"123456789".repeat(6)));
}

#[track_caller]
fn compare(name: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.txt"));
    let golden = std::fs::read_to_string(&path).expect("the golden transcript is there");
    assert_eq!(ours(printed), twisteds(&golden));
}

fn ours(printed: &str) -> Printed {
    let (unhandled, lines): (Vec<&str>, Vec<&str>) =
        words_of(printed.lines()).partition(|line| line.starts_with(UNHANDLED));
    let message = |line: &str| line[UNHANDLED.len()..].trim().to_owned();
    Printed {
        lines: lines.into_iter().map(str::to_owned).collect(),
        unhandled: unhandled.into_iter().map(message).collect(),
    }
}

fn twisteds(golden: &str) -> Printed {
    Printed {
        lines: without_tracebacks(words_of(section(golden, "stdout"))),
        unhandled: logged_errors(section(golden, "stderr")),
    }
}

/// The lines `  | …` below `[program's NAME]`.
fn section<'a>(golden: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let head = format!("[program's {name}]");
    let lines = golden.lines().skip_while(move |line| *line != head).skip(1);
    lines.map_while(|line| line.strip_prefix("  |")).map(str::trim)
}

/// The lines without the headlines.
fn words_of<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    lines.filter(|line| !line.starts_with("-- "))
}

/// The lines, each failure's text replaced by its message.
fn without_tracebacks<'a>(mut lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut kept = Vec::new();
    while let Some(line) = lines.next() {
        let Some((before, failure)) = line.split_once(FAILURE) else {
            kept.push(without_class(line));
            continue;
        };
        let (_, message) = failure.split_once("'>: ").expect("the class, then the message");
        kept.push(single_spaced(&format!("{before} {message}")));
        lines.by_ref().find(|line| *line == "]").expect("the end of the failure's text");
    }
    kept
}

/// The message of each error that was logged: the last line of its traceback,
/// behind the name of its class.
fn logged_errors<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let text: Vec<&str> = lines.collect();
    let reports = text.join("\n");
    let message = |report: &str| {
        let last = report.trim().lines().next_back().expect("a traceback");
        last.rsplit(": ").next().expect("rsplit gives at least one part").to_owned()
    };
    reports.split(UNHANDLED).skip(1).map(message).collect()
}

/// From `same level KeyError 'k'` to `same level k`.
fn without_class(line: &str) -> String {
    match line.split_once("KeyError ") {
        Some((before, key)) => single_spaced(&format!("{before} {}", key.trim_matches('\''))),
        None => single_spaced(&line.replace("ValueError ", "")),
    }
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
