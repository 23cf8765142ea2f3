//! Plays a program on somebody's Deferreds.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::program::{Function, Op, Program};
use super::{OwnDeferred, Parcel, Rails, Step};
use crate::Failure;

/// More than any recorded program does. A program may add levels without end.
const MOST_OPS: usize = 10_000;

/// How deep functions that do something may stand in one another.
const DEEPEST: usize = 100;

/// The rail that a function stands on.
#[derive(Clone, Copy)]
pub enum Rail {
    Callback,
    Errback,
}

impl Rail {
    pub fn name(self) -> &'static str {
        match self {
            Rail::Callback => "callback",
            Rail::Errback => "errback",
        }
    }
}

/// A program that is being played.
pub struct Player<D> {
    pub functions: BTreeMap<String, Function>,
    deferreds: RefCell<BTreeMap<String, Named<D>>>,
    /// The names, in the order in which they were given.
    names: RefCell<Vec<String>>,
    ops: Cell<usize>,
    pub depth: Cell<usize>,
}

struct Named<D> {
    deferred: D,
    levels: usize,
}

/// Plays one program to its end, and looks what is left.
pub fn play<D: OwnDeferred>(program: Program) {
    println!("case {}", program.name);
    let player = Rc::new(Player::<D> {
        functions: program.functions,
        deferreds: RefCell::default(),
        names: RefCell::default(),
        ops: Cell::new(0),
        depth: Cell::new(0),
    });
    for line in &program.lines {
        println!("> {}", line.text);
        player.operate(&line.op);
    }
    player.look_at_all();
    // Their functions hold the player, which holds them.
    drop(player.deferreds.take());
}

impl<D: OwnDeferred> Player<D> {
    pub fn operate(self: &Rc<Self>, op: &Op) {
        if self.is_too_much() {
            return emit("too much");
        }
        match op {
            Op::New(d) => self.name(d),
            Op::Level(d, callback, errback) => self.add(d, callback.as_deref(), errback.as_deref()),
            Op::Value(d, value) => self.fire(d, Ok(value.clone())),
            Op::Failure(d, error) => self.fire(d, Err(Failure::from(error.clone()))),
        }
    }

    fn is_too_much(&self) -> bool {
        self.ops.set(self.ops.get() + 1);
        self.ops.get() > MOST_OPS || self.depth.get() > DEEPEST
    }

    /// A name is given once.
    fn name(&self, d: &str) {
        let named = Named { deferred: D::new(), levels: 0 };
        let before = self.deferreds.borrow_mut().insert(d.to_owned(), named);
        if before.is_none() {
            self.names.borrow_mut().push(d.to_owned());
        }
    }

    /// The Deferred of that name. Nothing is borrowed when it is used.
    pub fn get(&self, d: &str) -> Option<D> {
        let deferred = self.deferreds.borrow().get(d).map(|named| named.deferred.clone());
        if deferred.is_none() {
            emit("skip");
        }
        deferred
    }

    fn fire(&self, d: &str, result: Parcel) {
        if let Some(deferred) = self.get(d)
            && deferred.fire(result).is_err()
        {
            emit("refused");
        }
    }

    fn add(self: &Rc<Self>, d: &str, callback: Option<&str>, errback: Option<&str>) {
        let Some(deferred) = self.get(d) else { return };
        let level = self.next_level(d);
        let on_rail = |function: &str, rail| {
            let (player, function, place) =
                (self.clone(), function.to_owned(), format!("{d} {level}"));
            move |result| player.call(&function, &place, rail, result)
        };
        let callback = callback.map(|function| on_rail(function, Rail::Callback));
        let errback = errback.map(|function| on_rail(function, Rail::Errback));
        deferred.add(rails(callback, errback));
    }

    fn next_level(&self, d: &str) -> usize {
        self.deferreds.borrow_mut().get_mut(d).map_or(0, |named| {
            named.levels += 1;
            named.levels
        })
    }

    /// Adds to each Deferred a last level that tells what came down to it.
    fn look_at_all(&self) {
        for name in self.names.take() {
            println!("> left {name}");
            let look = |rail: Rail| {
                move |result: Parcel| {
                    emit(&format!("left {} {}", rail.name(), word(&result)));
                    Step::Next(result)
                }
            };
            if let Some(deferred) = self.get(&name) {
                deferred.add(rails(Some(look(Rail::Callback)), Some(look(Rail::Errback))));
            }
        }
    }
}

/// Two functions of a result as functions of a value and of a failure.
fn rails<D>(
    callback: Option<impl FnOnce(Parcel) -> Step<D> + 'static>,
    errback: Option<impl FnOnce(Parcel) -> Step<D> + 'static>,
) -> Rails<D> {
    Rails {
        callback: callback.map(|function| Box::new(|value| function(Ok(value))) as _),
        errback: errback.map(|function| Box::new(|failure| function(Err(failure))) as _),
    }
}

/// A value or a failure in one word.
pub fn word(result: &Parcel) -> String {
    match result {
        Ok(value) => value.clone(),
        Err(failure) => failure.to_string(),
    }
}

pub fn emit(event: &str) {
    println!("  {event}");
}
