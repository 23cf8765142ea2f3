//! Nothing in a reader's environment changes a verdict or a recording.

use super::scratch::{Scratch, solution};

const RECORDING: &str = "chapters/07-tiny/tests/snapshots/checks__count_up.snap";
const WRONG: &str = "fn main() { println!(\"1\") }";

#[test]
fn wishes_about_snapshots_are_not_heard() {
    let scratch = Scratch::built();
    let recorded = scratch.read(RECORDING);
    scratch.answer("count_up", WRONG).write(&solution("count_up"), WRONG);
    for line in ["check count_up", "check count_up --solutions"] {
        scratch
            .xtask(line)
            .with("INSTA_FORCE_PASS", "1")
            .with("INSTA_UPDATE", "always")
            .with("INSTA_WORKSPACE_ROOT", "/nowhere")
            .ends_with(1)
            .says("expected  | 2");
        assert_eq!(scratch.read(RECORDING), recorded);
        assert!(!scratch.path(&format!("{RECORDING}.new")).exists());
    }
}

#[test]
fn a_wish_for_backtraces_is_not_heard() {
    let scratch = Scratch::built();
    scratch
        .answer("greet", "fn main() { panic!(\"oh\") }")
        .xtask("check greet")
        .with("RUST_BACKTRACE", "1")
        .ends_with(1)
        .says("panicked at exercises/07-tiny/src/bin/greet.rs:1:13: oh")
        .never_says("stack backtrace");
}

#[test]
fn a_wish_for_the_other_side_is_not_heard() {
    let scratch = Scratch::built();
    let starter = scratch.xtask("check greet").with("WORKBOOK_SIDE", "solutions");
    starter.ends_with(1).says("not finished");
}
