//! `paused_producer`: a body that is made no faster than it is taken.

use harness::{Conversation, Exam, Step};

/// Far more than lies between two programs that talk.
const PICTURES: usize = 2000;
const PICTURE: usize = 16 * 1024;
const MEMORY: usize = 16 * 1024 * 1024;

/// To take 32 MiB bit by bit, on a busy machine.
const TIME: u64 = 30;

pub fn paused_producer(exam: &mut Exam) -> Step {
    exam.allow_seconds(TIME);
    let scene = format!("harbour-{:06}", exam.lot());
    exam.hide(&scene, "<SCENE>");
    a_short_film(exam, &scene, 3)?;
    a_short_film(exam, &scene, 0)?;
    the_server_does_not_read(exam, &scene)?;
    the_server_wants_no_more(exam, &scene)
}

fn a_short_film(exam: &mut Exam, scene: &str, pictures: usize) -> Step {
    let mut talk = exam.call([&*pictures.to_string(), scene]);
    talk.accept("server")?;
    it_arrives(&mut talk, scene, pictures)?;
    it_ends_well(talk, scene)
}

fn the_server_does_not_read(exam: &mut Exam, scene: &str) -> Step {
    let mut talk = exam.call([&*PICTURES.to_string(), scene]);
    talk.accept("server")?;
    talk.let_it_rest()?;
    talk.if_this_fails(
        "The server does not read, and pictures pile up. `pause_producing` is called in the \
         middle of a `write`, not only the first time: what does the loop around it look at?",
    );
    talk.memory_stays_below(MEMORY)?;
    it_arrives(&mut talk, scene, PICTURES)?;
    talk.if_this_fails("The server reads again, and more is made than it reads.");
    talk.memory_stays_below(MEMORY)?;
    it_ends_well(talk, scene)
}

/// The whole film comes, each picture once.
fn it_arrives(talk: &mut Conversation<'_>, scene: &str, pictures: usize) -> Step {
    talk.if_this_fails(
        "The film does not come to its end. Who was paused is resumed when all is sent, and has \
         to go on by himself, from where he was; and behind the last picture the Deferred has to \
         fire. (Who waits for that in a loop keeps the reactor from sending anything.)",
    );
    let asked = talk.hear_request("server")?;
    talk.if_this_fails(
        "A picture is missing, or comes twice. The one with which the pause began is written; \
         behind it the film goes on.",
    );
    let wanted = format!("server < {pictures} pictures");
    let got = describe(&asked.body, scene, pictures);
    talk.ensure(got.is_none(), &wanted, &got.unwrap_or_default())
}

/// What is wrong with a film.
fn describe(film: &[u8], scene: &str, pictures: usize) -> Option<String> {
    let mut came = film.chunks(PICTURE);
    for number in 1..=pictures {
        let wanted = format!("{:.<1$}\n", format!("{scene} {number} "), PICTURE - 1);
        let Some(got) = came.next() else {
            return Some(format!("server < {} pictures", number - 1));
        };
        if got != wanted.as_bytes() {
            let head = String::from_utf8_lossy(&got[..got.len().min(scene.len() + 6)]).into_owned();
            return Some(format!("server < picture {number} is `{head}…`"));
        }
    }
    came.next().map(|_| format!("server < more than {pictures} pictures"))
}

fn it_ends_well(mut talk: Conversation<'_>, scene: &str) -> Step {
    talk.if_this_fails("Behind the last picture the camera is switched off, once.");
    talk.prints(&format!("{scene}: camera off"))?;
    talk.answer("server", "201 Created", &[], "")?;
    talk.prints("201 Created")?;
    talk.wait_for_end().map(drop)
}

fn the_server_wants_no_more(exam: &mut Exam, scene: &str) -> Step {
    const STOPPED: &str = "The server has answered before the end, and nobody wants the rest of \
        the film; but the camera is still on, or was switched off twice. `stop_producing` is told.";

    let mut talk = exam.call([&*PICTURES.to_string(), scene]);
    talk.accept("server")?;
    talk.let_it_rest()?;
    talk.answer("server", "413 Payload Too Large", &[], "")?;
    talk.if_this_fails("The server has answered before the end of the film, and that is not told.");
    talk.prints("413 Payload Too Large")?;
    talk.if_this_fails(STOPPED);
    talk.prints(&format!("{scene}: camera off"))?;
    talk.wait_for_end()?;
    let once = exam.transcript().ends_with("Large\n| <SCENE>: camera off\n[exit status 0]\n");
    exam.mistake_if(!once, STOPPED);
    Ok(())
}
