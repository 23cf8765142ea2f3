//! Sends the parcel back on the Deferred inside, and the chain goes on.
//!
//! The check says: and loaded all the same

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use deferred::{Deferred, Failure, Trigger, succeed};

fn main() {
    let register = Rc::new(Register::default());
    for word in std::env::args().skip(1) {
        if let Some((name, house)) = word.split_once('=') {
            register.answer(name, house);
        } else {
            println!("a parcel for {word}");
            let done = send(succeed(word.clone()), register.clone());
            done.add_callback(move |()| println!("done with {word}"));
        }
    }
}

/// Looks the house up, labels the parcel and loads it; or sends it back.
fn send(parcel: Deferred<String>, register: Rc<Register>) -> Deferred<()> {
    parcel
        .add_callback(move |name| {
            let house = register.look_up(&name);
            house.add_callback(move |house| label(name, house)).add_errback(|failure| {
                send_back(failure);
                String::from("nobody")
            })
        })
        .add_callback(load)
}

/// Puts the label on the parcel for `name`, and hands the name on.
fn label(name: String, house: u32) -> String {
    println!("label: {name}, house {house}");
    name
}

fn load(name: String) {
    println!("loaded: {name}");
}

fn send_back(failure: Failure) {
    println!("sent back: {failure}");
}

/// Knows where everybody lives, and answers later.
#[derive(Default)]
struct Register {
    asked: RefCell<HashMap<String, Trigger<u32>>>,
}

impl Register {
    /// The number of the house in which `name` lives.
    fn look_up(&self, name: &str) -> Deferred<u32> {
        let (trigger, house) = Deferred::pair();
        self.asked.borrow_mut().insert(name.to_string(), trigger);
        house
    }

    fn answer(&self, name: &str, house: &str) {
        let house = house.parse::<u32>().map_err(|_| Failure::from(format!("nobody knows {name}")));
        let asked = self.asked.borrow_mut().remove(name);
        if let Some(trigger) = asked {
            trigger.settle(house);
        }
    }
}
