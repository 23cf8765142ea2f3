//! `reset` loses nothing.

use super::scratch::{Scratch, exercise};

const MINE: &str = "fn main() { println!(\"mine\") }\n";
const LOCK: &str = "exercises/starters.lock";

#[test]
fn the_starter_comes_back_and_my_text_is_kept() {
    let scratch = Scratch::in_git();
    let starter = scratch.read(&exercise("greet"));
    scratch.has_solved(&["count_up", "greet"]).answer("greet", MINE);
    scratch
        .xtask("reset greet --yes")
        .ends_with(0)
        .says("your text is kept in .workbook/backup/greet-1.rs")
        .says("greet.rs is as it was given");
    assert_eq!(scratch.read(&exercise("greet")), starter);
    assert_eq!(scratch.read(".workbook/backup/greet-1.rs"), MINE);
    assert_eq!(scratch.solved(), ["count_up"]);
}

#[test]
fn an_older_backup_is_never_overwritten() {
    let scratch = Scratch::in_git();
    for text in ["// the first\n", "// the second\n"] {
        scratch.answer("greet", text).xtask("reset greet --yes").ends_with(0);
    }
    assert_eq!(scratch.read(".workbook/backup/greet-1.rs"), "// the first\n");
    assert_eq!(scratch.read(".workbook/backup/greet-2.rs"), "// the second\n");
}

#[test]
fn it_works_after_the_answer_was_committed() {
    let scratch = Scratch::in_git();
    let starter = scratch.read(&exercise("greet"));
    scratch.answer("greet", MINE).commit().xtask("reset greet --yes").ends_with(0);
    assert_eq!(scratch.read(&exercise("greet")), starter);
}

#[test]
fn a_deleted_exercise_comes_back_without_a_question() {
    let scratch = Scratch::in_git();
    let starter = scratch.read(&exercise("greet"));
    scratch.delete(&exercise("greet")).xtask("reset greet").ends_with(0).never_says("backup");
    assert_eq!(scratch.read(&exercise("greet")), starter);
}

#[test]
fn without_a_terminal_nothing_happens_unless_told() {
    let scratch = Scratch::in_git();
    scratch.answer("greet", MINE);
    scratch.xtask("reset greet").given("y\n").ends_with(2).warns("`--yes`");
    assert_eq!(scratch.read(&exercise("greet")), MINE);
}

#[test]
fn a_starter_is_left_as_it_is() {
    let scratch = Scratch::in_git();
    scratch.xtask("reset greet").ends_with(0).says("nothing to do");
    let with_other_line_ends = scratch.read(&exercise("greet")).replace('\n', "\r\n");
    scratch.answer("greet", &with_other_line_ends);
    scratch.xtask("reset greet").ends_with(0).says("nothing to do");
}

#[test]
fn without_a_checkout_nothing_is_touched() {
    let scratch = Scratch::new();
    let id = "0123456789012345678901234567890123456789";
    scratch.write(LOCK, &format!("{id}  {}\n", exercise("greet"))).answer("greet", MINE);
    scratch.xtask("reset greet --yes").ends_with(3).warns("next step: work in a clone");
    assert_eq!(scratch.read(&exercise("greet")), MINE);
    assert!(!scratch.path(".workbook").exists());
}

#[test]
fn without_git_nothing_is_touched() {
    let scratch = Scratch::in_git();
    scratch.answer("greet", MINE);
    scratch.xtask("reset greet --yes").with("PATH", "").ends_with(3).warns("cannot start git");
    assert_eq!(scratch.read(&exercise("greet")), MINE);
}

#[test]
fn without_the_object_nothing_is_touched() {
    let scratch = Scratch::in_git();
    let lock = scratch.read(LOCK);
    let (id, _) = lock.lines().last().unwrap().split_once("  ").unwrap();
    let gone = lock.replace(id, &"1".repeat(id.len()));
    scratch.write(LOCK, &gone).answer("guess_sums", MINE);
    scratch.xtask("reset guess_sums --yes").ends_with(3).warns("git cat-file");
    assert_eq!(scratch.read(&exercise("guess_sums")), MINE);
}

#[test]
fn without_a_place_for_the_backup_nothing_is_touched() {
    let scratch = Scratch::in_git();
    scratch.answer("greet", MINE).write(".workbook", "a file");
    scratch.xtask("reset greet --yes").ends_with(3).warns("cannot keep your text");
    assert_eq!(scratch.read(&exercise("greet")), MINE);
}

#[test]
fn an_exercise_that_is_not_locked_is_told_to_the_author() {
    let scratch = Scratch::in_git();
    scratch.write(LOCK, "# nothing\n");
    scratch.xtask("reset greet --yes").ends_with(3).warns("cargo xtask tidy --write");
}
