//! What a program prints: kept in order, capped, and waited for without polling.
//!
//! stdout and stderr are one pipe, so their order is the one a reader sees in a
//! terminal.
//!
//! The end of the pipe says nothing about the end of the program: a grandchild
//! may hold it open for ever. So when the program has ended, we write a marker
//! into the pipe ourselves. A pipe keeps its order; when the marker comes out,
//! everything that the program wrote has come out before it. A second marker does
//! the same for a program that goes on.

use std::hash::{BuildHasher, RandomState};
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::process::ExitStatus;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// How much is read at a time: what a pipe holds on Linux.
const CHUNK: usize = 64 * 1024;

/// What is known of a program from outside, and a way to wait for more.
#[derive(Debug)]
pub(super) struct Output {
    state: Mutex<State>,
    changed: Condvar,
    marker: [u8; 16],
    /// The marker of a program that goes on.
    so_far: [u8; 16],
    limit: usize,
}

/// What is known of a program at one moment.
#[derive(Debug, Default)]
pub(super) struct State {
    /// What it printed, up to the limit.
    pub printed: Vec<u8>,
    /// It printed more than the limit.
    pub over_limit: bool,
    /// How it ended, once it has.
    pub ended: Option<ExitStatus>,
    /// `printed` holds everything that the program will ever have printed.
    pub complete: bool,
    /// How often it was seen to hold everything that there was until then.
    pub caught_up: usize,
}

impl Output {
    pub fn new(limit: usize) -> Output {
        let (state, changed) = (Mutex::default(), Condvar::new());
        Output { state, changed, marker: marker(), so_far: marker(), limit }
    }

    /// Waits until `found` finds something in the state.
    ///
    /// Nothing is found when the time is over, or when the program has ended and
    /// cannot change any more.
    pub fn wait_for<T>(&self, until: Instant, found: impl Fn(&State) -> Option<T>) -> Option<T> {
        let mut state = self.state();
        loop {
            if let Some(it) = found(&state) {
                return Some(it);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || state.is_final() {
                return None;
            }
            let woken = self.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What is known now.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Collects what comes out of the pipe, until our marker does, or until
    /// there is too much of it; `too_much` then ends the program. Returning
    /// closes the pipe, so that whoever still writes is told.
    pub fn collect(&self, mut pipe: PipeReader, too_much: impl FnOnce()) {
        let mut chunk = vec![0; CHUNK];
        while let Ok(length @ 1..) = pipe.read(&mut chunk) {
            self.append(&chunk[..length]);
            let state = self.state();
            if state.over_limit {
                drop(state);
                return too_much();
            }
            if state.complete {
                return;
            }
        }
        self.change(|state| state.complete = true);
    }

    /// Notes that the program has ended, and asks for the rest of its output.
    pub fn program_ended(&self, status: ExitStatus, mut pipe: PipeWriter) {
        self.change(|state| state.ended = Some(status));
        // After too much output nobody reads any more; then nobody waits either.
        let _ = pipe.write_all(&self.marker);
    }

    /// Waits until all is there that the program has printed so far. Its output
    /// is collected by a thread, which may be late on a busy machine.
    pub fn catch_up(&self, until: Instant, mut pipe: &PipeWriter) {
        let before = self.state().caught_up;
        if pipe.write_all(&self.so_far).is_ok() {
            self.wait_for(until, |state| (state.caught_up > before).then_some(()));
        }
    }

    fn append(&self, bytes: &[u8]) {
        self.change(|state| {
            if state.complete {
                return; // whoever still writes is not the program
            }
            // A marker may be torn in two by the edge of a chunk.
            let from = state.printed.len().saturating_sub(self.marker.len() - 1);
            state.printed.extend_from_slice(bytes);
            while let Some(at) = find(&state.printed, from, self.so_far) {
                state.printed.drain(at..at + self.so_far.len());
                state.caught_up += 1;
            }
            if let Some(at) = find(&state.printed, from, self.marker) {
                state.printed.truncate(at);
                state.complete = true;
            }
            if state.printed.len() > self.limit {
                state.printed.truncate(self.limit);
                state.over_limit = true;
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }
}

impl State {
    /// Whether nothing can change any more.
    pub fn is_final(&self) -> bool {
        self.ended.is_some() && (self.complete || self.over_limit)
    }
}

/// Where a marker begins in what was printed, not before `from`.
fn find(printed: &[u8], from: usize, marker: [u8; 16]) -> Option<usize> {
    let mut windows = printed[from..].windows(marker.len());
    windows.position(|window| window == marker).map(|at| from + at)
}

/// Sixteen bytes that no program can foresee. None is a line end: half of a marker
/// ends no line.
fn marker() -> [u8; 16] {
    let random = || RandomState::new().hash_one(0).to_ne_bytes();
    let mut marker = [0; 16];
    marker[..8].copy_from_slice(&random());
    marker[8..].copy_from_slice(&random());
    marker.map(|byte| byte | 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(limit: usize, chunks: &[&[u8]]) -> Output {
        let output = Output::new(limit);
        for chunk in chunks {
            output.append(chunk);
        }
        output
    }

    #[test]
    fn the_marker_is_found_wherever_a_chunk_tears_it() {
        for tear in 0..=16 {
            let output = Output::new(100);
            let (head, tail) = output.marker.split_at(tear);
            output.append(&[b"printed", head].concat());
            output.append(&[tail, b"by somebody else"].concat());
            assert!(output.state().complete, "torn at {tear}");
            assert_eq!(output.state().printed, b"printed", "torn at {tear}");
        }
    }

    #[test]
    fn the_marker_of_a_program_that_goes_on_leaves_no_trace() {
        for tear in 0..=16 {
            let output = Output::new(100);
            let (head, tail) = output.so_far.split_at(tear);
            output.append(&[b"one ", head].concat());
            output.append(&[tail, b"two ", &output.so_far].concat());
            assert_eq!(output.state().printed, b"one two ", "torn at {tear}");
            assert_eq!(output.state().caught_up, 2, "torn at {tear}");
            assert!(!output.state().complete, "torn at {tear}");
        }
    }

    #[test]
    fn what_is_kept_ends_at_the_limit() {
        let output = collected(10, &[b"12345", b"6789012345"]);
        assert!(output.state().over_limit);
        assert_eq!(output.state().printed, b"1234567890");
    }

    #[test]
    fn a_limit_that_is_just_reached_is_not_passed() {
        let output = collected(10, &[b"1234567890"]);
        assert!(!output.state().over_limit);
    }
}
