//! [`Failure`]: an error that travels, with the place where it was made.

use std::error::Error;
use std::fmt;
use std::panic::Location;
use std::sync::Arc;

/// An error on its way to somebody who can handle it.
///
/// Any error becomes a `Failure` by `into()` or `?`, and so does plain text. It
/// remembers the place where that happened. Cloning is cheap: the clones share
/// one error.
///
/// Like `Box<dyn Error>`, a `Failure` does not implement [`Error`] itself; that
/// is what lets every error turn into one. [`Display`](fmt::Display) gives the
/// error's own message.
///
/// Twisted: `twisted.python.failure.Failure`.
#[derive(Clone)]
pub struct Failure(Arc<Inner>);

struct Inner {
    error: Box<dyn Error + Send + Sync>,
    created_at: &'static Location<'static>,
}

impl Failure {
    /// A failure that was made on behalf of somebody, who is shown as the place:
    /// who set a timeout, say, and not the timer which it ran down in.
    pub fn made_for(
        place: &'static Location<'static>,
        error: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Failure(Arc::new(Inner { error: error.into(), created_at: place }))
    }

    /// Whether both are clones of one failure.
    pub fn ptr_eq(one: &Failure, other: &Failure) -> bool {
        Arc::ptr_eq(&one.0, &other.0)
    }

    /// The error inside.
    pub fn error(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0.error
    }

    /// The error inside, if it is an `E`. Twisted: `Failure.check`.
    pub fn check<E: Error + 'static>(&self) -> Option<&E> {
        self.0.error.downcast_ref()
    }

    /// The error inside, if it is an `E`; else this failure again, so that
    /// `failure.trap::<E>()?` handles one kind and passes the others on.
    /// Twisted: `Failure.trap`.
    ///
    /// # Errors
    ///
    /// A clone of this failure, when the error inside is not an `E`.
    pub fn trap<E: Error + 'static>(&self) -> Result<&E, Failure> {
        self.check().ok_or_else(|| self.clone())
    }

    /// Where the error became a failure.
    pub fn created_at(&self) -> &'static Location<'static> {
        self.0.created_at
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        Failure::made_for(Location::caller(), error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.error, f)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[Failure: {:?} at {}]", self.0.error, self.0.created_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::ParseIntError;

    fn parse(text: &str) -> Result<i32, Failure> {
        Ok(text.parse::<i32>()?)
    }

    #[test]
    fn any_error_becomes_a_failure_and_keeps_its_message() {
        let failure = parse("seven").unwrap_err();
        assert_eq!(failure.to_string(), "invalid digit found in string");
        assert_eq!(Failure::from("plain text").to_string(), "plain text");
    }

    #[test]
    fn check_finds_the_error_by_its_type() {
        let failure = parse("seven").unwrap_err();
        assert!(failure.check::<ParseIntError>().is_some());
        assert!(failure.check::<fmt::Error>().is_none());
    }

    #[test]
    fn trap_takes_one_kind_and_hands_back_the_others() {
        let failure = parse("seven").unwrap_err();
        assert!(failure.trap::<ParseIntError>().is_ok());
        let passed_on = failure.trap::<fmt::Error>().unwrap_err();
        assert_eq!(passed_on.to_string(), failure.to_string());
    }

    #[test]
    fn a_failure_knows_the_line_it_was_made_on() {
        let failure = Failure::from("here");
        assert_eq!(failure.created_at().line(), line!() - 1);
        assert!(format!("{failure:?}").contains(file!()));
    }

    #[test]
    fn clones_share_one_error() {
        let failure = Failure::from("shared");
        assert!(std::ptr::addr_eq(failure.error(), failure.clone().error()));
        assert!(Failure::ptr_eq(&failure, &failure.clone()));
        assert!(!Failure::ptr_eq(&failure, &Failure::from("shared")));
    }

    #[test]
    fn a_failure_made_for_somebody_names_their_place() {
        let place = Location::caller();
        assert_eq!(Failure::made_for(place, "too late").created_at(), place);
    }
}
