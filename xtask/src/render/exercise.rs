//! An exercise, and what a reader does with it next.

use std::{fs, io};

use harness::{Exercise, Workbook};

use super::colour;
use super::text::{harmless, wrap};

/// What marks the place to edit.
const TODO: &str = "// TODO";

/// The exercise in full: what is asked, where, and what to type.
pub fn card(workbook: &Workbook, exercise: &Exercise) -> String {
    let Exercise { name, kind, task, page, .. } = exercise;
    let number = workbook.manifest.number_of(exercise);
    [
        format!("{} {} ({kind})", number, colour::name(name)),
        wrap(task, "  "),
        String::new(),
        step("read", &format!("book/src/{page}")),
        steps(workbook, exercise),
    ]
    .join("\n")
}

/// The reader's next steps: the file to edit, and what to type.
pub fn steps(workbook: &Workbook, exercise: &Exercise) -> String {
    let name = &exercise.name;
    [
        step("edit", &place_to_edit(workbook, exercise)),
        step("check", &colour::command(&format!("cargo xtask check {name}"))),
        step("hint", &colour::command(&format!("cargo xtask hint {name}"))),
    ]
    .join("\n")
}

/// The step that shows what the Deferreds of a program do.
pub fn trace_step(program: &str) -> String {
    step("trace", &colour::command(&format!("cargo xtask trace {program}")))
}

/// What a program imports that makes Deferreds of the library.
const MAKERS: [&str; 5] = ["Deferred", "succeed", "fail", "defer_later", "LoopingCall"];

/// Whether a program, below the root, makes Deferreds of the library, as far as its
/// imports tell.
pub fn uses_deferreds(workbook: &Workbook, path: &str) -> bool {
    let text = fs::read_to_string(workbook.root.join(path)).unwrap_or_default();
    let imports = text.split("use deferred::").skip(1).filter_map(|rest| rest.split(';').next());
    let mut words =
        imports.flat_map(|names| names.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.any(|word| MAKERS.contains(&word))
}

/// One line for one thing to do.
pub fn step(what: &str, how: &str) -> String {
    format!("  {what:<6} {how}")
}

/// The exercise in one line: what comes after another one.
pub fn next(workbook: &Workbook, exercise: &Exercise) -> String {
    let command = colour::command(&format!("cargo xtask check {}", exercise.name));
    let (number, name) = (workbook.manifest.number_of(exercise), &exercise.name);
    format!("next: {number} {}: {command}", colour::name(name))
}

/// The exercise's file, with the line of its `// TODO` as long as there is one.
pub fn place_to_edit(workbook: &Workbook, exercise: &Exercise) -> String {
    let path = workbook.exercise_path(exercise);
    let Ok(bytes) = fs::read(workbook.root.join(&path)) else {
        return format!("{path} is missing: cargo xtask reset {}", exercise.name);
    };
    let text = String::from_utf8_lossy(&bytes);
    match text.lines().position(|line| line.contains(TODO)) {
        Some(index) => format!("{path}:{}", index + 1),
        None => path,
    }
}

/// A file of the workbook as text that no terminal obeys.
pub fn source(workbook: &Workbook, path: &str) -> io::Result<String> {
    let bytes = fs::read(workbook.root.join(path))?;
    Ok(harmless(&String::from_utf8_lossy(&bytes).replace("\r\n", "\n")))
}
