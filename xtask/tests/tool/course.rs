//! The real course, on a copy of it: the starters fail, the solutions pass.
//!
//! The copy has the starters as they were given, whatever a reader has made of
//! them: these tests are green in a half-done tree too.

use std::process::Command;

use super::image::Image;
use super::scratch::{Scratch, real_root};

/// What of the real workbook is not copied.
const LEFT_OUT: [&str; 5] = [".git", ".workbook", "target", "Cargo.lock", "tiny"];

const STARTERS: &str = "exercises/starters.lock";

#[test]
fn every_starter_of_chapter_3_fails() {
    let scratch = Scratch::shared("course", &course());
    let listed = scratch.xtask("list 3").ends_with(0);
    let names: Vec<&str> = listed.said().lines().skip(1).filter_map(last_word).collect();
    assert!(names.len() >= 10, "{listed}");
    let mut checked = scratch.xtask("check 3").ends_with(1).fits_the_page();
    for name in &names {
        checked = checked.says(&format!("{name}  not yet: "));
    }
    checked.says(&format!("0 of {} passed", names.len()));
}

#[test]
fn every_solution_of_chapter_3_passes() {
    let scratch = Scratch::shared("course", &course());
    scratch.xtask("check 3 --solutions").ends_with(0).never_says("not yet");
}

/// The page shows what a reader gets who types the same.
#[test]
fn the_trace_in_the_book_is_the_one_that_is_drawn() {
    let scratch = Scratch::shared("course", &course());
    let page = scratch.read("book/src/03-deferred/reading-a-trace.md");
    let (_, shown) = page.split_once("```text\n$ cargo xtask ").expect("a command");
    let (line, shown) = shown.split_once('\n').expect("its end");
    let (shown, _) = shown.split_once("```").expect("the end of the block");
    scratch.xtask(line).ends_with(0).says_only(shown);
}

fn last_word(line: &str) -> Option<&str> {
    line.split_whitespace().last()
}

fn course() -> Image {
    let mut image = Image::of(real_root(), &LEFT_OUT);
    let Some(lock) = image.text(STARTERS) else { return image };
    let starters: Vec<(&str, &str)> = lock
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once("  "))
        .collect();
    image.keep(|path| {
        let is_exercise = path.starts_with("exercises/") && path.contains("/src/bin/");
        !is_exercise || starters.iter().any(|(_, starter)| *starter == path)
    });
    for (id, path) in starters {
        if let Some(text) = blob(id) {
            image.put(path, text);
        }
    }
    image
}

/// What git keeps under an id; nothing outside of a checkout, where the files
/// are as they were given anyway.
fn blob(id: &str) -> Option<Vec<u8>> {
    let mut git = Command::new("git");
    git.arg("-C").arg(real_root()).args(["cat-file", "blob", id]);
    let output = git.output().ok()?;
    output.status.success().then_some(output.stdout)
}
