//! `all_of_them` in plain tokio: `try_join!` awaits several futures at once, and gives
//! their values in the order in which they stand there.
//!
//! Run it: `cargo run -p deferred --example all_of_them_tokio`
//!
//! It prints what `all_of_them` prints.

use tokio::sync::oneshot::{self, error::RecvError};

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), RecvError> {
    let (ann_says, ann) = oneshot::channel();
    let (ben_says, ben) = oneshot::channel();
    let (cleo_says, cleo) = oneshot::channel();

    let all = async {
        let (ann, ben, cleo) = tokio::try_join!(ann, ben, cleo)?;
        println!("all: {}", [ann, ben, cleo].join(", "));
        Ok(())
    };
    let speakers = async {
        println!("cleo answers");
        let _ = cleo_says.send("red");
        println!("ann answers");
        let _ = ann_says.send("green");
        println!("ben answers");
        let _ = ben_says.send("blue");
    };
    let (heard, ()) = tokio::join!(all, speakers);
    heard
}
// ANCHOR_END: main
