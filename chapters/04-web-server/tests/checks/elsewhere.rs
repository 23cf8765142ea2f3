//! Pages that are elsewhere now: where to, for how long, and with what behind it.

use harness::{Conversation, Exam, Step};

/// Old addresses lead to new ones, to the same room, and with the query.
pub fn moved_house(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("anna")?;
    let front_doors = "The new address is the `to` of whoever has moved.";
    sent_on(&mut talk, "/school", "/castle/tower", front_doors)?;
    sent_on(&mut talk, "/mill", "/harbour", front_doors)?;
    rooms(&mut talk)?;
    as_it_was_sent(&mut talk)?;
    talk.if_this_fails("What stands where it should is not sent on, and what is nowhere is a 404.");
    talk.get("anna", "/harbour/loft/7?lamp=on", 200, "You are at /harbour/loft/7?lamp=on\n")?;
    talk.ask("anna", "GET", "/bakery")?;
    has_status(&mut talk, 404)?;
    talk.if_this_fails(
        "HEAD is answered as GET is: with the same status, and the same `Location`.",
    );
    talk.ask("anna", "HEAD", "/mill/loft")?;
    let answer = talk.receive_page("anna", "HEAD", 301, "")?;
    talk.has_header("anna", &answer, "location", Some("/harbour/loft"))?;
    talk.finish();
    Ok(())
}

fn rooms(talk: &mut Conversation<'_>) -> Step {
    let same_room = "Who comes to a room of the old house is sent to the same room of the new one.";
    sent_on(talk, "/school/2b", "/castle/tower/2b", same_room)?;
    sent_on(talk, "/mill/loft/7", "/harbour/loft/7", same_room)?;
    sent_on(talk, "/mill/", "/harbour/", same_room)?;
    let query = "Somebody asked for more than a path: what stands behind the `?` goes along.";
    sent_on(talk, "/mill/loft/7?lamp=on&lamp=off", "/harbour/loft/7?lamp=on&lamp=off", query)?;
    sent_on(talk, "/school?", "/castle/tower?", query)?;
    let in_front = "The old address is replaced in front only: what is called the same, and stands \
                    behind it, is somebody else's.";
    sent_on(talk, "/mill/mill/mills", "/harbour/mill/mills", in_front)?;
    sent_on(talk, "/school/2b?not=/school", "/castle/tower/2b?not=/school", in_front)
}

/// Nothing is decoded: neither what no header may hold, nor what would mean another page.
fn as_it_was_sent(talk: &mut Conversation<'_>) -> Step {
    let encoded = "What was percent-encoded stays percent-encoded, letter by letter. Decoded it \
                   would be another address, or none.";
    for rest in [
        "/caf%C3%A9/a%20b",
        "/a%2Fb/%6c%6C",
        "/50%25?what=%26+%23",
        "/%3Fnot=a+query",
        "/%0D%0ASet-Cookie:%20mill=mine",
    ] {
        sent_on(talk, &format!("/mill{rest}"), &format!("/harbour{rest}"), encoded)?;
    }
    Ok(())
}

/// Somebody comes to an old address. `why` says what is wrong if he is sent to another
/// place; that he is sent at all is looked at first.
fn sent_on(talk: &mut Conversation<'_>, target: &str, location: &str, why: &str) -> Step {
    talk.ask("anna", "GET", target)?;
    let is_for_good = target.starts_with("/mill");
    talk.if_this_fails(if is_for_good {
        "The mill has moved for good. `redirect_to` sets 302; for this one the status is another."
    } else {
        "The school is elsewhere only until its roof is mended: nobody is to forget its address."
    });
    let answer = talk.receive_answer("anna", "GET")?;
    let wanted = if is_for_good { 301 } else { 302 };
    // A target that makes it fail has no status of its own to be wrong about.
    if answer.status == 500 {
        talk.if_this_fails(why);
    }
    let line = |status: u16| format!("anna < {status}");
    talk.ensure(answer.status == wanted, &line(wanted), &line(answer.status))?;
    talk.if_this_fails(why);
    talk.has_header("anna", &answer, "location", Some(location))
}

fn has_status(talk: &mut Conversation<'_>, wanted: u16) -> Step {
    let status = talk.receive_answer("anna", "GET")?.status;
    talk.ensure(status == wanted, &format!("anna < {wanted} …"), &format!("anna < {status} …"))
}
