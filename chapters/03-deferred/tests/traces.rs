//! Traces of examples, recorded for the book, which draws them on two rails.
//!
//! What differs from run to run is left out: the real time. Addresses and absolute
//! paths are in no trace.

use std::path::Path;

use harness::example_trace;
use insta::assert_snapshot;

/// A test for each example, of its name, with a recording of its name.
macro_rules! traces {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            assert_snapshot!(stringify!($name), recording(stringify!($name)));
        })+
    };
}

traces! {
    both_rails,
    first_errback,
    html_chain,
    pass_through,
    too_late,
    wait_inside,
}

#[track_caller]
fn recording(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the root");
    let mut trace = example_trace(env!("CARGO_PKG_NAME"), name).without_real_times();
    trace.quote_closures(root);
    trace.to_json()
}
