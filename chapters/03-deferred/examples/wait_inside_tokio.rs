//! `wait_inside` in plain tokio: where the chain stands still, there is an `.await`.
//!
//! Run it: `cargo run -p deferred --example wait_inside_tokio`
//!
//! It prints what `wait_inside` prints.

use std::error::Error;

use tokio::sync::oneshot::{self, Receiver, error::RecvError};

// ANCHOR: bill
async fn bill(order: Receiver<u32>, price: Receiver<u32>) -> Result<(), RecvError> {
    let pieces = order.await?;
    println!("{pieces} pieces are ordered");
    let price = price.await?;
    println!("to pay: {}", pieces * price);
    Ok(())
}
// ANCHOR_END: bill

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (order_comes, order) = oneshot::channel();
    let (price_comes, price) = oneshot::channel();
    let bill = tokio::spawn(bill(order, price));

    let _ = order_comes.send(3);
    tokio::task::yield_now().await; // to the bill, which has been woken
    println!("the loop serves others");
    let _ = price_comes.send(14);
    Ok(bill.await??)
}
// ANCHOR_END: main
