//! The variables by which the tool tells the checks what to do. Without them a
//! plain `cargo test` judges the solutions.

/// Whose programs are examined: `exercises` or `solutions`, the default.
pub const SIDE: &str = "WORKBOOK_SIDE";

/// The folder in which all programs lie, built. Without it, the checks build them
/// themselves.
pub const PROGRAMS: &str = "WORKBOOK_PROGRAMS";

/// The folder that gets a report for each exercise, `NAME.json`.
pub const REPORTS: &str = "WORKBOOK_REPORTS";

/// A slow machine's time for a program, in seconds.
pub const DEADLINE: &str = "WORKBOOK_DEADLINE";

/// The seed of the checks that leave something to luck, to have the same again.
pub const SEED: &str = "WORKBOOK_SEED";

/// The file to which a program that is run with it writes what its Deferreds and
/// timers do. The library of chapter 2 knows the name too, and a test holds the two
/// together: no chapter depends on this crate.
pub const TRACE: &str = "WORKBOOK_TRACE";
