//! Pages into files: all of it, or nothing.

mod support;

use allocation_counter::measure;
use reactor::Failure;
use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use support::peer::{Talk, peer};
use support::{SHORT, assert_says, run};
use tempfile::{TempDir, tempdir};
use web_client::{
    CannotSave, PageGetter, Progress, ResponseFailed, StatusError, TooSlow, download_page,
};

/// A folder, and a file in it that is older than the test.
fn folder() -> TempDir {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join("old"), "the old page").expect("a file");
    folder
}

/// Downloads what a server gives that follows this script, into a file of the folder.
#[track_caller]
fn download(
    file: &Path,
    script: impl FnOnce(Talk) + Send + 'static,
    options: impl FnOnce(PageGetter) -> PageGetter + 'static,
) -> Result<u64, Failure> {
    let peer = peer(|door| script(door.accept()));
    let (url, file) = (peer.url("/"), file.to_owned());
    let saved =
        run(|reactor| options(PageGetter::new(&reactor, &url)).download(file).into_future());
    peer.saw();
    saved
}

fn answer(answer: impl AsRef<[u8]> + Send + 'static) -> impl FnOnce(Talk) + Send {
    move |mut talk| {
        talk.request();
        talk.send(answer);
    }
}

#[test]
fn a_page_is_saved_and_its_bytes_are_counted() {
    let folder = folder();
    for (file, text) in [("new", "hello"), ("old", "the new page"), ("empty", "")] {
        let file = folder.path().join(file);
        let page = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{text}", text.len());
        let saved = download(&file, answer(page), |page| page);
        assert_eq!(saved.expect("it is saved"), text.len() as u64);
        assert_eq!(fs::read_to_string(file).expect("a file"), text);
    }
    assert_eq!(folder.path().read_dir().expect("a listing").count(), 3, "and nothing else");
}

#[test]
fn a_page_of_bytes_is_saved_as_it_is() {
    let folder = folder();
    let file = folder.path().join("new");
    let bytes: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len());
    let page = [head.as_bytes(), &bytes].concat();
    download(&file, answer(page), |page| page).expect("it is saved");
    assert!(fs::read(file).expect("a file") == bytes);
}

#[test]
fn a_page_may_come_in_chunks_or_end_with_the_connection() {
    let folder = folder();
    let file = folder.path().join("new");
    for page in [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nhello",
    ] {
        assert_eq!(download(&file, answer(page), |page| page).expect("it is saved"), 5);
        assert_eq!(fs::read_to_string(&file).expect("a file"), "hello");
    }
}

/// Why a download fails. What was there is there, and nothing else.
#[track_caller]
fn fault(
    script: impl FnOnce(Talk) + Send + 'static,
    options: impl FnOnce(PageGetter) -> PageGetter + 'static,
) -> Failure {
    let folder = folder();
    let file = folder.path().join("old");
    let failure = download(&file, script, options).expect_err("nothing is saved");
    assert_eq!(fs::read_to_string(file).expect("a file"), "the old page");
    assert_eq!(folder.path().read_dir().expect("a listing").count(), 1, "nothing is left of it");
    failure
}

#[test]
fn a_page_that_breaks_off_leaves_nothing() {
    let failure = fault(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), |page| page);
    assert!(failure.check::<ResponseFailed>().is_some(), "{failure:?}");
}

#[test]
fn a_page_of_an_error_is_not_saved() {
    let failure =
        fault(answer("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"), |page| page);
    assert_says::<StatusError>(&failure, "404 Not Found");
}

#[test]
fn a_page_that_takes_too_long_leaves_nothing() {
    let script = |mut talk: Talk| {
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        talk.is_left();
    };
    let failure = fault(script, |page| page.timeout(SHORT));
    assert_says::<TooSlow>(&failure, "The page was not complete within 100ms.");
}

