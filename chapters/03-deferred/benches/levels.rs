//! What Deferreds cost, beside what `async` costs.
//!
//! ```sh
//! cargo bench -p deferred --bench levels
//! ```
//!
//! Each line is the making, the firing and the dropping. Divide by the number in it:
//! `Kitem/s` and `Mitem/s` are levels, or Deferreds, in a second.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use deferred::{Deferred, Trigger, gather_results, succeed};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tokio::sync::oneshot;

fn main() {
    divan::main();
}

const LEVELS: [u64; 3] = [1, 10, 1000];

/// How many wait one for another, or are members of a list.
const MANY: [u64; 3] = [10, 1000, 100_000];

fn step(n: u64) -> u64 {
    black_box(n + 1)
}

fn tall(levels: u64) -> (Trigger<u64>, Deferred<u64>) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..levels {
        d = d.add_callback(step);
    }
    (trigger, d)
}

fn value<T: 'static>(d: &Deferred<T>) -> T {
    d.now().expect("a result").expect("a value")
}

#[divan::bench(args = LEVELS)]
fn levels(bencher: Bencher<'_, '_>, levels: u64) {
    bencher.counter(ItemsCount::new(levels)).bench_local(|| {
        let (trigger, d) = tall(levels);
        trigger.callback(0);
        value(&d)
    });
}

#[divan::bench(args = LEVELS)]
fn levels_dropped_unfired(bencher: Bencher<'_, '_>, levels: u64) {
    bencher.counter(ItemsCount::new(levels)).bench_local(|| tall(levels));
}

/// Each level is an `async` function that is awaited.
async fn lines(answer: oneshot::Receiver<u64>, levels: u64) -> u64 {
    #[expect(clippy::unused_async, reason = "it is awaited, which is what is measured")]
    async fn line(n: u64) -> u64 {
        step(n)
    }
    let mut n = answer.await.expect("an answer");
    for _ in 0..levels {
        n = line(n).await;
    }
    n
}

/// The same by hand: a task on the heap that awaits a channel, and is polled twice.
#[divan::bench(args = LEVELS)]
fn levels_async(bencher: Bencher<'_, '_>, levels: u64) {
    bencher.counter(ItemsCount::new(levels)).bench_local(|| {
        let (sender, answer) = oneshot::channel();
        let mut task = Box::pin(lines(answer, levels));
        let mut context = Context::from_waker(Waker::noop());
        assert!(task.as_mut().poll(&mut context).is_pending());
        sender.send(0).expect("somebody listens");
        task.as_mut().poll(&mut context)
    });
}

/// Each waits for the one before.
#[divan::bench(args = MANY)]
fn waiting(bencher: Bencher<'_, '_>, many: u64) {
    bencher.counter(ItemsCount::new(many)).bench_local(|| {
        let (trigger, mut d) = Deferred::pair();
        for _ in 0..many {
            d = succeed(()).add_callback(move |()| d).add_callback(step);
        }
        trigger.callback(0);
        value(&d)
    });
}

#[divan::bench(args = MANY)]
fn gathering(bencher: Bencher<'_, '_>, many: u64) {
    bencher.counter(ItemsCount::new(many)).bench_local(|| {
        let (triggers, members): (Vec<_>, Vec<_>) = (0..many).map(|_| Deferred::pair()).unzip();
        let all = gather_results(members);
        for trigger in triggers {
            trigger.callback(1_u64);
        }
        value(&all)
    });
}

/// One that is awaited.
#[divan::bench]
fn awaiting() -> u64 {
    let (trigger, d) = Deferred::pair();
    let mut future = pin!(d.into_future());
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    trigger.callback(1);
    match future.poll(&mut context) {
        Poll::Ready(Ok(n)) => n,
        _ => unreachable!("it was fired with a value"),
    }
}

/// A channel that is awaited.
#[divan::bench]
fn awaiting_a_channel() -> u64 {
    let (sender, receiver) = oneshot::channel();
    let mut future = pin!(receiver);
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    sender.send(1).expect("somebody listens");
    match future.poll(&mut context) {
        Poll::Ready(Ok(n)) => n,
        _ => unreachable!("it was sent"),
    }
}
