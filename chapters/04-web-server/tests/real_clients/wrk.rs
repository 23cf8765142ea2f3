//! wrk asks as fast as it can, on many connections.

use crate::installed::installed;
use crate::process::output;
use crate::support::folder::Folder;
use crate::support::{DEADLINE, Leaf, Server, body};
use std::process::Command;
use web_server::{File, Request, Site};

/// Every answer is a page, no connection fails, and when wrk leaves in the midst of
/// fifty answers, others are served as before.
#[track_caller]
fn serves_all(server: &Server, path: &str) {
    let Some(wrk) = installed("wrk") else { return };
    let before = server.get(path);
    let printed = output(load(&mut Command::new(wrk)).arg(server.url(path)), Vec::new());
    // wrk tells of what went wrong only if something did.
    assert!(!printed.contains("Socket errors"), "{printed}");
    assert!(!printed.contains("Non-2xx or 3xx responses"), "{printed}");
    assert!(requests(&printed) > 50, "{printed}");
    assert_eq!(body(&server.get(path)), body(&before));
}

/// Two seconds with fifty connections. An answer is late when the deadline is over,
/// however busy this computer is.
fn load(wrk: &mut Command) -> &mut Command {
    wrk.args(["--threads", "2", "--connections", "50", "--duration", "2s", "--timeout"]);
    wrk.arg(format!("{}s", DEADLINE.as_secs()))
}

/// The number in `  4000 requests in 2.00s, 1.00MB read`.
#[track_caller]
fn requests(printed: &str) -> u64 {
    let line = printed.lines().find_map(|line| line.trim().split_once(" requests in "));
    line.and_then(|(number, _)| number.parse().ok()).unwrap_or_else(|| panic!("{printed}"))
}

#[test]
fn a_small_page() {
    let site = |reactor: &_| Site::new(reactor, Leaf(|_: &Request| "a small page\n".into()));
    serves_all(&Server::start(site), "/");
}

#[test]
fn a_large_file() {
    let folder = Folder::with(&[("large.bin", "large ".repeat(40_000))]);
    let root = folder.path("");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    serves_all(&server, "/large.bin");
}
