//! `your_own_deferred`: recorded runs of Twisted, played on the reader's Deferred.

mod case;
mod figure;
mod mistake;
mod rows;
mod run;
mod signs;
mod words;

use case::Case;
use harness::{Exam, Step, Verdict, seed};
use run::{Difference, Runs};

/// How many recorded cases keep to what the exercise asks for.
const CASES: usize = 966;

/// So many levels, or waiting chains, that no stack has room for recursion.
const DEEP: &str = "100000";

/// How Rust says that a stack was too small.
const OVERFLOW: &str = "has overflowed its stack";

pub fn your_own_deferred(exam: &mut Exam) -> Step {
    play_cases(exam)?;
    exam.run([])?;
    exam.note(&format!("[{CASES} recorded cases: all as in Twisted]"));
    for (drill, mistake) in DRILLS {
        play_deep(exam, drill, mistake)?;
    }
    Ok(())
}

/// The deep drills, and what it means to run out of stack in each.
const DRILLS: [(&str, &str); 3] = [
    (
        "levels",
        "The stack overflowed: each level is run inside a call for the level before, and there \
         are 100,000. A loop needs no stack.",
    ),
    (
        "adds",
        "The stack overflowed: a level that is added while another one runs is run at once, \
         inside of it. It has to wait for its turn in the loop that is running already.",
    ),
    (
        "waits",
        "The stack overflowed: each chain that gets its result is run inside the run of the chain \
         that gave it, and 100,000 wait for one another. Keep a list of the chains that can run.",
    ),
];

/// Plays all cases in one run of the program.
fn play_cases(exam: &mut Exam) -> Step {
    let seed = seed();
    let cases = case::cases(&mut fastrand::Rng::with_seed(seed));
    assert_eq!(cases.len(), CASES, "the cases, or the choice among them, have changed");
    let (printed, end) = exam.feed(&["-"], cases.iter().map(Case::script).collect());
    if let Err(unfinished @ Verdict::Unfinished { .. }) = end {
        return Err(unfinished);
    }
    let runs = Runs::read(&printed);
    exam.mistake_if(
        end.is_ok() && !runs.has(&cases[0]),
        "The judge handed in programs, and no case was played: `main` hands over to `drill::run`.",
    );
    let broken = end.err();
    let mut played: Vec<&Case> = cases.iter().collect();
    if broken.is_some() {
        // The last one that was begun was not played to its end.
        played.retain(|case| runs.has(case));
        played.pop();
    }
    let differences: Vec<_> = played.iter().filter_map(|case| runs.difference(case)).collect();
    match (differences.first(), broken) {
        (Some(smallest), _) => Err(refuse(exam, smallest, differences.len(), seed)),
        (None, Some(verdict)) => Err(tell_end(exam, &printed, verdict)),
        (None, None) => Ok(()),
    }
}

fn refuse(exam: &mut Exam, smallest: &Difference<'_>, differing: usize, seed: u64) -> Verdict {
    if let Some(mistake) = mistake::of(smallest) {
        exam.mistake_if(true, mistake);
    }
    Verdict::CasesDiffer { cases: CASES, differing, figure: figure::draw(smallest), seed }
}

/// The program ended in the middle of a case: shows that case.
fn tell_end(exam: &mut Exam, printed: &[String], verdict: Verdict) -> Verdict {
    let begin = printed.iter().rposition(|line| line.starts_with("case ")).unwrap_or_default();
    exam.note_lines(&printed[begin..]);
    let says = |words| printed[begin..].iter().any(|line| line.contains(words));
    exam.mistake_if(
        says("already borrowed") || says("already mutably borrowed"),
        "A function is called while the state is borrowed, and comes back to this very Deferred. \
         Take the level out, let the state go, then call.",
    );
    exam.mistake_if(
        says(OVERFLOW),
        "The stack overflowed in a chain of a few levels: something calls itself without an end.",
    );
    exam.mistake_if(
        matches!(verdict, Verdict::TimedOut { .. }),
        "The loop never ends. What makes it stop when there is nothing left to run?",
    );
    verdict
}

fn play_deep(exam: &mut Exam, drill: &str, mistake: &str) -> Step {
    let end = exam.run([drill, DEEP]);
    exam.mistake_if(end.is_err() && exam.transcript().contains(OVERFLOW), mistake);
    exam.mistake_if(
        matches!(end, Err(Verdict::TimedOut { .. })),
        "A hundred thousand levels take too long: does the time for one grow with their number?",
    );
    end.map(|_| ())
}

/// Takes every event out of every case, one at a time: the difference is found, and
/// drawn.
#[test]
fn each_event_that_is_missing_is_seen_in_a_figure() {
    for case in case::cases(&mut fastrand::Rng::with_seed(1)) {
        let run = |missing: Option<usize>| {
            let mut printed = vec![format!("case {}", case.id)];
            for step in &case.steps {
                printed.push(format!("> {}", step.line));
                printed.extend(step.events.iter().map(|event| format!("  {event}")));
            }
            let mut events = (0..printed.len()).filter(|line| printed[*line].starts_with("  "));
            let line = missing.map(|missing| events.nth(missing));
            if let Some(line) = line {
                printed.remove(line?);
            }
            Some(Runs::read(&printed))
        };
        assert!(run(None).and_then(|runs| runs.difference(&case).map(|_| ())).is_none());
        for runs in (0..).map_while(|missing| run(Some(missing))) {
            let difference = runs.difference(&case).expect("an event is missing");
            let figure = figure::draw(&difference);
            let marked = figure.lines().filter(|line| line.starts_with('>')).count();
            assert_eq!(marked, 1, "{figure}");
            let widest = figure.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(figure::WIDTH), "{figure}");
        }
    }
}
