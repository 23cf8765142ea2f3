//! `save_it`: a page that takes the file's place, whole.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use harness::{Conversation, Exam, Step};
use tempfile::TempDir;

/// What lies there from the night before.
const OLD: &str = "parcel,weight\n1,2\n";

/// More than a program holds that only passes it on.
const BIG: usize = 32 * 1024 * 1024;
const MEMORY: usize = 16 * 1024 * 1024;

/// To take 32 MiB bit by bit, on a busy machine.
const TIME: u64 = 30;

pub fn save_it(exam: &mut Exam) -> Step {
    exam.allow_seconds(TIME);
    let night = Night { folder: tempfile::tempdir().expect("a folder") };
    exam.hide(&night.folder.path().to_string_lossy(), "<FOLDER>");
    a_page_is_saved(exam, &night)?;
    it_replaces_the_one_before(exam, &night)?;
    a_big_one_needs_little_memory(exam, &night)?;
    one_that_breaks_off_leaves_nothing(exam)?;
    one_that_breaks_off_replaces_nothing(exam, &night)?;
    one_that_may_be_half_is_not_saved(exam, &night)?;
    another_page_is_not_saved(exam, &night)?;
    after_one_that_was_killed(exam)
}

/// The folder that the export is fetched into.
struct Night {
    folder: TempDir,
}

impl Night {
    fn path(&self) -> PathBuf {
        self.folder.path().join("export.csv")
    }

    /// The export of the night before is there.
    fn before(&self) {
        fs::write(self.path(), OLD).expect("a file");
    }

    fn call<'exam>(&self, exam: &'exam mut Exam) -> Conversation<'exam> {
        exam.call([&*self.path().to_string_lossy()])
    }

    /// In the folder lies this and nothing else; if not, `mistake` says why.
    fn holds(&self, exam: &mut Exam, files: &[(&str, &[u8])], mistake: &str) {
        let found = list(self.folder.path());
        let holds = found.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        let as_it_should_be = holds.eq(files.iter().copied());
        exam.mistake_if(!as_it_should_be, mistake);
        let told = match found.as_slice() {
            [] => "nothing".to_owned(),
            files => files.iter().map(told).collect::<Vec<_>>().join(" and "),
        };
        let verdict = if as_it_should_be { "right" } else { "wrong" };
        exam.note(&format!("[in the folder lies {told}: {verdict}]"));
    }
}

fn told((name, content): &(String, Vec<u8>)) -> String {
    format!("{name} of {} bytes", content.len())
}

