//! What becomes of a list when its members fail: three ways to put it together.
//!
//! Run it: `cargo run -p deferred --example some_of_them`. In each of them the same
//! two of three fail.

use deferred::{Deferred, DeferredList, FirstError, gather_results};

// ANCHOR: ask
/// Three are asked. The first answers last, the others do not know.
fn ask(put_together: impl FnOnce([Deferred<u32>; 3])) {
    let (ann_says, ann) = Deferred::pair();
    let (ben_says, ben) = Deferred::pair();
    let (cleo_says, cleo) = Deferred::pair();
    put_together([ann, ben, cleo]);
    cleo_says.errback("cleo does not know");
    ben_says.errback("ben has forgotten");
    ann_says.callback(42);
}
// ANCHOR_END: ask

fn main() {
    // ANCHOR: gather
    println!("gather_results:");
    ask(|three| {
        gather_results(three).add_callback(|all| println!("  all of them: {all:?}")).add_errback(
            |failure| {
                let FirstError { index, failure } = failure.trap::<FirstError>()?;
                println!("  number {index} was the first to fail: {failure}");
                Ok(())
            },
        );
    });
    // ANCHOR_END: gather

    // ANCHOR: consume
    println!("the same, and the errors are consumed:");
    ask(|three| {
        DeferredList::of(three)
            .consume_errors()
            .values()
            .add_callback(|all| println!("  all of them: {all:?}"))
            .add_errback(|failure| println!("  {failure}"));
    });
    // ANCHOR_END: consume

    // ANCHOR: results
    println!("the results of all:");
    ask(|three| {
        DeferredList::of(three).consume_errors().results().add_callback(|results| {
            let came = results.iter().filter(|result| result.is_ok()).count();
            println!("  {came} of {} have come", results.len());
        });
    });
    // ANCHOR_END: results
}
