//! `run`: the program itself, and nothing in between.

use super::scratch::{Scratch, exercise};

#[test]
fn my_program_gets_its_arguments_and_the_terminal() {
    let scratch = Scratch::built();
    let echo = "fn main() {
        let line = std::io::stdin().lines().next().unwrap().unwrap();
        println!(\"{line} {:?}\", std::env::args().skip(1).collect::<Vec<_>>());
        eprintln!(\"and this\");
    }";
    scratch
        .answer("greet", echo)
        .xtask("run greet one --two -3")
        .given("typed\n")
        .ends_with(0)
        .says_only("typed [\"one\", \"--two\", \"-3\"]\n")
        .warns("and this");
}

#[test]
fn an_example_of_the_book_runs_by_its_name() {
    Scratch::built().xtask("run sum_up").ends_with(0).says_only("3\n7\n");
}

#[test]
fn an_exit_code_of_the_program_is_not_mistaken_for_ours() {
    let scratch = Scratch::built();
    for code in ["1", "2", "3", "101"] {
        let ended = scratch.xtask(&format!("run sum_up {code}")).ends_with(1);
        ended.warns(&format!("sum_up ended: exit status: {code}"));
    }
}

#[test]
fn what_does_not_compile_does_not_run() {
    let scratch = Scratch::built();
    scratch.answer("greet", "fn main( {");
    scratch.xtask("run greet").ends_with(1).warns("greet does not compile").warns("greet.rs:1");
}

#[test]
fn what_is_deleted_does_not_run() {
    let scratch = Scratch::built();
    scratch.delete(&exercise("greet"));
    scratch.xtask("run greet").ends_with(1).warns("cargo xtask reset greet");
}

#[test]
fn nothing_is_judged() {
    let scratch = Scratch::built();
    scratch.solve("greet").xtask("run greet").ends_with(0).never_says("passed");
    assert!(!scratch.path(".workbook").exists());
}
