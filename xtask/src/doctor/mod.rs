//! What the workbook needs of a machine.

mod disk;
mod sockets;
mod tls;
mod tools;

use harness::Workbook;

use crate::progress::Store;

/// One thing that was looked at.
pub struct Finding {
    /// What it is.
    pub what: &'static str,
    /// The workbook can be worked through without it.
    optional: bool,
    /// What was found; or what is wrong with it.
    pub state: Result<String, Trouble>,
}

/// What is wrong, and what to do about it.
pub struct Trouble {
    /// What was found in place of what is needed.
    pub words: String,
    /// What to do.
    pub next_step: String,
}

/// Looks at one thing.
pub type Look = fn(&Workbook, &Store) -> Finding;

/// Everything there is to look at; what takes longest comes last.
pub const EVERYTHING: [Look; 8] = [
    |_, _| tools::rustc(),
    |_, _| tools::cargo(),
    |_, _| tools::git(),
    |_, _| tools::mdbook(),
    |_, store| progress(store),
    |_, _| disk::space(),
    |_, _| sockets::loopback(),
    |workbook, _| tls::handshake(&workbook.root),
];

impl Finding {
    fn needed(what: &'static str, state: Result<String, Trouble>) -> Finding {
        Finding { what, optional: false, state }
    }

    fn optional(what: &'static str, state: Result<String, Trouble>) -> Finding {
        Finding { what, optional: true, state }
    }

    /// Something that is needed is not there.
    pub fn is_serious(&self) -> bool {
        self.state.is_err() && !self.optional
    }
}

impl Trouble {
    fn new(words: impl Into<String>, next_step: impl Into<String>) -> Trouble {
        Trouble { words: words.into(), next_step: next_step.into() }
    }
}

fn progress(store: &Store) -> Finding {
    let folder = store.path("");
    let state = match store.ensure_writable() {
        Ok(()) => Ok(format!("can be written down in {}", folder.display())),
        Err(error) => {
            let next_step = format!("make {} a folder that you may write to", folder.display());
            Err(Trouble::new(format!("{error:#}"), next_step))
        }
    };
    Finding::needed("progress", state)
}
