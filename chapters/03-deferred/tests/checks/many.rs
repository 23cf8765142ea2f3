//! Many Deferreds in one, and what becomes of their failures.

use harness::{Exam, Step};

use super::UNHANDLED;

pub fn in_asking_order(exam: &mut Exam) -> Step {
    let scripts: [&[&str]; 6] = [
        &["south=5", "north=2"],
        &["a=1", "b=2", "c=3"],
        &["c=3", "a=2", "b=1"],
        &["west=1", "east=4", "north=4", "south=1"],
        &["alone=7"],
        &[],
    ];
    for script in scripts {
        let run = exam.run_with(script)?;
        exam.mistake_if(
            run.says_in_order("answers", "is asked"),
            "The stations are asked one after the other, and it takes as long as all of them \
             together: ask each before the first has answered.",
        );
        let told = run.lines.iter().find(|line| line.contains("the reports: "));
        exam.mistake_if(
            told.is_some() && run.says_in_order("the reports: ", "answers"),
            "It fires before the last has answered. Wait until there is a report of each.",
        );
        let names: Vec<&str> = script.iter().filter_map(|arg| arg.split('=').next()).collect();
        let Some(told) = told.filter(|told| !told.ends_with(&format!("{names:?}"))) else {
            continue;
        };
        let mut sorted = names.clone();
        sorted.sort_unstable();
        exam.mistake_if(
            script != ["south=5", "north=2"] && told.ends_with(&format!("{sorted:?}")),
            "The reports are wanted in the order in which the stations were asked, not in that of \
             the alphabet.",
        );
        exam.mistake_if(
            script != ["south=5", "north=2"],
            "The reports lie there as they come in. Each has its place by the order in which the \
             stations were asked, whoever answers first.",
        );
    }
    surprise_the_stations(exam);
    Ok(())
}

fn surprise_the_stations(exam: &mut Exam) {
    let number = exam.lot();
    let [west, east] = ["west", "east"].map(|name| format!("{name}-{number}"));
    let lines = [
        format!("after 0 seconds: {west} is asked"),
        format!("after 0 seconds: {east} is asked"),
        format!("after 1 seconds: {east} answers"),
        format!("after 3 seconds: {west} answers"),
        format!("after 3 seconds: the reports: {:?}", [&west, &east]),
    ];
    exam.surprise(&[&format!("{west}=3"), &format!("{east}=1")], &lines);
}

pub fn first_failure(exam: &mut Exam) -> Step {
    let scripts: [&[&str]; 6] = [
        &["music=3", "photos=120", "letters=0"],
        &["music=lost", "photos=120", "letters=full"],
        &["music=3", "letters=full"],
        &["letters=full", "music=3", "photos=120"],
        &["photos=gone", "letters=gone", "music=gone"],
        &["photos=1"],
    ];
    for script in scripts {
        let run = exam.run_with(script)?;
        let failures = script.iter().filter(|word| word.ends_with(char::is_alphabetic)).count();
        let told = run.lines.iter().filter(|line| line.contains(": failed, ")).count();
        exam.mistake_if(
            script.len() < 3 && run.says(": "),
            "It tells of a folder while others are still being copied. The report comes when all \
             have ended, in the order of the folders.",
        );
        exam.mistake_if(
            run.says(UNHANDLED) && told == failures,
            "All is told, and each failure is reported once more: it is left in its member, too. \
             What is in the list need not stay there.",
        );
        exam.mistake_if(
            run.says(UNHANDLED),
            "The other failures are only reported as unhandled, which is no way to tell anybody \
             what became of a folder.",
        );
        exam.mistake_if(
            run.says("failed: "),
            "It tells of one failure alone, and of no folder that was copied. What fires with a \
             result for each, whether it failed or not?",
        );
        exam.mistake_if(
            script.len() == 3 && told < failures && run.says(" MB"),
            "The folders that were copied are told, but the failures are left out; so the names \
             and the results do not belong together any more.",
        );
    }
    let megabytes = exam.lot();
    let lines =
        ["photos: failed, torn".into(), format!("letters: {megabytes} MB"), "music: 5 MB".into()];
    exam.surprise(&["music=5", "photos=torn", &format!("letters={megabytes}")], &lines);
    Ok(())
}
