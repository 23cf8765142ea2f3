//! `split_lines`: the lines that are found in a stream, however it is cut.

use std::iter;

use harness::{Exam, Run, Step, Verdict};

use super::streams::{Cuts, Stream, streams};

/// So many bytes of arguments are handed to a program at a time: Windows takes no
/// more than 32 KiB.
const MOST_ARGUMENTS: usize = 24 * 1024;

/// The argument between the packets of two connections.
const NEXT_CONNECTION: &str = "/";

pub fn split_lines(exam: &mut Exam) -> Step {
    exam.run([r"\r\n", "al", r"ice\r", r"\n\r\nbob\r\nca", "/", r"dave\r\n"])?;
    streams().iter().try_for_each(|stream| ensure_found(exam, stream))
}

/// Tries every way to cut the stream, many in one run of the program.
fn ensure_found(exam: &mut Exam, stream: &Stream) -> Step {
    let ways = stream.ways_to_cut();
    let mut rest = ways.iter().peekable();
    while rest.peek().is_some() {
        let (mut batch, mut args) = (Vec::new(), vec![stream.delimiter()]);
        while length(&args) < MOST_ARGUMENTS
            && let Some(cuts) = rest.next()
        {
            batch.push(cuts);
            args.extend(stream.packets(cuts));
            args.push(NEXT_CONNECTION.to_owned());
        }
        args.pop();
        let run = exam.run_unseen(&words(&args))?;
        if let Some(wrong) = first_wrong(stream, &run, batch.len()) {
            return show(exam, stream, batch[wrong]);
        }
    }
    exam.note(&format!("[{} ways to cut {}: all well]", ways.len(), stream.shown()));
    Ok(())
}

/// What a command line takes for these arguments, the quotes included.
fn length(args: &[String]) -> usize {
    args.iter().map(|arg| arg.len() + 3).sum()
}

fn words(args: &[String]) -> Vec<&str> {
    args.iter().map(String::as_str).collect()
}

/// The first connection on which not all was told as it should.
fn first_wrong(stream: &Stream, run: &Run, connections: usize) -> Option<usize> {
    let told = run.lines.chunks(stream.printed.len()).map(Some).chain(iter::repeat(None));
    let mut told = told.take(connections.max(run.lines.len().div_ceil(stream.printed.len())));
    let wrong = told.position(|told| told != Some(&stream.printed[..]));
    wrong.map(|wrong| wrong.min(connections - 1))
}

/// Shows the reader one way to cut the stream, alone.
fn show(exam: &mut Exam, stream: &Stream, cuts: &Cuts) -> Step {
    exam.mistake_if(true, stream.mistake(cuts));
    let before = exam.transcript().to_owned();
    let mut args = vec![stream.delimiter()];
    args.extend(stream.packets(cuts));
    exam.run_with(&words(&args))?;
    let got = exam.transcript().trim_end().to_owned();
    let command = got[before.len()..].lines().next().unwrap_or_default();
    let printed: Vec<String> = stream.printed.iter().map(|line| format!("| {line}\n")).collect();
    let expected = format!("{before}{command}\n{}[exit status 0]", printed.concat());
    Err(Verdict::Differs { expected, got })
}
