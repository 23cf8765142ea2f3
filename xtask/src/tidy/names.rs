//! The names of programs: `cargo xtask run NAME` must be clear, and two examples
//! of one name would lie at the same place in `target`.

use std::collections::BTreeMap;

use harness::Workbook;

use super::Problem;
use super::files::{chapter_folders, programs_in};

/// Where programs lie: the top-level place, and the folder below a chapter's.
const PLACES: [(&str, &str); 4] = [
    ("chapters", "examples"),
    ("exercises", "src/bin"),
    ("solutions", "examples"),
    ("solutions", "wrong"),
];

/// Names that more than one program has.
pub fn problems(workbook: &Workbook) -> Vec<Problem> {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, programs) in PLACES {
        for folder in chapter_folders(&workbook.root, place) {
            let path = format!("{place}/{folder}/{programs}");
            for name in programs_in(&workbook.root.join(&path)) {
                owners.entry(name).or_default().push(path.clone());
            }
        }
    }
    let shared = owners.iter().filter(|(_, paths)| !may_share(paths));
    shared.map(|(name, paths)| problem(name, paths)).collect()
}

/// An exercise and its own reference have one name: a bin and an example lie at
/// different places.
fn may_share(paths: &[String]) -> bool {
    match paths {
        [_] => true,
        [exercise, solution] => {
            let folder =
                exercise.strip_prefix("exercises/").and_then(|p| p.strip_suffix("/src/bin"));
            folder.is_some_and(|folder| *solution == format!("solutions/{folder}/examples"))
        }
        _ => false,
    }
}

fn problem(name: &str, paths: &[String]) -> Problem {
    let (last, others) = paths.split_last().expect("a name has an owner");
    let what = format!("the name is also that of a program in {}", others.join(" and "));
    Problem::new(format!("{last}/{name}.rs"), what, "give one of them another name")
}
