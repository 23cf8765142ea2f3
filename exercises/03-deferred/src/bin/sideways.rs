//! # sideways
//!
//! A lift is called with the number of a floor:
//!
//! ```text
//! $ cargo xtask run sideways 3        $ cargo xtask run sideways 12
//! travelling to floor 3               alarm: there is no floor 12
//! the doors open on floor 3
//!
//! $ cargo xtask run sideways three    $ cargo xtask run sideways 7
//! three is no number, so: down        travelling to floor 7
//! travelling to floor 0               alarm: the doors jam on floor 7
//! the doors open on floor 0
//! ```
//!
//! The program compiles, and opens its doors where no lift is. All the functions
//! are right. Two of them stand on the wrong level: move them, and change nothing
//! else.
//!
//! Read:  book/src/03-deferred/passing-on.md
//! Run:   cargo xtask run sideways 12
//! Check: cargo xtask check sideways

use deferred::{Deferred, Failure};

fn main() {
    let button = std::env::args().nth(1).unwrap_or("12".to_string());

    let (trigger, d) = Deferred::pair();
    call_lift(d);
    trigger.callback(button);
}

/// What a press of a button comes to.
fn call_lift(button: Deferred<String>) {
    // TODO: two functions stand on the wrong level. Which two?
    button
        .add_callback(read)
        .add_callback(travel)
        .add_errback(down)
        .add_callbacks(open_doors, alarm);
}

/// The floor that a button stands for.
fn read(button: String) -> Result<u32, Failure> {
    button.parse().map_err(|_| format!("{button} is no number").into())
}

/// A button that cannot be read sends the lift down.
fn down(failure: Failure) -> u32 {
    println!("{failure}, so: down");
    0
}

fn travel(floor: u32) -> Result<u32, Failure> {
    if floor > 9 {
        return Err(format!("there is no floor {floor}").into());
    }
    println!("travelling to floor {floor}");
    Ok(floor)
}

fn open_doors(floor: u32) -> Result<(), Failure> {
    if floor == 7 {
        return Err(format!("the doors jam on floor {floor}").into());
    }
    println!("the doors open on floor {floor}");
    Ok(())
}

/// Whatever else goes wrong: somebody has to come.
fn alarm(failure: Failure) {
    println!("alarm: {failure}");
}
