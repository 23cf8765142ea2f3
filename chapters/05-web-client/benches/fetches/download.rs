//! How much memory a process needs more for a download of 100 MiB.

use crate::server::MUCH;
use harness::peak_memory;
use reactor::Reactor;
use std::process::Command;
use std::time::Instant;
use web_client::download_page;

/// Has a process of its own download the long page, and prints what it says.
pub fn print(url: &str) {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program).args(["download", url]).output();
    print!("{}", String::from_utf8_lossy(&output.expect("it runs").stdout));
}

/// Downloads a small page, so that all is loaded that is needed; and then the long one.
pub fn run(url: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let save = |url: &str| {
        let reactor = Reactor::new();
        let stop = reactor.clone();
        let saved = download_page(&reactor, url, folder.path().join("page"));
        saved.add_both(move |saved| {
            saved.expect("it is saved");
            stop.stop();
        });
        reactor.run().expect("it runs");
    };
    save(&url.replace("/long", "/"));
    let peak = || peak_memory(std::process::id());
    let (before, since) = (peak(), Instant::now());
    save(url);
    let seconds = since.elapsed().as_secs_f64();
    let rate = f64::from(MUCH) / seconds;
    match (before, peak()) {
        (Some(before), Some(after)) => {
            println!(
                "a download of 100 MiB: {rate:.0} MiB/s, {} KiB of memory more",
                (after - before) / 1024
            );
        }
        _ => println!("a download of 100 MiB: {rate:.0} MiB/s"),
    }
}
