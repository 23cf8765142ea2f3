//! Chains that are too deep for recursion.

use std::cell::Cell;
use std::rc::Rc;

use super::{OwnDeferred, Rails, Step};

/// One Deferred with `n` levels.
pub fn levels<D: OwnDeferred>(n: usize) {
    let (d, count) = (D::new(), Count::default());
    for _ in 0..n {
        d.add(counting(&count, || {}));
    }
    fire(&d);
    println!("{} of {n} levels ran", count.get());
}

/// One Deferred, each of whose levels adds the next.
pub fn adds<D: OwnDeferred>(n: usize) {
    let (d, count) = (D::new(), Count::default());
    add(&d, n, &count);
    fire(&d);
    println!("{} of {n} levels ran", count.get());
}

fn add<D: OwnDeferred>(d: &D, left: usize, count: &Count) {
    if left > 0 {
        let (same, again) = (d.clone(), count.clone());
        d.add(counting(count, move || add(&same, left - 1, &again)));
    }
}

/// `n` Deferreds. All but the first have fired, and each waits for the one before it.
pub fn waits<D: OwnDeferred>(n: usize) {
    let (mut deferreds, count) = (vec![D::new()], Count::default());
    while deferreds.len() <= n {
        let inner = deferreds[deferreds.len() - 1].clone();
        let d = D::new();
        d.add(Rails { callback: Some(Box::new(move |_| Step::Wait(inner))), errback: None });
        d.add(counting(&count, || {}));
        fire(&d);
        deferreds.push(d);
    }
    fire(&deferreds[0]);
    println!("{} of {n} Deferreds went on", count.get());
}

type Count = Rc<Cell<usize>>;

/// A level that counts, does something, and passes its value on.
fn counting<D: OwnDeferred>(count: &Count, also: impl FnOnce() + 'static) -> Rails<D> {
    let count = count.clone();
    let callback = move |value| {
        count.set(count.get() + 1);
        also();
        Step::Next(Ok(value))
    };
    Rails { callback: Some(Box::new(callback)), errback: None }
}

fn fire<D: OwnDeferred>(d: &D) {
    if d.fire(Ok("go".to_owned())).is_err() {
        println!("refused");
    }
}
