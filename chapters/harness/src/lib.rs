//! The examiner: builds, runs and talks to a program, and judges what it did.
//!
//! The crate has two halves. The first is what all tools of the workbook share,
//! and builds at once:
//!
//! - [`cargo`]: one cargo call, and what came of it,
//! - [`manifest`]: the list of chapters and exercises,
//! - [`workbook`]: where everything lies,
//! - [`environment`]: the variables by which the tool talks to the checks,
//! - [`limits`]: what a program may take,
//! - [`recording`]: what a program is known to print,
//! - [`wrong_answer`]: how a plausible wrong answer is named,
//! - [`trace`]: what a program's Deferreds and timers did,
//! - [`suggest`]: "did you mean",
//! - [`verdict`]: how a check may end.
//!
//! The second, behind the feature `examiner`, runs programs. Start with
//! [`Exam`]: it is what a check function is handed. Below it lie
//! [`Program`] (a process with limits), [`Conversation`] (peers on real
//! sockets, one transcript).
//!
//! The harness depends on no chapter: it knows programs, sockets and text,
//! nothing of Deferreds.

pub mod cargo;
pub mod environment;
pub mod limits;
pub mod manifest;
pub mod recording;
pub mod suggest;
pub mod trace;
pub mod verdict;
pub mod workbook;
pub mod wrong_answer;

pub use limits::Limits;
pub use manifest::{Chapter, Exercise, Kind, Manifest};
pub use verdict::{Report, Verdict};
pub use workbook::Workbook;

#[cfg(feature = "examiner")]
mod examiner;
#[cfg(feature = "examiner")]
pub use examiner::*;
