//! What a function of a chain may return.

use crate::{Deferred, Failure};

/// What a callback or an errback comes to: a result now, or one later.
///
/// Functions seldom write it, since [`IntoOutcome`] makes one of what they
/// return. It serves the function that sometimes has to wait, and sometimes not:
///
/// ```
/// use deferred::{Deferred, Outcome, succeed};
///
/// fn look_up(name: &'static str) -> Outcome<u32> {
///     match name {
///         "known" => Outcome::Now(Ok(7)),
///         _ => Outcome::Later(ask_somebody()),
///     }
/// }
/// # fn ask_somebody() -> Deferred<u32> { succeed(8) }
/// assert_eq!(succeed("known").add_callback(look_up).now().unwrap().unwrap(), 7);
/// assert_eq!(succeed("other").add_callback(look_up).now().unwrap().unwrap(), 8);
/// ```
pub enum Outcome<T> {
    /// `Ok` goes on along the callback rail, `Err` along the errback rail.
    Now(Result<T, Failure>),
    /// The chain goes on with that Deferred's result, as soon as it has one.
    Later(Deferred<T>),
}

/// What a function of a chain may return: a plain value, a
/// `Result<_, Failure>` or a [`Deferred`].
///
/// `Result` counts with [`Failure`] as its error only, so that `?` in a closure
/// turns every error into a `Failure` without a type being written.
#[diagnostic::on_unimplemented(
    message = "a callback cannot return `{Self}`",
    label = "not a plain value, a `Result<_, Failure>` or a `Deferred`",
    note = "a `Result` with another error: use `?` or `.map_err(Failure::from)`",
    note = "a `Failure` by itself: return `Err(failure)`",
    note = "`todo!()` or `panic!()` alone has no type: write it, as in `|value| -> u32 {{ todo!() }}`",
    note = "a type of your own: return `Ok(value)`, or write `impl Plain for {Self} {{}}` once"
)]
pub trait IntoOutcome {
    /// The type of the value that the next level gets.
    type Value: 'static;

    /// The outcome in one form, for the chain.
    fn into_outcome(self) -> Outcome<Self::Value>;
}

// The compiler shall speak of what a callback may return, not of `Plain`.
#[diagnostic::do_not_recommend]
impl<T: Plain + 'static> IntoOutcome for T {
    type Value = T;

    fn into_outcome(self) -> Outcome<T> {
        Outcome::Now(Ok(self))
    }
}

impl<T: 'static> IntoOutcome for Result<T, Failure> {
    type Value = T;

    fn into_outcome(self) -> Outcome<T> {
        Outcome::Now(self)
    }
}

impl<T: 'static> IntoOutcome for Deferred<T> {
    type Value = T;

    fn into_outcome(self) -> Outcome<T> {
        Outcome::Later(self)
    }
}

impl<T: 'static> IntoOutcome for Outcome<T> {
    type Value = T;

    fn into_outcome(self) -> Outcome<T> {
        self
    }
}

/// A type whose values are results as they are.
///
/// Python asks at run time whether a callback returned a Deferred, a Failure or
/// something else. Here the type says it, and Rust cannot say "any type but
/// those two"; so this trait lists the others. It has most types of the standard
/// library; for one of your own it is a line:
///
/// ```
/// struct Headline(String);
/// impl deferred::Plain for Headline {}
///
/// let d = deferred::succeed("rain").add_callback(|text| Headline(text.to_uppercase()));
/// assert_eq!(d.now().unwrap().unwrap().0, "RAIN");
/// ```
pub trait Plain {}
