//! The tests that a chapter's check functions turn into.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result};

use super::exam::{Exam, Step};
use super::judge::examine;
use super::side::Side;
use crate::environment;
use crate::verdict::Report;
use crate::workbook::Workbook;
use crate::wrong_answer;

/// A check function: it does something to a program, and says how that went.
pub type Check = fn(&mut Exam) -> Step;

/// So many exercises are on trial at the same time. More would make the machine so busy
/// that those who wait for nothing come to be late.
const LANES: usize = 4;

/// The harness's own program that does nothing.
const EMPTY_MAIN: &str = "empty_main";

/// Turns check functions into tests: one for each exercise, which examines the
/// side that `WORKBOOK_SIDE` names; and two which make sure that the checks
/// refuse wrong answers.
#[macro_export]
macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        const CHECKS: &[(&str, $crate::Check)] = &[$((stringify!($name), $name)),+];

        mod exercise {
            $(#[test]
            fn $name() {
                $crate::sit(env!("CARGO_MANIFEST_DIR"), stringify!($name), super::$name);
            })+
        }

        #[test]
        fn every_wrong_answer_is_refused_by_the_name_of_its_mistake() {
            $crate::refuse_wrong_answers(env!("CARGO_MANIFEST_DIR"), CHECKS);
        }

        #[test]
        fn an_empty_main_is_refused_by_every_check() {
            $crate::refuse_empty_main(env!("CARGO_MANIFEST_DIR"), CHECKS);
        }
    };
}

/// Examines one exercise, as a test: writes the report where the tool asks for
/// it, and panics unless the check passed.
///
/// # Panics
///
/// The exercise is not solved, or the harness could not do its work.
pub fn sit(chapter_dir: &str, name: &str, check: Check) {
    let report = Side::from_env()
        .and_then(|side| examine(Path::new(chapter_dir), name, check, side, name))
        .and_then(|report| hand_in(&report).map(|()| report))
        .unwrap_or_else(|error| panic!("{name}: {error:#}"));
    assert!(report.verdict.is_passed(), "{report}");
}

fn hand_in(report: &Report) -> Result<()> {
    let Some(folder) = env::var_os(environment::REPORTS) else { return Ok(()) };
    let path = Path::new(&folder).join(&report.name).with_extension("json");
    fs::write(&path, serde_json::to_vec(report)?).with_context(|| path.display().to_string())
}

/// Makes sure that each answer in the chapter's folder of wrong ones fails its
/// check, and that the check names the mistake with the words of the file's head.
///
/// # Panics
///
/// A wrong answer passes, or another mistake is named, or an exercise has no
/// wrong answer at all.
pub fn refuse_wrong_answers(chapter_dir: &str, checks: &[(&str, Check)]) {
    if examines_readers() {
        return;
    }
    let chapter_dir = Path::new(chapter_dir);
    let answers = wrong_answers(chapter_dir).unwrap_or_else(|error| panic!("{error:#}"));
    for answer in &answers {
        let known = checks.iter().any(|(name, _)| *name == answer.exercise);
        assert!(known, "{}: there is no check `{}`", answer.program, answer.exercise);
    }
    in_lanes(checks, |(name, check)| {
        let mut own = answers.iter().filter(|answer| answer.exercise == *name).peekable();
        assert!(own.peek().is_some(), "the exercise `{name}` has no wrong answer");
        thread::scope(|scope| {
            for answer in own {
                scope.spawn(|| answer.ensure_refused(chapter_dir, *check));
            }
        });
    });
}

/// Does something with each of them, with a few at the same time: many a wrong answer,
/// or an empty one, keeps its check waiting to the deadline, and they may as well wait
/// side by side.
fn in_lanes<T: Sync>(all: &[T], act: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let lane = || {
        while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            act(one);
        }
    };
    thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(lane);
        }
    });
}

/// Makes sure that a program that does nothing passes no check.
///
/// # Panics
///
/// It passes one.
pub fn refuse_empty_main(chapter_dir: &str, checks: &[(&str, Check)]) {
    if examines_readers() {
        return;
    }
    in_lanes(checks, |(name, check)| {
        let report = examine(Path::new(chapter_dir), name, *check, Side::Empty, EMPTY_MAIN)
            .unwrap_or_else(|error| panic!("{error:#}"));
        assert!(!report.verdict.is_passed(), "an empty main passes the check of `{name}`");
    });
}

/// The checks themselves are not on trial when the tool runs them for a reader.
fn examines_readers() -> bool {
    env::var_os(environment::REPORTS).is_some()
}

struct WrongAnswer {
    program: String,
    exercise: String,
    /// What the report must say.
    must_say: String,
}

/// The answers `<exercise>__<mistake>.rs` of a chapter.
fn wrong_answers(chapter_dir: &Path) -> Result<Vec<WrongAnswer>> {
    let workbook = Workbook::around(chapter_dir)?;
    let folder = workbook.wrong_dir(workbook.chapter_in(chapter_dir)?);
    let mut answers = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            answers.push(WrongAnswer::read(&path)?);
        }
    }
    answers.sort_by(|one, other| one.program.cmp(&other.program));
    Ok(answers)
}

impl WrongAnswer {
    /// Reads an answer's name and head.
    fn read(path: &Path) -> Result<WrongAnswer> {
        let program = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(path)?;
        let shown = path.display();
        let must_say = wrong_answer::must_say(&text)
            .with_context(|| format!("{shown} has no line `{}…`", wrong_answer::MUST_SAY))?
            .to_owned();
        let exercise = wrong_answer::exercise(&program)
            .with_context(|| format!("{shown} is not named `<exercise>__<mistake>.rs`"))?
            .to_owned();
        Ok(WrongAnswer { program, exercise, must_say })
    }

    #[track_caller]
    fn ensure_refused(&self, chapter_dir: &Path, check: Check) {
        let report = examine(chapter_dir, &self.exercise, check, Side::Wrong, &self.program)
            .unwrap_or_else(|error| panic!("{}: {error:#}", self.program));
        let (program, must_say) = (&self.program, &self.must_say);
        assert!(!report.verdict.is_passed(), "the wrong answer {program} passes its check");
        let said = report.told();
        assert!(said.contains(must_say), "{program}: not said: {must_say}\nbut:\n{said}");
    }
}
