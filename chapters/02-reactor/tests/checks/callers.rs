//! Three calls at once.

use std::collections::BTreeMap;

use harness::{ClosedPort, Conversation, Exam, Step, Verdict};

use super::clients::closed_address;

/// Three calls, and an end after the last.
pub fn three_callers(exam: &mut Exam) -> Step {
    all_three_are_answered(exam)?;
    one_is_refused(exam)?;
    all_are_refused(exam)
}

fn all_three_are_answered(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    let callers = Callers::accept(&mut talk, ["one", "two", "three"])?;
    talk.if_this_fails(
        "One call is over, and two are not: 2 are to go, and the reactor goes on until they are over.",
    );
    callers.answer(&mut talk, "two")?;
    talk.prints("two is over, 2 to go")?;
    callers.answer(&mut talk, "three")?;
    talk.if_this_fails(
        "Another call is over, and 1 is to go. Does each factory count for itself? There must be one \
         number that all three share.",
    );
    talk.prints("three is over, 1 to go")?;
    callers.answer(&mut talk, "one")?;
    the_last_one_ends_it(talk, "one")
}

fn the_last_one_ends_it(mut talk: Conversation<'_>, last: &str) -> Step {
    talk.if_this_fails("The last call is over: none is to go, and the reactor stops.");
    talk.prints(&format!("{last} is over, 0 to go"))?;
    talk.wait_for_end().map(drop)
}

fn one_is_refused(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let mut talk = exam.call([closed_address(&closed).as_str()]);
    talk.if_this_fails(
        "One call was refused. It has come to its end, so it counts like the others; and the others \
         go on.",
    );
    talk.prints("three failed, 2 to go")?;
    let callers = Callers::accept(&mut talk, ["one", "two"])?;
    callers.answer(&mut talk, "one")?;
    talk.prints("one is over, 1 to go")?;
    callers.answer(&mut talk, "two")?;
    the_last_one_ends_it(talk, "two")
}

/// In which order they fail nobody can foretell.
fn all_are_refused(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let address = closed_address(&closed);
    let run = exam.run_unseen(&[&address, &address]);
    exam.mistake_if(run.is_err(), "All three calls were refused, and the reactor still runs.");
    let run = run?;
    let failed = run.lines.iter().filter_map(|line| line.split_once(" failed, "));
    let (mut words, to_go): (Vec<&str>, Vec<&str>) = failed.unzip();
    words.sort_unstable();
    exam.note(&format!("{} are refused: {}", words.join(" and "), to_go.join(", ")));
    exam.note(&format!("[{}]", run.exit));
    Ok(())
}

/// The peers that the three calls came to, by the words they said. Which call
/// comes first is a matter of luck.
struct Callers(BTreeMap<String, String>);

impl Callers {
    fn accept<const N: usize>(talk: &mut Conversation<'_>, words: [&str; N]) -> Step<Callers> {
        let mut callers = BTreeMap::new();
        talk.in_short(&format!("{} call", words.join(" and ")), |talk| {
            (0..N).try_for_each(|number| {
                let caller = format!("caller {number}");
                talk.accept(&caller)?;
                let word = talk.receive_line(&caller)?.trim_end().to_owned();
                callers.insert(word, caller);
                Ok(())
            })
        })?;
        if words.iter().all(|word| callers.contains_key(*word)) {
            return Ok(Callers(callers));
        }
        let said = callers.keys().map(String::as_str).collect::<Vec<_>>().join(" and ");
        Err(Verdict::Differs { expected: words.join(" and "), got: said })
    }

    /// The call that said `word` is answered, in two pieces, and is over.
    fn answer(&self, talk: &mut Conversation<'_>, word: &str) -> Step {
        let caller = &self.0[word];
        talk.in_short(&format!("{word} < \"good day to \" \"you\\r\\n\", and the end"), |talk| {
            talk.send(caller, b"good day to ")?;
            talk.send(caller, b"you\r\n")?;
            talk.close(caller)
        })?;
        talk.prints(&format!("{word}: good day to you"))
    }
}