#[test]
fn a_program_that_panics_at_its_progress_leaves_nothing() {
    let folder = folder();
    let peer =
        peer(|door| answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")(door.accept()));
    let (url, file) = (peer.url("/"), folder.path().join("new"));
    let saved = run(|reactor| {
        let page = PageGetter::new(&reactor, &url);
        page.download_with(file, |_| panic!("on purpose")).into_future()
    });
    let failure = saved.expect_err("nothing is saved");
    assert!(failure.to_string().contains("on purpose"), "{failure}");
    assert_eq!(folder.path().read_dir().expect("a listing").count(), 1);
    peer.saw();
}

/// Why a page cannot be saved at this place.
#[track_caller]
fn cannot_save(file: &Path) -> Failure {
    let page = answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    download(file, page, |page| page).expect_err("nothing is saved")
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = folder();
    let file = folder.path().join("nowhere").join("page");
    let text = format!("{} cannot be written: No such file or directory", file.display());
    let failure = cannot_save(&file);
    assert!(failure.check::<CannotSave>().is_some(), "{failure:?}");
    assert!(failure.to_string().starts_with(&text), "{failure}");
}

#[test]
fn a_folder_is_no_file() {
    let folder = folder();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("a folder");
    let failure = cannot_save(&inner);
    let error = failure.check::<CannotSave>().unwrap_or_else(|| panic!("{failure:?}"));
    assert_eq!(error.path, inner);
    assert_eq!(folder.path().read_dir().expect("a listing").count(), 2, "nothing is left of it");
}

/// Linux and its shell limit the length of files; a disk that is full says the same, at
/// the same time: when the last piece is written, and not before.
#[cfg(target_os = "linux")]
#[test]
fn a_page_whose_last_piece_cannot_be_written_is_not_saved() {
    use std::process::Command;

    const INSIDE: &str = "WORKBOOK_FILES_ARE_SHORT";
    if std::env::var_os(INSIDE).is_some() {
        // One piece, longer than a block; but its write is seen only at the end.
        let page = format!("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{}", "x".repeat(5000));
        let failure = fault(answer(page), |page| page);
        assert!(failure.check::<CannotSave>().is_some(), "{failure:?}");
        assert!(failure.to_string().contains("File too large"), "{failure}");
        return;
    }
    let limited = "ulimit -f 1; trap '' XFSZ; exec \"$0\" --exact \
                   a_page_whose_last_piece_cannot_be_written_is_not_saved";
    let program = std::env::current_exe().expect("this program has a path");
    let mut shell = Command::new("sh");
    let inside = shell.args(["-c", limited]).arg(program).env(INSIDE, "1").output();
    let inside = inside.expect("there is a shell");
    assert!(inside.status.success(), "{}", String::from_utf8_lossy(&inside.stdout));
}

#[cfg(unix)]
#[test]
fn a_saved_page_may_be_read_by_whoever_may_read_a_new_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let file = folder.path().join("new");
    let page = answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    download(&file, page, |page| page).expect("it is saved");
    let mode =
        |file: &str| fs::metadata(folder.path().join(file)).expect("a file").permissions().mode();
    assert_eq!(format!("{:o}", mode("new")), format!("{:o}", mode("old")));
}

/// What is told on the way of a page that comes like this, in two parts.
#[track_caller]
fn progress(first: &'static str, second: &'static str) -> Vec<Progress> {
    let (tell, told_first) = std::sync::mpsc::channel();
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.request();
        talk.send(first);
        told_first.recv().expect("the first part is told");
        talk.send(second);
    });
    let folder = folder();
    let (url, file) = (peer.url("/"), folder.path().join("new"));
    let told = Rc::new(RefCell::new(Vec::new()));
    let keep = told.clone();
    let saved = run(|reactor| {
        let page = PageGetter::new(&reactor, &url);
        page.download_with(file, move |now| {
            keep.borrow_mut().push(now);
            let _ = tell.send(());
        })
        .into_future()
    });
    assert_eq!(saved.expect("it is saved"), 5);
    peer.saw();
    told.take()
}

#[test]
fn each_piece_is_told() {
    let told = |expected| [2, 5].map(|written| Progress { written, expected });
    let length = progress("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", "llo");
    assert_eq!(length, told(Some(5)));
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n";
    assert_eq!(progress(head, "3\r\nllo\r\n0\r\n\r\n"), told(None));
}

#[test]
fn a_hundred_megabytes_go_through_less_than_ten() {
    const LENGTH: usize = 100 << 20;
    let folder = folder();
    let file = folder.path().join("new");
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send(format!("HTTP/1.1 200 OK\r\nContent-Length: {LENGTH}\r\n\r\n"));
        for _ in 0..LENGTH >> 20 {
            talk.send(vec![b'x'; 1 << 20]);
        }
    });
    let (url, path) = (peer.url("/"), file.clone());
    let mut saved = None;
    let used = measure(|| {
        saved = Some(run(|reactor| download_page(&reactor, &url, path).into_future()));
    })
    .bytes_max;
    assert_eq!(saved.expect("a result").expect("it is saved"), LENGTH as u64);
    assert_eq!(fs::metadata(file).expect("a file").len(), LENGTH as u64);
    assert!(used < 8 << 20, "{used} bytes of memory");
    peer.saw();
}
