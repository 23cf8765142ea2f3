//! Names, folders and wrong usage.

use super::scratch::Scratch;

#[test]
fn an_unknown_name_gets_a_suggestion() {
    let scratch = Scratch::new();
    for command in ["check", "run", "hint", "solution", "diff", "reset"] {
        scratch
            .xtask(&format!("{command} gret"))
            .ends_with(2)
            .warns("there is no `gret`: did you mean `greet`?");
    }
    scratch.xtask("list tyni").ends_with(2).warns("did you mean `tiny`?");
}

#[test]
fn a_beginning_that_fits_several_lists_them() {
    Scratch::new().xtask("check g").ends_with(2).warns("several names: greet, guess_sums");
}

#[test]
fn a_number_and_a_beginning_name_an_exercise() {
    let scratch = Scratch::new();
    for name in ["7.2", "count_up", "cou"] {
        scratch.xtask(&format!("hint {name}")).ends_with(0).says("count_up, hint 1 of 3");
    }
}

#[test]
fn a_chapter_is_not_an_exercise() {
    let scratch = Scratch::new();
    for name in ["7", "tiny", "ti"] {
        let hint = scratch.xtask(&format!("hint {name}")).ends_with(2);
        hint.warns("is a whole chapter: name one of its exercises, such as 7.1 or greet");
    }
}

#[test]
fn wrong_flags_are_wrong_usage() {
    let scratch = Scratch::new();
    scratch.xtask("chekc").ends_with(2).warns("a similar subcommand exists: 'check'");
    scratch.xtask("check --all greet").ends_with(2);
    scratch.xtask("hint").ends_with(2);
}

#[test]
fn it_works_in_every_folder_of_the_workbook() {
    let scratch = Scratch::new();
    for folder in ["book/src", "exercises/07-tiny/src/bin"] {
        scratch.xtask("next").in_folder(folder).ends_with(0).says("7.1 greet");
    }
}

#[test]
fn outside_of_a_workbook_it_says_so() {
    let scratch = Scratch::new();
    scratch.delete("exercises/exercises.toml");
    scratch.xtask("list").ends_with(3).warns("no workbook here");
}

#[test]
fn a_broken_manifest_is_the_fault_of_nobodys_exercise() {
    let scratch = Scratch::new();
    scratch.write("exercises/exercises.toml", "[[chapter]\n");
    scratch.xtask("list").ends_with(3).warns("exercises.toml");
}

#[test]
fn the_help_names_the_exit_codes() {
    Scratch::new().xtask("--help").ends_with(0).says("3 the tool itself could not do its work");
}
