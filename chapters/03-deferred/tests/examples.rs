//! What the examples of this chapter print, recorded.

use harness::example_output;
use insta::assert_snapshot;

/// A test for each example, of its name, with a recording of its name.
macro_rules! examples {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output(env!("CARGO_PKG_NAME"), stringify!($name));
            assert_snapshot!(stringify!($name), printed);
        })+
    };
}

examples! {
    first_callback,
    first_callback_tokio,
    first_errback,
    html_chain,
    both_rails,
    chain_1,
    chain_2,
    chain_3,
    chain_4,
    pass_through,
    beside_or_below,
    zigzag,
    trapped,
}
