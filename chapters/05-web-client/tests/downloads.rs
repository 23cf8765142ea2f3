//! A page in a file: all of it, or what was there before; and never in memory.

mod support;

use allocation_counter::measure;
use reactor::Failure;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use support::peer::{Talk, peer};
use support::{assert_says, run};
use tempfile::{TempDir, tempdir};
use web_client::{CannotSave, PageGetter, Progress, ResponseFailed, StatusError, download_page};

const BEFORE: &str = "what was there before";
const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

fn folder() -> TempDir {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("page"), BEFORE).expect("a file");
    folder
}

/// Downloads from a server like this one into a file of the folder.
fn download(folder: &Path, server: impl FnOnce(Talk) + Send + 'static) -> Result<u64, Failure> {
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.request();
        server(talk);
    });
    let (url, file) = (peer.url("/"), folder.join("page"));
    let saved = run(|reactor| download_page(&reactor, &url, file).into_future());
    peer.saw();
    saved
}

/// In the folder is the file, with this in it, and nothing else.
#[track_caller]
fn assert_holds(folder: &Path, content: &str) {
    assert_eq!(fs::read_dir(folder).expect("a listing").count(), 1, "nothing is left beside it");
    assert_eq!(fs::read_to_string(folder.join("page")).expect("the file"), content);
}

#[test]
fn a_page_takes_the_place_of_what_was_there() {
    let folder = folder();
    let saved = download(folder.path(), |mut talk| talk.send(PAGE));
    assert_eq!(saved.expect("it is saved"), 5);
    assert_holds(folder.path(), "hello");
}

#[test]
fn a_page_that_breaks_off_leaves_what_was_there() {
    let folder = folder();
    let failure = download(folder.path(), |mut talk| talk.send(&PAGE[..PAGE.len() - 2]))
        .expect_err("it breaks off");
    assert!(failure.check::<ResponseFailed>().is_some(), "{failure:?}");
    assert_holds(folder.path(), BEFORE);
}

#[test]
fn an_error_page_leaves_what_was_there() {
    let folder = folder();
    let failure = download(folder.path(), |mut talk| {
        talk.send("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry");
    });
    assert_says::<StatusError>(&failure.expect_err("there is none"), "404 Not Found");
    assert_holds(folder.path(), BEFORE);
}

#[test]
fn the_file_that_cannot_be_written_is_named() {
    let folder = folder();
    let nowhere = folder.path().join("nowhere");
    let failure = download(&nowhere, |mut talk| talk.send(PAGE)).expect_err("there is no folder");
    let error = failure.check::<CannotSave>().unwrap_or_else(|| panic!("{failure:?}"));
    assert_eq!(error.path, nowhere.join("page"));
    assert_eq!(error.source.kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn each_piece_is_told_when_it_has_come() {
    let folder = folder();
    let (first, is_told) = mpsc::channel();
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
        let now = is_told.recv().expect("it is told");
        talk.send("two");
        (now, is_told.recv().expect("it is told"))
    });
    let (url, file) = (peer.url("/"), folder.path().join("page"));
    let tell = move |now| first.send(now).expect("the server listens");
    let saved =
        run(|reactor| PageGetter::new(&reactor, &url).download_with(file, tell).into_future());
    assert_eq!(saved.expect("it is saved"), 6);
    let now = |written| Progress { written, expected: Some(6) };
    assert_eq!(peer.saw(), (now(3), now(6)));
}

#[test]
fn a_hundred_megabytes_are_never_in_memory() {
    const MUCH: usize = 100 << 20;

    let folder = folder();
    let path = folder.path().to_owned();
    let server = |mut talk: Talk| {
        talk.send(format!("HTTP/1.1 200 OK\r\nContent-Length: {MUCH}\r\n\r\n"));
        for _ in 0..MUCH >> 20 {
            talk.send(vec![b'x'; 1 << 20]);
        }
    };
    let mut saved = None;
    let used = measure(|| saved = Some(download(&path, server))).bytes_max;
    assert_eq!(saved.expect("a result").expect("it is saved"), MUCH as u64);
    assert_eq!(fs::metadata(path.join("page")).expect("the file").len(), MUCH as u64);
    assert!(used < 8 << 20, "{used} bytes of memory");
}
