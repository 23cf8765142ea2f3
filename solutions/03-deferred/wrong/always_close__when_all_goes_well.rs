//! Closes the gate behind those who drove through, and nobody else.
//!
//! The check says: Who was turned away leaves the gate open

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
    vehicle.add_callback(drive_through).add_callback(move |row| {
        gate.close();
        row
    })
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
