//! Failures and values in the words of the cases.

use std::error::Error;
use std::fmt;

use deferred::{AlreadyCalled, Cancelled, Failure, FirstError, FirstValue, TimedOut};
use serde_json::{Value as Json, json};

/// The field that marks an optional event.
const OPTIONAL: &str = "optional";

/// An error of a case: `{"type": …, "msg": …}`.
#[derive(Clone, Debug)]
pub struct CaseError(pub Json);

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Error for CaseError {}

/// What a canceller panics with, a text, so that it can be recognized in
/// [`deferred::CancellerPanicked`].
pub fn panic_text(error: &Json) -> String {
    error.to_string()
}

/// The error of [`panic_text`], if the text is one.
pub fn panic_error(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

pub fn failure(error: &Json) -> Failure {
    CaseError(error.clone()).into()
}

/// A failure as an error of a case.
pub fn error(failure: &Failure) -> Json {
    if let Some(CaseError(error)) = failure.check() {
        error.clone()
    } else if failure.check::<Cancelled>().is_some() {
        json!({"type": "CancelledError", "msg": ""})
    } else if failure.check::<AlreadyCalled>().is_some() {
        json!({"type": "AlreadyCalledError", "msg": ""})
    } else if let Some(FirstError { index, failure }) = failure.check() {
        json!({"type": "FirstError", "index": index, "sub": error(failure)})
    } else if let Some(TimedOut { after: Some(after) }) = failure.check() {
        json!({"type": "TimeoutError", "seconds": after.as_secs()})
    } else {
        json!({"unexpected": format!("{failure:?}")})
    }
}

/// A result as a value of a case, where a failure is `{"fail": ERROR}`.
pub fn value(result: &Result<Json, Failure>) -> Json {
    match result {
        Ok(value) => value.clone(),
        Err(failure) => json!({"fail": error(failure)}),
    }
}

/// What a list fires with. Twisted: pairs of success and value.
pub fn results(results: Vec<Result<Json, Failure>>) -> Json {
    results.iter().map(|result| json!([result.is_ok(), value(result)])).collect()
}

/// What a list fires with that needs but one value. Twisted: value and index.
pub fn first_value(first: FirstValue<Json>) -> Json {
    match first {
        FirstValue::Value { index, value } => json!([value, index]),
        FirstValue::AllFailed(failures) => results(failures.into_iter().map(Err).collect()),
    }
}

/// A value of a case as a result.
pub fn result(value: &Json) -> Result<Json, Failure> {
    match value.get("fail") {
        Some(error) => Err(failure(error)),
        None => Ok(value.clone()),
    }
}

/// Says of an event of ours that Twisted's trace need not have it.
pub fn mark_as_optional(event: &mut Json) {
    event[OPTIONAL] = json!(true);
}

/// How two traces compare.
#[derive(PartialEq, Eq)]
pub enum Same {
    Yes,
    /// Ours has optional events that Twisted's has not.
    ButForOptional,
    No,
}

pub fn compare(ours: &[Json], twisted: &[Json]) -> Same {
    if ours.iter().map(without_mark).eq(twisted.iter().cloned()) {
        Same::Yes
    } else if ours.iter().filter(|event| event.get(OPTIONAL).is_none()).eq(twisted) {
        Same::ButForOptional
    } else {
        Same::No
    }
}

fn without_mark(event: &Json) -> Json {
    let mut event = event.clone();
    if let Some(fields) = event.as_object_mut() {
        fields.remove(OPTIONAL);
    }
    event
}
