//! `twisted_tests.md` says what holds here of each of Twisted's own tests. What it
//! names has to exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

/// How many of Twisted's 181 tests have a row. The others are about Python.
const ROWS: usize = 137;

struct Row {
    test: String,
    held_by: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rows() -> Vec<Row> {
    let text = read(&folder().join("twisted_tests.md"));
    text.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<_> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
    let [test, about, held_by] = cells[..] else { panic!("three columns: {line}") };
    assert!(!about.trim().is_empty(), "{line}");
    let is_test = test.contains("test") && !test.contains("Twisted's test");
    is_test.then(|| Row { test: test.trim().to_owned(), held_by: held_by.trim().to_owned() })
}

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The tests of each file, or folder of files, by its name.
fn tests() -> BTreeMap<String, BTreeSet<String>> {
    let entries = fs::read_dir(folder()).expect("the folder of this test");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.map(|path| (stem(&path), tests_in(&path))).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn tests_in(path: &Path) -> BTreeSet<String> {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        entries.flat_map(|entry| tests_in(&entry.expect("an entry").path())).collect()
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        test_names(&read(path)).collect()
    } else {
        BTreeSet::new()
    }
}

/// The names of the functions that stand below `#[test]`.
fn test_names(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(str::trim);
    let names = lines.clone().zip(lines.skip(1)).filter(|(above, _)| *above == "#[test]");
    names.filter_map(|(_, line)| Some(line.strip_prefix("fn ")?.split_once('(')?.0.to_owned()))
}

fn tags() -> BTreeSet<String> {
    let text = read(&folder().join("cases/deferred_cases.jsonl"));
    let tags = text.lines().flat_map(|line| {
        let case: Json = serde_json::from_str(line).expect("a case");
        case["tags"].as_array().expect("its tags").clone()
    });
    tags.map(|tag| tag.as_str().expect("a text").to_owned()).collect()
}

#[test]
fn every_row_names_tests_and_tags_that_exist() {
    let (tests, tags) = (tests(), tags());
    for Row { test, held_by } in rows() {
        let names: Vec<_> = quoted(&held_by).collect();
        assert!(!names.is_empty(), "{test} is held by nothing");
        for name in names {
            let exists = match name.split_once("::") {
                Some((file, name)) => tests.get(file).is_some_and(|tests| tests.contains(name)),
                None => tags.contains(name) && held_by.contains(&format!("tag `{name}`")),
            };
            assert!(exists, "{test}: there is no `{name}`");
        }
    }
}

#[test]
fn no_row_is_missing_or_there_twice() {
    let rows = rows();
    let names: BTreeSet<_> = rows.iter().map(|row| &row.test).collect();
    assert_eq!(names.len(), rows.len());
    assert_eq!(rows.len(), ROWS);
}
