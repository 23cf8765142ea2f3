//! A client that has left: nobody works for it any more.

use harness::{Conversation, Exam, Step};

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// A sitting that nobody waits for, unless a program is mistaken.
const LONG: &str = "4";

/// A sitting whose end is waited for.
const SHORT: &str = "1";

/// Two easels: who leaves frees one, and who is painted, too.
pub fn client_gone(exam: &mut Exam) -> Step {
    nobody_is_painted_who_has_gone(exam)?;
    who_leaves_frees_an_easel(exam)?;
    who_is_painted_frees_one(exam)
}

fn nobody_is_painted_who_has_gone(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, SHORT])?;
    talk.if_this_fails("Alice has closed her connection, and nothing says so.");
    comes(&mut talk, "alice")?;
    talk.close("alice")?;
    talk.prints("gone /alice")?;
    talk.if_this_fails(
        "Alice has gone, and something is said that nobody wants to hear. Work that is cancelled \
         fails with `Cancelled`, and somebody has to take that failure.",
    );
    comes(&mut talk, "bob")?;
    talk.if_this_fails("Alice has gone, and is painted all the same. Her work is to be cancelled.");
    is_painted(&mut talk, "bob")?;
    talk.finish();
    Ok(())
}

fn who_leaves_frees_an_easel(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, LONG])?;
    talk.if_this_fails("There are two easels, and a third one who comes is sent away at once.");
    comes(&mut talk, "alice")?;
    comes(&mut talk, "bob")?;
    is_sent_away(&mut talk, "carol")?;
    talk.if_this_fails(
        "Alice has closed her connection before the portrait was finished, and nothing says so. \
         Whom can one ask how a request has ended?",
    );
    talk.close("alice")?;
    talk.prints("gone /alice")?;
    talk.if_this_fails("Alice has gone, so her easel is free, and Carol is to be painted there.");
    talk.ask("carol", "GET", "/carol")?;
    talk.prints("begin /carol")?;
    talk.if_this_fails("Bob's connection was broken off. He has gone as well as who closes it.");
    talk.vanish("bob")?;
    talk.prints("gone /bob")?;
    comes(&mut talk, "dave")?;
    is_sent_away(&mut talk, "erin")?;
    talk.finish();
    Ok(())
}

fn who_is_painted_frees_one(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, SHORT])?;
    talk.if_this_fails(
        "There is an easel less than there was. It is free again when a portrait is finished, too.",
    );
    comes(&mut talk, "bob")?;
    is_painted(&mut talk, "bob")?;
    sits(&mut talk, "bob")?;
    comes(&mut talk, "carol")?;
    talk.if_this_fails(
        "There are only two easels, and a third one sits down. Each request may free its own one \
         once, however it ends.",
    );
    is_sent_away(&mut talk, "dave")?;
    is_painted(&mut talk, "bob")?;
    is_painted(&mut talk, "carol")?;
    talk.finish();
    Ok(())
}

/// Somebody comes, and finds an easel.
fn comes(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.connect(name)?;
    sits(talk, name)
}

fn sits(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.ask(name, "GET", &format!("/{name}"))?;
    talk.prints(&format!("begin /{name}"))
}

fn is_sent_away(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.connect(name)?;
    talk.get(name, &format!("/{name}"), 503, "All easels are taken.\n").map(drop)
}

fn is_painted(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.prints(&format!("painted /{name}"))?;
    talk.receive_page(name, "GET", 200, format!("This is {name}.\n")).map(drop)
}
