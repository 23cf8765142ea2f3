//! # always_close
//!
//! A gate opens for each vehicle and has to be closed behind it, whatever becomes of
//! it: it drives through, it is turned away, or it does not come at all. Only when
//! the gate is closed does anybody hear how it went:
//!
//! ```text
//! $ cargo xtask run always_close car truck nobody
//! the gate opens
//! the car drives through
//! the gate closes
//! parked in row 3
//! the gate opens
//! the gate closes
//! turned away: the truck is too high
//! the gate opens
//! the gate closes
//! turned away: nobody came
//! ```
//!
//! `enter` lacks a level. What comes to it must leave it as it came.
//!
//! Read:  book/src/03-deferred/either-case.md
//! Run:   cargo xtask run always_close car truck nobody
//! Check: cargo xtask check always_close

use std::cell::Cell;
use std::rc::Rc;

use deferred::{Deferred, Failure};

fn main() {
    let gate = Rc::new(Gate::default());
    for vehicle in std::env::args().skip(1) {
        let (trigger, d) = Deferred::pair();
        let entered = enter(&gate, d);
        entered.add_callbacks(
            |row| println!("parked in row {row}"),
            |failure: Failure| println!("turned away: {failure}"),
        );
        gate.open();
        match vehicle.as_str() {
            "nobody" => trigger.errback("nobody came"),
            _ => trigger.callback(vehicle),
        }
    }
}

/// The row in which a vehicle is parked. The gate is closed behind it, in every case.
fn enter(gate: &Rc<Gate>, vehicle: Deferred<String>) -> Deferred<usize> {
    let gate = Rc::clone(gate);
    let entered = vehicle.add_callback(drive_through);
    // TODO: one level more, which closes `gate`.
    todo!("close the gate")
}

fn drive_through(vehicle: String) -> Result<usize, Failure> {
    if vehicle == "truck" {
        return Err(format!("the {vehicle} is too high").into());
    }
    println!("the {vehicle} drives through");
    Ok(vehicle.len())
}

#[derive(Default)]
struct Gate {
    is_open: Cell<bool>,
}

impl Gate {
    fn open(&self) {
        let already = if self.is_open.replace(true) { " already" } else { "" };
        println!("the gate opens{already}");
    }

    fn close(&self) {
        let already = if self.is_open.replace(false) { "" } else { " already" };
        println!("the gate closes{already}");
    }
}
