//! What lines and timers cost, without a socket.
//!
//! ```sh
//! cargo bench -p reactor --bench in_memory
//! ```
//!
//! The lines are compared with a loop by hand over the same buffer type, which
//! is what one would write in plain tokio.

use bytes::BytesMut;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use memchr::memmem;
use reactor::{Clock, InMemory, LineReceiver, LineTransport, Lines, Time};
use std::time::Duration;

fn main() {
    divan::main();
}

/// As many lines as fit into one read of the reactor.
fn packet(length: usize) -> (Vec<u8>, usize) {
    let line = [&b"x".repeat(length)[..], b"\r\n"].concat();
    let count = 64 * 1024 / line.len();
    (line.repeat(count), count)
}

const LENGTHS: [usize; 3] = [10, 100, 1000];

struct Ignore;

impl LineReceiver for Ignore {
    fn line_received(&mut self, _: &LineTransport, line: &[u8]) {
        black_box(line);
    }
}

#[divan::bench(args = LENGTHS)]
fn lines(bencher: Bencher<'_, '_>, length: usize) {
    let (packet, count) = packet(length);
    let mut connection = InMemory::new(Lines::from(Ignore));
    bencher.counter(ItemsCount::new(count)).bench_local(|| connection.receive(&packet));
}

#[divan::bench(args = LENGTHS)]
fn lines_by_hand(bencher: Bencher<'_, '_>, length: usize) {
    let (packet, count) = packet(length);
    let (mut buffer, delimiter) = (BytesMut::new(), memmem::Finder::new(b"\r\n"));
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        buffer.extend_from_slice(&packet);
        while let Some(length) = delimiter.find(&buffer) {
            black_box(&buffer.split_to(length + 2)[..length]);
        }
    });
}

/// So many calls are pending all the time.
const PENDING: [u64; 3] = [10, 1_000, 100_000];

fn clock_with(pending: u64) -> Clock {
    let clock = Clock::new();
    for seconds in 0..pending {
        clock.call_later(Duration::from_secs(3600 + seconds), || {});
    }
    clock
}

#[divan::bench(args = PENDING)]
fn set_and_cancel(bencher: Bencher<'_, '_>, pending: u64) {
    let clock = clock_with(pending);
    bencher.bench_local(|| clock.call_later(Duration::from_secs(30), || {}).cancel());
}

#[divan::bench(args = PENDING)]
fn set_and_run(bencher: Bencher<'_, '_>, pending: u64) {
    let clock = clock_with(pending);
    bencher.bench_local(|| {
        clock.call_later(Duration::ZERO, || {});
        clock.advance(Duration::ZERO);
    });
}

#[divan::bench(args = PENDING)]
fn reset(bencher: Bencher<'_, '_>, pending: u64) {
    let clock = clock_with(pending);
    let call = clock.call_later(Duration::from_secs(30), || {});
    bencher.bench_local(|| call.reset(Duration::from_secs(30)));
}
