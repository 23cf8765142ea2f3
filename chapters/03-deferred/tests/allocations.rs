//! How much memory is asked for, and that all of it is given back.

use std::pin::pin;
use std::task::{Context, Waker};

use allocation_counter::{AllocationInfo, measure};
use deferred::{Deferred, gather_results, succeed};

/// Counts, and makes sure that nothing is left behind.
#[track_caller]
fn count(mut run: impl FnMut()) -> u64 {
    run(); // what is set up once in a thread is set up now
    let AllocationInfo { count_total, count_current, .. } = measure(run);
    assert_eq!(count_current, 0, "some memory is not given back");
    count_total
}

fn fire_levels(levels: u64) {
    let (trigger, mut d) = Deferred::pair();
    for _ in 0..levels {
        d = d.add_callback(|n: u64| n + 1);
    }
    trigger.callback(0);
    assert_eq!(d.now().unwrap().unwrap(), levels);
}

#[test]
fn a_level_costs_exactly_one() {
    let bare = count(|| fire_levels(0));
    assert_eq!(bare, 2, "the chain, and the value that it is fired with");
    for levels in [1, 10, 1000] {
        assert_eq!(count(|| fire_levels(levels)), bare + levels);
    }
}

#[test]
fn a_level_that_is_passed_by_or_never_reached_costs_no_more() {
    let pass_by = || {
        let (trigger, mut d) = Deferred::pair();
        for _ in 0..100 {
            d = d.add_errback(|_| 0);
        }
        trigger.callback(1);
        assert_eq!(d.now().unwrap().unwrap(), 1);
    };
    assert_eq!(count(pass_by), 2 + 100);
    let drop_unfired = || {
        let (_trigger, mut d) = Deferred::<u64>::pair();
        for _ in 0..100 {
            d = d.add_callback(|n| n + 1);
        }
        drop(d);
    };
    assert_eq!(count(drop_unfired), 1 + 100);
}

#[test]
fn waiting_for_another_costs_no_more_than_its_level() {
    let wait = || {
        let (trigger, inner) = Deferred::pair();
        let d = succeed(()).add_callback(move |()| inner);
        trigger.callback(1);
        assert_eq!(d.now().unwrap().unwrap(), 1);
    };
    // Two chains and a level; the one value, for `()` needs no memory.
    assert_eq!(count(wait), 2 + 1 + 2);
}

#[test]
fn awaiting_costs_nothing() {
    let wait = || {
        let (trigger, d) = Deferred::pair();
        let mut future = pin!(d.into_future());
        let mut context = Context::from_waker(Waker::noop());
        assert!(future.as_mut().poll(&mut context).is_pending());
        trigger.callback(1);
        assert!(future.as_mut().poll(&mut context).is_ready());
    };
    assert_eq!(count(wait), 2);
}

#[test]
fn a_list_costs_one_for_each_member_and_a_few_for_itself() {
    let gather = |members: u64| {
        count(|| {
            let (triggers, members): (Vec<_>, Vec<_>) =
                (0..members).map(|_| Deferred::pair()).unzip();
            let all = gather_results(members);
            for trigger in triggers {
                trigger.callback(1);
            }
            assert!(all.now().unwrap().is_ok());
        })
    };
    let one_more = gather(1001) - gather(1000);
    assert_eq!(one_more, 3, "its chain, its value, and the list's level");
}
