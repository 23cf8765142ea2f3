//! Puts both at the end, where `down` hears of everything.
//!
//! The check says: hears of what `travel` did wrong

use deferred::{Deferred, Failure};

fn main() {
    let button = std::env::args().nth(1).unwrap_or("12".to_string());

    let (trigger, d) = Deferred::pair();
    call_lift(d);
    trigger.callback(button);
}

/// What a press of a button comes to.
fn call_lift(button: Deferred<String>) {
    button
        .add_callback(read)
        .add_callback(travel)
        .add_callback(|floor| open_doors(floor).map(|()| floor))
        .add_errback(down)
        .add_callbacks(drop, alarm);
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
