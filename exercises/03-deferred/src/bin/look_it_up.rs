//! # look_it_up
//!
//! Parcels come with a name on them. Before one is loaded, it needs a label with the
//! number of the house, which the register knows. It answers when it finds the time.
//! A name is a parcel that comes, `NAME=HOUSE` an answer:
//!
//! ```text
//! $ cargo xtask run look_it_up anna bert bert=17 anna=nowhere
//! a parcel for anna
//! a parcel for bert
//! label: bert, house 17
//! loaded: bert
//! done with bert
//! sent back: nobody knows anna
//! done with anna
//! ```
//!
//! Put `label`, `load` and `send_back` to use. No parcel may wait for another one, and
//! what `send` returns fires when the parcel is gone, one way or the other.
//!
//! Read:  book/src/03-deferred/waiting.md
//! Run:   cargo xtask run look_it_up anna bert bert=17 anna=nowhere
//! Check: cargo xtask check look_it_up

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
    // TODO: a callback that asks the register and labels; `load` comes below it.
    todo!("look it up, and let the chain wait")
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