/// The files of a folder, by their names.
fn list(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("the folder").flatten();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

/// An export that nobody knows beforehand.
fn a_page_is_saved(exam: &mut Exam, night: &Night) -> Step {
    let page = format!("parcel,weight\n{:06},7\n", exam.lot());
    let mut talk = night.call(exam);
    talk.in_short("server is asked for an export with a number by lot", |talk| {
        talk.if_this_fails("The export is never asked for.");
        talk.accept("server")?;
        talk.receive_request("server", "GET", "/export")?;
        talk.answer("server", "200 OK", &[], &page)
    })?;
    talk.if_this_fails("All of the export has come, and the program does not say so.");
    talk.prints("saved: 23 bytes")?;
    talk.if_this_fails("The export is saved, and the reactor still runs.");
    talk.wait_for_end()?;
    night.holds(
        exam,
        &[("export.csv", page.as_bytes())],
        "The file has to hold what the server sent, byte for byte, and under the name that was \
         asked for; and no other file is to be left beside it.",
    );
    Ok(())
}

fn it_replaces_the_one_before(exam: &mut Exam, night: &Night) -> Step {
    let page = "parcel,weight\n";
    let mut talk = night.call(exam);
    talk.serve_page("server", "/export", "200 OK", page)?;
    talk.prints("saved: 14 bytes")?;
    talk.wait_for_end()?;
    night.holds(
        exam,
        &[("export.csv", page.as_bytes())],
        "An export takes the place of the one before, of which nothing is left.",
    );
    Ok(())
}

fn a_big_one_needs_little_memory(exam: &mut Exam, night: &Night) -> Step {
    night.before();
    let mut opened = File::open(night.path()).expect("the old export");
    let page = big_page();
    let mut talk = night.call(exam);
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/export")?;
    let length = BIG.to_string();
    talk.begin_answer("server", "200 OK", &[("Content-Length", &length)])?;
    let (most, last) = page.split_at(BIG - 1);
    talk.if_this_fails("The program does not read the whole export.");
    talk.in_short("server > all but the last byte", |talk| talk.send("server", most))?;
    talk.let_it_rest()?;
    talk.if_this_fails(
        "The whole export is in the memory. What has come can be written at once: hand the body \
         to a protocol, and keep nothing.",
    );
    talk.memory_stays_below(MEMORY)?;
    talk.if_this_fails(
        "The last byte has not come yet, and the export of the night before is gone. Write under \
         another name as long as it is not all there.",
    );
    let kept = fs::read(night.path()).is_ok_and(|content| content == OLD.as_bytes());
    talk.ensure(kept, "[the old export is there]", "[the old export is gone]")?;
    talk.if_this_fails(
        "What has come lies in another folder. That may be another disk, from which nothing can be \
         renamed into this one.",
    );
    let beside = fs::read_dir(night.folder.path()).map_or(0, Iterator::count) > 1;
    talk.ensure(beside, "[a part lies beside it]", "[nothing lies beside it]")?;
    talk.if_this_fails("All of the export has come, and the program does not say so.");
    talk.in_short("server > the last byte", |talk| talk.send("server", last))?;
    talk.prints(&format!("saved: {BIG} bytes"))?;
    talk.wait_for_end()?;
    let mut old = String::new();
    let is_whole = opened.read_to_string(&mut old).is_ok() && old == OLD;
    exam.mistake_if(
        !is_whole,
        "Somebody had opened the export of the night before, and it was written over under his \
         eyes. A file that is renamed takes the place of another in one step, and leaves that as \
         it was.",
    );
    let read = if is_whole { "the old one" } else { "something else" };
    exam.note(&format!("[who had opened the old export reads {read}]"));
    night.holds(
        exam,
        &[("export.csv", &page)],
        "The file has to hold all that the server sent, in its order, each byte once.",
    );
    Ok(())
}

/// No two of its lines are the same.
fn big_page() -> Vec<u8> {
    (0..BIG / 16).flat_map(|line| format!("{line:015}\n").into_bytes()).collect()
}

const LEFTOVER: &str = "A download that breaks off leaves nothing in the folder: not half a file, \
    and nothing under another name.";

fn one_that_breaks_off_leaves_nothing(exam: &mut Exam) -> Step {
    let night = Night { folder: tempfile::tempdir().expect("a folder") };
    exam.hide(&night.folder.path().to_string_lossy(), "<NEW FOLDER>");
    let mut talk = night.call(exam);
    half_of_it_comes(&mut talk, &[("Content-Length", "1000")], OLD.as_bytes())?;
    talk.wait_for_end()?;
    night.holds(exam, &[], LEFTOVER);
    Ok(())
}

fn one_that_breaks_off_replaces_nothing(exam: &mut Exam, night: &Night) -> Step {
    night.before();
    let mut talk = night.call(exam);
    let chunk = b"e\r\nparcel,weight\n\r\n";
    half_of_it_comes(&mut talk, &[("Transfer-Encoding", "chunked")], chunk)?;
    talk.wait_for_end()?;
    night.holds(
        exam,
        &[("export.csv", OLD.as_bytes())],
        "A download that breaks off leaves the file as it was, and nothing beside it.",
    );
    Ok(())
}

fn one_that_may_be_half_is_not_saved(exam: &mut Exam, night: &Night) -> Step {
    night.before();
    let mut talk = night.call(exam);
    half_of_it_comes(&mut talk, &[], b"parcel,weight\n")?;
    talk.wait_for_end()?;
    night.holds(
        exam,
        &[("export.csv", OLD.as_bytes())],
        "A body that ends with the connection may be half of one: nobody can be sure, and the \
         file stays as it was.",
    );
    Ok(())
}

/// The server begins to answer, and goes.
fn half_of_it_comes(talk: &mut Conversation<'_>, headers: &[(&str, &str)], half: &[u8]) -> Step {
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/export")?;
    talk.begin_answer("server", "200 OK", headers)?;
    talk.send("server", half)?;
    talk.close("server")?;
    talk.if_this_fails(
        "The connection has ended, and not all of the export has come for certain. How a body \
         ended is told by its reason: only one of them says that nothing is missing.",
    );
    talk.prints("not saved: ")
}

fn another_page_is_not_saved(exam: &mut Exam, night: &Night) -> Step {
    night.before();
    let mut talk = night.call(exam);
    talk.serve_page("server", "/export", "404 Not Found", "No such page")?;
    talk.if_this_fails(
        "The server had no export, and its words of regret were saved in its place. An agent \
         fires whatever the status is: look at it.",
    );
    talk.prints("not saved: 404 Not Found")?;
    talk.wait_for_end()?;
    let mut talk = night.call(exam);
    talk.serve_page("server", "/export", "206 Partial Content", "parcel,")?;
    talk.if_this_fails(
        "Any status but 200 is no export: a 206 is no failure, and yet a part of the page only.",
    );
    talk.prints("not saved: 206 Partial Content")?;
    talk.wait_for_end()?;
    night.holds(
        exam,
        &[("export.csv", OLD.as_bytes())],
        "Of an answer that is no export, nothing is kept.",
    );
    Ok(())
}

/// What a program has left that was killed may lie there, and does no harm.
fn after_one_that_was_killed(exam: &mut Exam) -> Step {
    let night = Night { folder: tempfile::tempdir().expect("a folder") };
    exam.hide(&night.folder.path().to_string_lossy(), "<ANOTHER FOLDER>");
    let mut talk = night.call(exam);
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/export")?;
    talk.begin_answer("server", "200 OK", &[("Content-Length", "1000")])?;
    talk.send("server", OLD.as_bytes())?;
    talk.let_it_rest()?;
    talk.finish();
    exam.note("[it is killed, and started once more]");
    let mut talk = night.call(exam);
    talk.if_this_fails(
        "A program that was killed has left a part, and now that is in the way: nobody else is \
         going to delete it.",
    );
    talk.serve_page("server", "/export", "200 OK", "parcel,weight\n")?;
    talk.prints("saved: 14 bytes")?;
    talk.wait_for_end()?;
    let is_whole = fs::read(night.path()).is_ok_and(|content| content == b"parcel,weight\n");
    exam.mistake_if(
        !is_whole,
        "A program that was killed has left a part, and this export stands behind it: write from \
         the beginning, whatever lies there.",
    );
    exam.note(if is_whole { "[it is the new export]" } else { "[it is another export]" });
    Ok(())
}
