//! `serve_a_folder`: a folder, and what was put into it.

use crate::folder::Folder;
use crate::look::{see_list, see_nothing};
use harness::{Conversation, Exam, Step};

const TOUR: &str = "Friday: Bergen\nSaturday: Oslo\n";
const MAY: &str = "la la la\n";
const JULY: &str = "oh oh\n";
const POSTER: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";

pub fn serve_a_folder(exam: &mut Exam) -> Step {
    let band = Folder::with(&[
        ("tour.txt", TOUR),
        ("poster.svg", POSTER),
        ("songs-2026/may.txt", MAY),
        ("songs-2026/july.txt", JULY),
    ]);
    let path = band.path("").to_string_lossy().into_owned();
    exam.hide(&path, "<FOLDER>");
    let lot = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0", &path])?;
    talk.connect("fan")?;
    the_folder_is_there(&mut talk)?;
    the_songs_are_there(&mut talk)?;
    the_two_files_are_there(&mut talk)?;
    files_have_their_types(&mut talk)?;
    it_changes_with_the_folder(&mut talk, &band, lot)?;
    talk.finish();
    Ok(())
}

fn the_folder_is_there(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "What lies in the folder must be found at its own name, and a folder's page is a list. For \
         all that was not put, the root answers: what is the root?",
    );
    talk.get("fan", "/tour.txt", 200, TOUR)?;
    talk.get("fan", "/tour.txt?day=1", 200, TOUR)?;
    see_list(
        talk,
        "fan",
        "/",
        &["poster.svg 42 image/svg+xml", "songs-2026/ folder", "tour.txt 30 text/plain"],
    )?;
    see_list(talk, "fan", "/songs-2026/", &["july.txt 6 text/plain", "may.txt 9 text/plain"])?;
    talk.get("fan", "/songs-2026/july.txt", 200, JULY)?;
    see_nothing(talk, "fan", "/merchandise")
}

fn the_songs_are_there(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "At `/songs/` there must be the folder `songs-2026`, whole. It lies in the folder of the \
         argument: a path without that begins where the program was started.",
    );
    talk.get("fan", "/songs/may.txt", 200, MAY)?;
    see_list(talk, "fan", "/songs/", &["july.txt 6 text/plain", "may.txt 9 text/plain"])?;
    talk.ask("fan", "GET", "/songs")?;
    let moved = talk.receive_answer("fan", "GET")?;
    talk.has_header("fan", &moved, "location", Some("/songs/"))
}

fn the_two_files_are_there(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "There is nothing at `/poster`, or something else: a child is found by the name that it \
         was put at, not by its file's.",
    );
    talk.get("fan", "/poster", 200, POSTER)?;
    talk.if_this_fails(
        "There is nothing at `/songs/newest`, or something else. A name is one segment of a path, \
         and nobody asks for one with a slash in it: whose child is `newest`?",
    );
    talk.get("fan", "/songs/newest", 200, JULY)?;
    see_nothing(talk, "fan", "/newest")?;
    see_nothing(talk, "fan", "/songs-2026/newest")
}

fn files_have_their_types(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A file has the wrong type, and a browser would show it wrong. A `File` tells the type from \
         the name of what it serves; a page of your own would have to say it.",
    );
    for (target, kind) in [
        ("/poster", "image/svg+xml"),
        ("/poster.svg", "image/svg+xml"),
        ("/songs/newest", "text/plain"),
        ("/songs/may.txt", "text/plain"),
    ] {
        talk.ask("fan", "HEAD", target)?;
        let answer = talk.receive_page("fan", "HEAD", 200, "")?;
        talk.has_header("fan", &answer, "content-type", Some(kind))?;
    }
    Ok(())
}

fn it_changes_with_the_folder(talk: &mut Conversation<'_>, band: &Folder, lot: u64) -> Step {
    talk.if_this_fails(
        "The folder has changed, and the site has not: a file is to be looked up when it is asked \
         for, not when the program starts.",
    );
    talk.in_short("the band writes on: a song, and a chorus for `july.txt`", |_| {
        band.write("songs-2026/august.txt", "hey hey\n");
        band.write("songs-2026/july.txt", "oh oh\nwoah\n");
        Ok(())
    })?;
    talk.connect("other")?;
    talk.get("other", "/songs/august.txt", 200, "hey hey\n")?;
    talk.get("other", "/songs/newest", 200, "oh oh\nwoah\n")?;
    talk.get("fan", "/songs-2026/august.txt", 200, "hey hey\n")?;
    talk.in_short("the band writes a song that is drawn by lot", |talk| {
        band.write(&format!("songs-2026/{lot}.txt"), format!("number {lot}\n"));
        talk.get("fan", &format!("/songs/{lot}.txt"), 200, &format!("number {lot}\n")).map(drop)
    })
}
