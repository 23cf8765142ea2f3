//! The file that a trace goes to.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::sync::{LazyLock, Mutex, PoisonError};

use super::{Line, MAX_EVENTS, VARIABLE};

struct Sink {
    file: File,
    /// How many events may still come.
    room: usize,
}

static SINK: LazyLock<Option<Mutex<Sink>>> = LazyLock::new(open);

/// Whether there is a file to write to.
pub(super) fn is_there() -> bool {
    SINK.is_some()
}

/// Writes a line to the end of the file. False says that no other shall follow.
pub(super) fn append(line: &str) -> bool {
    let Some(sink) = &*SINK else { return false };
    sink.lock().unwrap_or_else(PoisonError::into_inner).append(line)
}

fn open() -> Option<Mutex<Sink>> {
    let path = env::var_os(VARIABLE).filter(|path| !path.is_empty())?;
    match OpenOptions::new().create(true).append(true).open(&path) {
        Ok(file) => Some(Mutex::new(Sink { file, room: MAX_EVENTS })),
        Err(error) => {
            let line = format!("no trace is written to {}: {error}\n", path.display());
            // `eprintln!` would panic where stderr is closed.
            let _ = io::stderr().write_all(line.as_bytes());
            None
        }
    }
}

impl Sink {
    /// One call of the system for each line, so that none is left behind in a
    /// buffer when the program is ended.
    fn append(&mut self, line: &str) -> bool {
        if self.room == 0 {
            let _ = self.file.write_all(Line::cut().as_bytes());
            return false;
        }
        self.room -= 1;
        self.file.write_all(line.as_bytes()).is_ok()
    }
}
