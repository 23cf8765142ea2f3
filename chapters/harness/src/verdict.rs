//! How a check may end: a value, with the data to explain it.
//!
//! The words a reader sees, and the colours, belong to the tool.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a check found out about one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The exercise.
    pub name: String,
    /// How the check ended.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The mistake, in a sentence, where the check recognised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mistake: Option<String>,
    /// What happened until the end, redacted: the program's output, and what
    /// its peers said and heard.
    #[serde(default)]
    pub transcript: String,
}

/// How a check ended. `--json` gives the variant's name in `snake_case` as
/// `verdict`, and the fields beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// All is as it should be.
    Passed,
    /// The program ran into a `todo!()`, or a prediction is still empty.
    Unfinished {
        /// The hole: `file:line:column`, or what is empty.
        hole: String,
    },
    /// The transcript is not the recorded one.
    Differs {
        /// The recorded transcript.
        expected: String,
        /// This run's.
        got: String,
    },
    /// Of many recorded cases some went differently. The smallest is drawn.
    CasesDiffer {
        /// How many cases there are.
        cases: usize,
        /// How many of them went differently.
        differing: usize,
        /// The smallest of these, as plain text of at most 78 columns. The line in
        /// which it differs begins with `>`.
        figure: String,
        /// The seed of the check's luck.
        seed: u64,
    },
    /// A prediction is wrong. The right line is not told.
    Mispredicted {
        /// The first wrong line, counted from 1.
        line: usize,
        /// What was predicted for it; nothing, if the prediction ended before.
        predicted: Option<String>,
        /// Why to look there again.
        reason: String,
    },
    /// rustc refused the program.
    DidNotCompile {
        /// rustc's own message, for this program alone.
        diagnostics: String,
    },
    /// The exercise's file is not there.
    FileMissing {
        /// Where it should be, below the root.
        path: String,
    },
    /// The program panicked.
    Panicked {
        /// `file:line:column`.
        place: String,
        /// What the panic said.
        message: String,
    },
    /// A signal ended the program.
    Crashed {
        /// The signal, such as `SIGABRT (6)`.
        signal: String,
    },
    /// The program was still at it when its time was over.
    TimedOut {
        /// The limit, in seconds.
        seconds: u64,
        /// What the check was waiting for.
        waiting_for: String,
    },
    /// The program slept, and nothing would ever have woken it: a timeout that was
    /// seen coming.
    Asleep {
        /// What the check was waiting for.
        waiting_for: String,
    },
    /// The program printed more than a check keeps.
    TooMuchOutput {
        /// The limit, in bytes.
        bytes: usize,
    },
    /// The program ended while the check still had something to say to it.
    ExitedEarly {
        /// How it ended, such as `exit status 0`.
        exit: String,
        /// What the check was waiting for.
        waiting_for: String,
    },
    /// The program never said where it listens.
    NeverListened {
        /// How long the check waited, in seconds.
        seconds: u64,
    },
    /// The program said that it listens, but took no connection.
    Refused {
        /// Where it said that it listens, the port redacted.
        address: String,
    },
}

impl Verdict {
    /// Whether the exercise is solved.
    pub fn is_passed(&self) -> bool {
        *self == Verdict::Passed
    }
}

impl Report {
    /// What the reader is told first: the verdict, and the mistake or the reason
    /// where one is known.
    pub fn told(&self) -> String {
        let reason = match &self.verdict {
            Verdict::Mispredicted { reason, .. } => Some(reason),
            _ => self.mistake.as_ref(),
        };
        match reason {
            Some(reason) => format!("{}\n{reason}", self.verdict),
            None => self.verdict.to_string(),
        }
    }
}

/// One line, for a test's panic and for the tool's first line.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Passed => write!(f, "passed"),
            Verdict::Unfinished { hole } => write!(f, "not finished: {hole}"),
            Verdict::Differs { .. } => write!(f, "what happened differs from what should"),
            Verdict::CasesDiffer { cases, differing, .. } => {
                write!(f, "{differing} of {cases} recorded cases went differently")
            }
            Verdict::Mispredicted { line, .. } => write!(f, "line {line} is not what it prints"),
            Verdict::DidNotCompile { .. } => write!(f, "does not compile"),
            Verdict::FileMissing { path } => write!(f, "the file {path} is missing"),
            Verdict::Panicked { place, message } => write!(f, "panicked at {place}: {message}"),
            Verdict::Crashed { signal } => write!(f, "crashed: ended by the signal {signal}"),
            Verdict::TimedOut { seconds, waiting_for } => {
                write!(f, "timed out: {seconds} s went by while waiting for {waiting_for}")
            }
            Verdict::Asleep { waiting_for } => {
                write!(f, "sleeps, and nothing will wake it; the check waits for {waiting_for}")
            }
            Verdict::TooMuchOutput { bytes } => {
                write!(f, "too much output: more than {} KiB", bytes / 1024)
            }
            Verdict::ExitedEarly { exit, waiting_for } => {
                write!(f, "ended too early ({exit}), while the check waited for {waiting_for}")
            }
            Verdict::NeverListened { seconds } => {
                write!(f, "never listened: no line `listening on ADDRESS` within {seconds} s")
            }
            Verdict::Refused { address } => write!(f, "took no connection on {address}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.told())?;
        match &self.verdict {
            Verdict::Differs { expected, got } => {
                write!(f, "\n--- expected\n{expected}\n--- got\n{got}")
            }
            Verdict::CasesDiffer { figure, .. } => write!(f, "\n{figure}"),
            Verdict::DidNotCompile { diagnostics } => write!(f, "\n{diagnostics}"),
            _ => write!(f, "\n{}", self.transcript),
        }
    }
}
