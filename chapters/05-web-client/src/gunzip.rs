//! [`Gunzip`]: unpacks what was packed by gzip, bit by bit.

use std::collections::VecDeque;
use std::io::{self, Write};

use bytes::{Buf, Bytes};
use flate2::write::MultiGzDecoder;

/// So many packed bytes are unpacked at a time. A thousand times as many may come out
/// of them; a megabyte at once does no harm, where a gigabyte would.
const STEP: usize = 1024;

/// Bytes go in packed, and come out as they were, in pieces of bounded length.
///
/// Twisted: `GzipDecoder`.
pub(crate) struct Gunzip {
    packed: VecDeque<Bytes>,
    decoder: MultiGzDecoder<Vec<u8>>,
}

impl Gunzip {
    pub(crate) fn new() -> Self {
        Self { packed: VecDeque::new(), decoder: MultiGzDecoder::new(Vec::new()) }
    }

    pub(crate) fn push(&mut self, packed: Bytes) {
        self.packed.push_back(packed);
    }

    /// The next bytes, unless more have to be pushed first.
    pub(crate) fn next(&mut self) -> Option<io::Result<Bytes>> {
        while let Some(front) = self.packed.front_mut() {
            let step = front.len().min(STEP);
            if let Err(error) = self.decoder.write_all(&front[..step]) {
                self.packed.clear();
                return Some(Err(error));
            }
            front.advance(step);
            if front.is_empty() {
                self.packed.pop_front();
            }
            if let Some(part) = self.unpacked() {
                return Some(Ok(part));
            }
        }
        None
    }

    /// Nothing more comes: it must have been complete. What the decoder has held back
    /// until now is the last part, unless there is none.
    pub(crate) fn finish(&mut self) -> Option<io::Result<Bytes>> {
        match self.decoder.try_finish() {
            Ok(()) => self.unpacked().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    fn unpacked(&mut self) -> Option<Bytes> {
        let part = std::mem::take(self.decoder.get_mut());
        (!part.is_empty()).then(|| part.into())
    }
}
