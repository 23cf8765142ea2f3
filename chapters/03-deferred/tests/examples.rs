//! What the examples of this chapter print, recorded.

use harness::{example_exam, example_output};
use insta::assert_snapshot;

/// A test for each example, of its name, with a recording of its name.
macro_rules! examples {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output(env!("CARGO_PKG_NAME"), stringify!($name));
            assert_snapshot!(stringify!($name), printed);
        })+
    };
}

examples! {
    first_callback,
    first_callback_tokio,
    first_errback,
    html_chain,
    both_rails,
    chain_1,
    chain_2,
    chain_3,
    chain_4,
    wait_inside,
    wait_inside_tokio,
    who_waits,
    all_of_them,
    all_of_them_tokio,
    some_of_them,
    too_late,
    too_late_tokio,
    tea_pause,
    every_second,
    change_your_mind,
    change_your_mind_tokio,
    pass_through,
    beside_or_below,
    zigzag,
    trapped,
    fired_twice,
    let_go,
    clean_up,
    unhandled,
    unhandled_tokio,
    where_it_stands,
    hundred_thousand,
}

/// Both ways of a headline, after a hundredth of a second in place of five.
fn headlines(example: &str) -> String {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), example);
    for headline in ["Breaking news:Twisted", &"123456789".repeat(6)] {
        if let Err(verdict) = exam.run([headline, "0.01"]) {
            panic!("{example}: {verdict}\n{}", exam.transcript());
        }
    }
    exam.transcript().trim_end().to_owned()
}

#[test]
fn headline() {
    assert_snapshot!("headline", headlines("headline"));
}

#[test]
fn headline_tokio() {
    let said = headlines("headline_tokio").replace("headline_tokio", "headline");
    assert_eq!(said, headlines("headline"));
}

/// A town with a station, and one without.
#[test]
fn await_it() {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), "await_it");
    for town in ["Delft", "Atlantis"] {
        if let Err(verdict) = exam.run([town]) {
            panic!("await_it: {verdict}\n{}", exam.transcript());
        }
    }
    assert_snapshot!("await_it", exam.transcript().trim_end());
}

#[test]
fn what_tokio_does_is_told_in_the_same_words() {
    for example in ["wait_inside", "all_of_them", "too_late"] {
        let ours = example_output(env!("CARGO_PKG_NAME"), example);
        let tokios = example_output(env!("CARGO_PKG_NAME"), &format!("{example}_tokio"));
        assert_eq!(ours, tokios);
    }
}
