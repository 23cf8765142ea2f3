//! The buffer of a connection by lines, and how it is cut.

use bytes::{Bytes, BytesMut};
use memchr::memchr;
use std::cell::{Cell, RefCell};

/// Of an unfinished line up to this length a copy is kept, rather than the
/// whole packet that it was the end of. 10,000 connections in the middle of a
/// line would else hold a packet each.
const COPIED_REST: usize = 4096;

pub(super) struct LineState {
    buffer: RefCell<BytesMut>,
    /// So many bytes of the buffer are known to hold no delimiter.
    scanned: Cell<usize>,
    pub(super) delimiter: Cell<&'static [u8]>,
    pub(super) max_length: Cell<usize>,
    pub(super) raw: Cell<bool>,
    pub(super) paused: Cell<bool>,
    /// The protocol wants no more of this packet.
    pub(super) held: Cell<bool>,
    /// Whether the buffer is being handed over right now.
    busy: Cell<bool>,
    /// Whether something was taken off the buffer since that began.
    consumed: Cell<bool>,
}

/// What the buffer begins with.
pub(super) enum Next {
    Line(Bytes),
    TooLong(Bytes),
    Raw(Bytes),
    Incomplete,
}

/// The protocol is being called. Its drop ends that, after a panic too.
pub(super) struct Busy<'a>(&'a LineState);

impl LineState {
    pub(super) fn new(delimiter: &'static [u8], max_length: usize) -> Self {
        Self {
            buffer: RefCell::default(),
            scanned: Cell::new(0),
            delimiter: Cell::new(delimiter),
            max_length: Cell::new(max_length),
            raw: Cell::new(false),
            paused: Cell::new(false),
            held: Cell::new(false),
            busy: Cell::new(false),
            consumed: Cell::new(false),
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// `None` if somebody is at it already.
    pub(super) fn begin(&self) -> Option<Busy<'_>> {
        self.held.set(false);
        (!self.busy.replace(true)).then_some(Busy(self))
    }

    pub(super) fn append(&self, data: &[u8]) {
        self.buffer.borrow_mut().extend_from_slice(data);
    }

    /// Takes everything that is in the buffer.
    pub(super) fn take_all(&self) -> Bytes {
        self.take_whole(&mut self.buffer.borrow_mut())
    }

    pub(super) fn copy(&self) -> Vec<u8> {
        self.buffer.borrow().to_vec()
    }

    pub(super) fn length(&self) -> usize {
        self.buffer.borrow().len()
    }

    /// Takes off the buffer what it begins with.
    pub(super) fn next(&self) -> Next {
        let buffer = &mut *self.buffer.borrow_mut();
        if buffer.is_empty() {
            return Next::Incomplete;
        }
        if self.raw.get() {
            return Next::Raw(self.take_whole(buffer));
        }
        match self.find_delimiter(buffer) {
            Some(length) if length > self.max_length.get() => {
                Next::TooLong(self.take_whole(buffer))
            }
            Some(length) => Next::Line(self.take_line(buffer, length)),
            None if self.cannot_become_a_line(buffer) => Next::TooLong(self.take_whole(buffer)),
            None => Next::Incomplete,
        }
    }

    /// The next line, whatever its length.
    pub(super) fn next_line(&self) -> Option<Bytes> {
        let buffer = &mut *self.buffer.borrow_mut();
        self.find_delimiter(buffer).map(|length| self.take_line(buffer, length))
    }

    /// Where the first delimiter begins. What was searched once is not searched
    /// again, or a line that comes byte by byte would take the square of its
    /// length.
    fn find_delimiter(&self, buffer: &[u8]) -> Option<usize> {
        let delimiter = self.delimiter.get();
        let mut from = self.scanned.get();
        while let Some(offset) = memchr(delimiter[0], &buffer[from..]) {
            let start = from + offset;
            if begins_with(&buffer[start..], delimiter) {
                return Some(start);
            }
            from = start + 1;
        }
        self.scanned.set((buffer.len() + 1).saturating_sub(delimiter.len()));
        None
    }

    /// With so many bytes and no delimiter, the line would be too long even if
    /// the delimiter's last byte were all that is missing.
    fn cannot_become_a_line(&self, buffer: &[u8]) -> bool {
        buffer.len() >= self.max_length.get().saturating_add(self.delimiter.get().len())
    }

    fn take_whole(&self, buffer: &mut BytesMut) -> Bytes {
        self.scanned.set(0);
        self.consumed.set(true);
        std::mem::take(buffer).freeze()
    }

    fn take_line(&self, buffer: &mut BytesMut, length: usize) -> Bytes {
        self.scanned.set(0);
        self.consumed.set(true);
        let mut line = buffer.split_to(length + self.delimiter.get().len());
        line.truncate(length);
        line.freeze()
    }

    /// The delimiter has changed: what was searched says nothing any more.
    pub(super) fn search_anew(&self) {
        self.scanned.set(0);
    }
}

/// `starts_with` for the very few bytes of a delimiter: it calls into the C
/// library to compare, which takes longer than to compare them here.
fn begins_with(bytes: &[u8], delimiter: &[u8]) -> bool {
    bytes.len() >= delimiter.len() && bytes.iter().zip(delimiter).all(|(one, other)| one == other)
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.busy.set(false);
        let mut buffer = self.0.buffer.borrow_mut();
        if self.0.consumed.take() && buffer.len() <= COPIED_REST {
            *buffer = BytesMut::from(&buffer[..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_searched_is_not_searched_again() {
        let state = LineState::new(b"\r\n", 100);
        for length in 1..=50 {
            state.append(b"\r");
            assert!(matches!(state.next(), Next::Incomplete));
            // The last byte may be half of a delimiter.
            assert_eq!(state.scanned.get(), length - 1);
        }
        state.append(b"\n");
        assert!(matches!(state.next(), Next::Line(line) if line.len() == 49));
        assert_eq!(state.scanned.get(), 0);
    }

    #[test]
    fn the_rest_of_a_packet_does_not_hold_the_packet() {
        let state = LineState::new(b"\n", 100);
        let busy = state.begin().expect("nobody is at it");
        state.append(&b"line\n".repeat(10_000));
        state.append(b"rest");
        while let Next::Line(_) = state.next() {}
        drop(busy);
        assert!(state.buffer.borrow().capacity() < 100);
        assert_eq!(state.take_all(), "rest");
    }
}
