//! What the two install checks share: a [`Part`] of the check, which either holds
//! or fails with words that help.

use std::time::Duration;

/// Each step takes milliseconds. Whoever needs as long as this hangs.
const DEADLINE: Duration = Duration::from_secs(10);

/// Talking to oneself over TCP, which both checks need.
pub const LOOPBACK: Part = Part {
    name: "a TCP connection over 127.0.0.1",
    next_step: "let programs listen on and connect to 127.0.0.1 (firewall? sandbox? container?)",
};

/// A part of the check, and what to do when it does not work.
pub struct Part {
    pub name: &'static str,
    pub next_step: &'static str,
}

impl Part {
    /// Waits for `work`, but not longer than the deadline.
    pub async fn attempt<T, E: ToString>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, String> {
        match tokio::time::timeout(DEADLINE, work).await {
            Ok(result) => self.holds(result),
            Err(_) => self.holds(Err(format!("nothing happened for {DEADLINE:?}"))),
        }
    }

    /// Turns an error into the message for the reader.
    pub fn holds<T, E: ToString>(&self, result: Result<T, E>) -> Result<T, String> {
        result.map_err(|error| {
            let Part { name, next_step } = self;
            format!("{name} failed: {}\nnext step: {next_step}", error.to_string())
        })
    }
}
