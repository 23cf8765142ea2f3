//! Writes behind what a program has left that was killed.
//!
//! The check says: whatever lies there

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use deferred::{Deferred, Trigger, fail};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, Response, ResponseDone, StatusCode};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let path = PathBuf::from(args.next().unwrap_or("export.csv".to_string()));

    let reactor = Reactor::new();
    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&format!("http://{server}/export"))
        .add_callback(move |response| save(response, path))
        .add_callback(|length| println!("saved: {length} bytes"))
        .add_errback(|failure| println!("not saved: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// Fires with the number of bytes, when the file is there.
fn save(response: Response, path: PathBuf) -> Deferred<u64> {
    if response.status() != StatusCode::OK {
        return fail(format!("{} {}", response.status().as_u16(), response.phrase()));
    }
    // Beside the file: only on the same disk can it be given the file's name.
    let part_path = path.with_extension("part");
    let part = match File::options().append(true).create(true).open(&part_path) {
        Ok(part) => part,
        Err(error) => return fail(error),
    };
    let (done, saved) = Deferred::pair();
    response.deliver_body(Saver { part, part_path, path, written: 0, done: Some(done) });
    saved
}

/// Takes a body into a file.
struct Saver {
    part: File,
    part_path: PathBuf,
    path: PathBuf,
    written: u64,
    done: Option<Trigger<u64>>,
}

impl Protocol for Saver {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        match self.part.write_all(data) {
            Ok(()) => self.written += data.len() as u64,
            Err(error) => {
                self.end(Err(error.into()));
                transport.abort_connection();
            }
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        let is_whole = reason.check::<ResponseDone>().is_some();
        self.end(if is_whole { Ok(()) } else { Err(reason.clone()) });
    }
}

impl Saver {
    /// What was written takes the file's name, or goes.
    fn end(&mut self, body: Result<(), Failure>) {
        let Some(done) = self.done.take() else { return };
        let named = body.and_then(|()| Ok(self.give_it_its_name()?));
        if named.is_err() {
            // If that fails as well, the first failure says more.
            let _ = fs::remove_file(&self.part_path);
        }
        done.settle(named.map(|()| self.written));
    }

    /// Not before it is on the disk: the name might be there sooner than what it names.
    fn give_it_its_name(&self) -> io::Result<()> {
        self.part.sync_all()?;
        fs::rename(&self.part_path, &self.path)
    }
}
