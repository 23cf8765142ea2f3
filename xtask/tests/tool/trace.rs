//! `trace`: what the Deferreds of a program did, drawn.
//!
//! The tiny workbook has no Deferreds. Its programs write the events themselves, as
//! the library would; that the library does is held in chapter 3's own tests.

use std::fs;

use harness::trace::Trace;

use super::scratch::Scratch;

/// A program that writes these lines into its trace, prints its arguments, and ends
/// as `end` says.
fn program(events: &[&str], end: &str) -> String {
    let lines = events.join("\n") + "\n";
    format!(
        "fn main() {{
            let Some(file) = std::env::var_os(\"WORKBOOK_TRACE\") else {{ return }};
            std::fs::write(file, {lines:?}).unwrap();
            println!(\"{{:?}}\", std::env::args().skip(1).collect::<Vec<_>>());
            {end}
        }}"
    )
}

const FILE: &str = "exercises/07-tiny/src/bin/greet.rs";

fn made(deferred: u32) -> String {
    format!(r#"{{"event":"made","deferred":{deferred},"by":"pair","at":"{FILE}:7:5"}}"#)
}

fn result(event: &str, rail: &str, text: &str) -> String {
    let result = format!(r#"{{"rail":"{rail}","type":"u8","text":"{text}"}}"#);
    format!(r#"{{"event":{event},"result":{result}}}"#)
}

/// Three levels: the first fails, the second handles it, the third passes.
fn there_and_back() -> Vec<String> {
    let level = |number: u32, functions: &str| {
        format!(
            r#"{{"event":"level","deferred":1,"level":{number},"by":"add_callback",{functions}}}"#
        )
    };
    let at = |event: &str, level: u32, rail: &str, text: &str| {
        result(&format!(r#""{event}","deferred":1,"level":{level}"#), rail, text)
    };
    vec![
        made(1),
        level(1, r#""callback":"parse""#),
        level(2, r#""errback":"help""#),
        level(3, r#""errback":"report""#),
        result(r#""fired","deferred":1"#, "callback", "6"),
        at("called", 1, "callback", "6"),
        at("returned", 1, "errback", "no 漢字"),
        at("called", 2, "errback", "no 漢字"),
        at("returned", 2, "callback", "1"),
        at("passed", 3, "callback", "1"),
    ]
}

fn texts(events: &[String]) -> Vec<&str> {
    events.iter().map(String::as_str).collect()
}

#[test]
fn the_rails_are_drawn_below_what_the_program_prints() {
    let scratch = Scratch::built();
    let program = program(&texts(&there_and_back()), "");
    scratch.answer("greet", &program).xtask("trace greet one --two").ends_with(0).says_only(
        r#"["one", "--two"]

greet: exercises/07-tiny/src/bin/greet.rs

        callback rail                        errback rail
#1  made by pair in line 7
 fired  6                                    │
     1  ▶ parse                              │
        └─ fails ──────────────────────────▶ no 漢字
     2  │                                    ▶ help
        1 ◀─ is handled ─────────────────────┘
     3  │ passes by                          (report)

  ▶ is called   (…) is not called   │ passes by
"#,
    );
}

#[test]
fn waiting_timers_and_what_never_fires_are_told() {
    let level = |deferred: u32, functions: &str| {
        format!(
            r#"{{"event":"level","deferred":{deferred},"level":1,"by":"add_callback",{functions}}}"#
        )
    };
    let timer = |event: &str, now: f64, more: &str| {
        format!(r#"{{"event":"timer_{event}","timer":1,"now":{now},"virtual":true{more}}}"#)
    };
    let events = [
        made(1),
        level(1, r#""callback":"ask""#),
        result(r#""fired","deferred":1"#, "callback", "6"),
        result(r#""called","deferred":1,"level":1"#, "callback", "6"),
        made(2),
        timer("set", 1.0, r#","delay":2.0,"at":"elsewhere.rs:3:1""#),
        r#"{"event":"waits","deferred":1,"level":1,"for":2}"#.to_owned(),
        timer("ran", 3.5, ""),
        result(r#""fired","deferred":2"#, "errback", "no"),
        result(r#""hands_over","deferred":2,"to":1"#, "errback", "no"),
        result(r#""unhandled","deferred":1"#, "errback", "no"),
        made(3),
        level(3, r#""callback":"left","errback":"right""#),
        r#"{"event":"cut"}"#.to_owned(),
    ];
    let scratch = Scratch::built();
    scratch.answer("greet", &program(&texts(&events), "")).xtask("trace greet").ends_with(0).says(
        "\
#1  made by pair in line 7
 fired  6                                    │
     1  ▶ ask                                │
        · timer 1 is set in elsewhere.rs:3, to call in 2 s
        · it returned #2, and waits for that

── 2.5 s later on the virtual clock: timer 1 calls ─────────────────────────────
#2  made by pair in line 7
 fired  │                                    no
        · its result goes to #1, which has waited for it

#1  goes on with the result of #2
    #2  │                                    no
        · it goes, and nobody has handled the failure: it is reported

── more happened: here the trace was cut ───────────────────────────────────────
#3  made by pair in line 7
     1  (left)                               (right)
        · at the end of the trace, nobody has fired it
",
    );
}

#[test]
fn nothing_is_wider_than_the_page_and_no_terminal_obeys_it() {
    let scratch = Scratch::built();
    let long = format!("{}\\u001b[2J", "漢字 and more ".repeat(15));
    let events = [made(1), result(r#""fired","deferred":1"#, "errback", &long)];
    let drawn = scratch.answer("greet", &program(&texts(&events), "")).xtask("trace greet");
    drawn.ends_with(0).fits_the_page().says("漢字 and").never_says("\u{1b}");
}

#[test]
fn colours_are_used_only_where_they_are_wanted() {
    let scratch = Scratch::built();
    scratch.answer("greet", &program(&texts(&there_and_back()), ""));
    scratch.xtask("trace greet").ends_with(0).never_says("\u{1b}[");
    let coloured = scratch.xtask("trace greet").with("CLICOLOR_FORCE", "1").ends_with(0);
    coloured.says("\u{1b}[1m▶ parse\u{1b}[0m");
}

#[test]
fn the_trace_of_a_program_that_panics_is_drawn() {
    let scratch = Scratch::built();
    let program = program(&texts(&there_and_back()), "panic!(\"at the end\");");
    let drawn = scratch.answer("greet", &program).xtask("trace greet").ends_with(1);
    drawn.says("▶ parse").warns("at the end").warns("greet ended: exit status: 101");
}

#[test]
fn the_trace_of_a_program_that_never_ends_is_drawn() {
    let scratch = Scratch::built();
    let program = program(&texts(&there_and_back()), "loop { std::thread::park() }");
    let traced = scratch.answer("greet", &program).xtask("trace greet");
    let drawn = traced.with("WORKBOOK_DEADLINE", "1").ends_with(1);
    drawn.says("▶ parse").warns("greet was ended after 1 s; to give it more: WORKBOOK_DEADLINE=60");
}

#[test]
fn a_torn_last_line_is_left_out() {
    let scratch = Scratch::built();
    let torn =
        program(&texts(&there_and_back()), "").replace("\\n\").unwrap", "\\n{\\\"ev\").unwrap");
    scratch.answer("greet", &torn).xtask("trace greet").ends_with(0).says("passes by");
}

#[test]
fn a_line_that_is_no_event_is_the_tools_own_failure() {
    let scratch = Scratch::built();
    scratch.answer("greet", &program(&["{\"event\":\"danced\"}", "{}"], ""));
    scratch.xtask("trace greet").ends_with(3).warns("line 1 is no event");
}

#[test]
fn the_words_of_a_closure_come_from_the_readers_file() {
    let scratch = Scratch::built();
    let at = |line: u32| format!("{FILE}:{line}:8");
    let level = |number: u32, function: &str, place: String| {
        format!(
            r#"{{"event":"level","deferred":1,"level":{number},"by":"add_callback","callback":"{function}","at":"{place}"}}"#
        )
    };
    let events = [
        made(1),
        level(1, "a closure in main", at(1)),
        level(2, "a closure in main", at(2)),
        level(3, "named", at(1)),
    ];
    let text = "// d . add_callback(move |word| { say(word, \"!\") }, and more)\n";
    let text = text.to_owned() + &program(&texts(&events), "");
    assert_eq!(text.find("add_callback"), Some(7), "the column 8");
    let drawn = scratch.answer("greet", &text).xtask("trace greet").ends_with(0);
    drawn.says("(|word| { say(word, \"!\") })").says("2  (a closure in main)").says("3  (named)");
}

#[test]
fn json_is_one_object_in_the_file_and_nothing_is_drawn() {
    let scratch = Scratch::built();
    scratch.answer("greet", &program(&texts(&there_and_back()), ""));
    let told = scratch.xtask("trace greet --json picture.json one").ends_with(0);
    told.says_only("[\"one\"]\n\nthe trace of greet is in picture.json\n");
    let trace = Trace::from_json(&scratch.read("picture.json")).unwrap();
    assert_eq!((&*trace.program, trace.events.len()), ("greet", 10));
    fs::remove_file(scratch.path("picture.json")).unwrap();
    let nowhere = scratch.xtask("trace greet --json no/such/folder.json");
    nowhere.ends_with(3).warns("no/such/folder.json");
}

#[test]
fn a_program_without_deferreds_is_told_so() {
    let scratch = Scratch::built();
    scratch.xtask("trace sum_up").ends_with(0).says_only(
        "3\n7\n\nsum_up has nothing to draw: it made no Deferred and set no timer. \
         To see what it prints: cargo xtask run sum_up\n",
    );
}

#[test]
fn of_a_prediction_the_program_is_named_that_it_predicts() {
    let scratch = Scratch::built();
    let told = scratch.solve("guess_sums").xtask("trace guess_sums").ends_with(0);
    told.says("it is a prediction. Once that has passed: cargo xtask trace sum_up");
}

#[test]
fn what_cannot_be_run_cannot_be_traced() {
    let scratch = Scratch::built();
    scratch.xtask("trace grete").ends_with(2).warns("did you mean `greet`?");
    scratch.xtask("trace").ends_with(2).warns("<NAME>");
    scratch.answer("greet", "fn main( {");
    scratch.xtask("trace greet").ends_with(1).warns("greet does not compile");
    scratch.delete(FILE).xtask("trace greet").ends_with(1).warns("cargo xtask reset greet");
}

#[test]
fn a_failed_check_of_a_program_with_deferreds_offers_its_trace() {
    let scratch = Scratch::built();
    let answer =
        "// use deferred::{Deferred, Failure};\nfn main() { println!(\"hello, \\\"you\\\"\") }";
    let failed = scratch.answer("greet", answer).xtask("check greet").ends_with(1);
    failed.says("  hint   cargo xtask hint greet\n  trace  cargo xtask trace greet \"you\"\n");
    scratch.answer("greet", &answer.replace("{Deferred, ", "{OwnDeferred, "));
    scratch.xtask("check greet").ends_with(1).never_says("trace");
    scratch.answer("greet", "use deferred::Deferred; fn main() {}");
    scratch.xtask("check greet").ends_with(1).says("does not compile").never_says("trace ");
}

#[test]
fn a_prediction_offers_the_trace_once_it_has_passed() {
    let scratch = Scratch::built();
    let example = "chapters/07-tiny/examples/sum_up.rs";
    scratch.write(example, &format!("{}// use deferred::Deferred;\n", scratch.read(example)));
    scratch.answer("guess_sums", "// use deferred::Deferred;\nfn main() { println!(\"3\\n8\") }");
    scratch.xtask("check guess_sums").ends_with(1).never_says("trace");
    let passed = scratch.solve("guess_sums").xtask("check guess_sums").ends_with(0);
    passed.says("  run    cargo xtask run sum_up\n  trace  cargo xtask trace sum_up\n");
}
