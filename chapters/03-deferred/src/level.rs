//! One level of a chain: a function, and the place where its result is put.
//!
//! A chain does not know the types of its values, which may differ from level to
//! level. What it hands on is a [`Parcel`]: a failure, or the box of the level
//! that made the value, with the value in it. So a level costs one allocation,
//! which serves the function first and its result afterwards.

use std::any::{Any, type_name};
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use crate::chain::Chain;
use crate::errors::Panicked;
use crate::trace::{Both, Functions, Rails};
use crate::{Failure, Outcome};

/// What travels along a chain: on the callback rail a value in its box, on the
/// errback rail a failure.
pub(crate) type Parcel = Result<Box<dyn Carrier>, Failure>;

/// A box with a value in it.
pub(crate) trait Carrier {
    /// The `Option<T>` that holds the value.
    fn slot(&mut self) -> &mut dyn Any;

    /// What the compiler calls `T`.
    fn type_name(&self) -> &'static str;
}

/// The plainest carrier brings the value with which a chain is fired.
impl<T: 'static> Carrier for Option<T> {
    fn slot(&mut self) -> &mut dyn Any {
        self
    }

    fn type_name(&self) -> &'static str {
        type_name::<T>()
    }
}

/// Packs what a chain is fired with.
pub(crate) fn pack<T: 'static>(result: Result<T, Failure>) -> Parcel {
    result.map(|value| Box::new(Some(value)) as Box<dyn Carrier>)
}

/// Takes the value out again. That its type is `T` is what `Deferred<T>` means.
pub(crate) fn unpack<T: 'static>(parcel: Parcel) -> Result<T, Failure> {
    parcel.map(|mut carrier| {
        let slot = carrier.slot().downcast_mut::<Option<T>>();
        slot.and_then(Option::take).expect("a Deferred<T> holds a T")
    })
}

/// What the loop that runs a chain has to know of a level, whatever its types.
pub(crate) trait Level {
    /// Calls the function with what the level before has made.
    fn run(self: Box<Self>, parcel: Parcel) -> Step;

    /// The link to the next level in the queue.
    fn next(&mut self) -> &mut Option<Box<dyn Level>>;

    /// The names of its functions.
    fn functions(&self) -> Functions;
}

/// How it goes on after a level.
pub(crate) enum Step {
    /// At once, with this.
    Next(Parcel),
    /// With the result of that chain, when it has one.
    Wait(Rc<Chain>),
}

/// Runs one level. Whatever panics in it, the function or the destructor of a
/// value which it drops, becomes a failure.
#[inline]
pub(crate) fn run_caught(level: Box<dyn Level>, parcel: Parcel) -> Step {
    catch_unwind(AssertUnwindSafe(|| level.run(parcel)))
        .unwrap_or_else(|payload| Step::Next(Err(caught(&*payload))))
}

fn caught(payload: &(dyn Any + Send)) -> Failure {
    Panicked::from_payload("a callback", payload).into()
}

/// The one kind of level there is. Which rails it serves is the function's own
/// affair: it gets all that comes, and passes on what does not concern it. The
/// type `R` says it to those who want to know.
pub(crate) struct Node<F, T, U, R> {
    function: Option<F>,
    result: Option<U>,
    next: Option<Box<dyn Level>>,
    argument: PhantomData<fn(T)>,
    rails: PhantomData<fn() -> R>,
}

impl<F, T, U, R> Node<F, T, U, R> {
    pub(crate) fn new(function: F) -> Self {
        let (argument, rails) = (PhantomData, PhantomData);
        Node { function: Some(function), result: None, next: None, argument, rails }
    }
}

impl<F, T, U> Node<F, T, U, Both<F>> {
    /// A level of this very function.
    pub(crate) fn on_both_rails(function: F) -> Self {
        Self::new(function)
    }
}

impl<F, T, U, R> Level for Node<F, T, U, R>
where
    F: FnOnce(Result<T, Failure>) -> Outcome<U> + 'static,
    T: 'static,
    U: 'static,
    R: Rails + 'static,
{
    fn run(mut self: Box<Self>, parcel: Parcel) -> Step {
        let function = self.function.take().expect("a level is run once");
        match function(unpack(parcel)) {
            Outcome::Now(Ok(value)) => {
                self.result = Some(value);
                Step::Next(Ok(self))
            }
            Outcome::Now(Err(failure)) => Step::Next(Err(failure)),
            Outcome::Later(deferred) => Step::Wait(deferred.into_chain()),
        }
    }

    fn next(&mut self) -> &mut Option<Box<dyn Level>> {
        &mut self.next
    }

    fn functions(&self) -> Functions {
        R::functions()
    }
}

impl<F: 'static, T: 'static, U: 'static, R: 'static> Carrier for Node<F, T, U, R> {
    fn slot(&mut self) -> &mut dyn Any {
        &mut self.result
    }

    fn type_name(&self) -> &'static str {
        type_name::<U>()
    }
}
