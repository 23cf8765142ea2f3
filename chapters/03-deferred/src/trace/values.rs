//! How a trace shows a value of whatever type.
//!
//! A chain knows no types. But every value can be asked whether it is one of the
//! common ones, and those know how to show themselves; of another, the name of
//! its type is told.

use std::any::Any;
use std::fmt::{self, Debug};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use reactor::trace::{Line, shortened};

use super::names::short_type;
use crate::Failure;
use crate::level::Parcel;

/// A result as a trace shows it: its rail, its type, and its text if there is one.
pub(crate) struct Shown {
    rail: &'static str,
    type_name: String,
    text: Option<String>,
}

impl Shown {
    pub(super) fn of(parcel: &mut Parcel) -> Self {
        match parcel {
            Ok(carrier) => {
                let type_name = shortened(short_type(carrier.type_name()));
                Shown { rail: "callback", type_name, text: text_of(carrier.slot()) }
            }
            Err(failure) => Shown::failure(failure),
        }
    }

    /// A failure, by its message. That is code of the user, which may panic.
    pub(super) fn failure(failure: &Failure) -> Self {
        let text = catch_unwind(AssertUnwindSafe(|| shortened(failure))).ok();
        Shown { rail: "errback", type_name: "Failure".to_owned(), text }
    }

    pub(super) fn add_to(&self, line: Line) -> Line {
        let shown = Line::nameless().text("rail", self.rail).text("type", &self.type_name);
        line.object(
            "result",
            match &self.text {
                Some(text) => shown.text("text", text),
                None => shown,
            },
        )
    }
}

/// The text of what is in the `Option<T>` of a carrier, if `T` is a common type.
fn text_of(slot: &dyn Any) -> Option<String> {
    macro_rules! first_of {
        ($($type:ty)*) => {
            None$(.or_else(|| one_of::<$type>(slot)))*
        };
    }
    first_of!(
        () bool char &'static str String Duration f32 f64
        i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize
    )
}

/// A `T`, or one of the common containers of it.
fn one_of<T: Debug + 'static>(slot: &dyn Any) -> Option<String> {
    text::<T>(slot)
        .or_else(|| text::<Option<T>>(slot))
        .or_else(|| text::<Vec<T>>(slot))
        .or_else(|| text::<Vec<Option<T>>>(slot))
        .or_else(|| text::<Vec<Vec<T>>>(slot))
        .or_else(|| text::<Rc<T>>(slot))
        .or_else(|| text::<(T, T)>(slot))
        .or_else(|| text_of_result::<T>(slot))
}

fn text<T: Debug + 'static>(slot: &dyn Any) -> Option<String> {
    let value = slot.downcast_ref::<Option<T>>()?.as_ref()?;
    Some(shortened(format_args!("{value:?}")))
}

fn text_of_result<T: Debug + 'static>(slot: &dyn Any) -> Option<String> {
    if let Some(Some(result)) = slot.downcast_ref::<Option<Result<T, Failure>>>() {
        return Some(shortened(format_args!("{:?}", Brief(result))));
    }
    let results = slot.downcast_ref::<Option<Vec<Result<T, Failure>>>>()?.as_ref()?;
    let results: Vec<Brief<'_, T>> = results.iter().map(Brief).collect();
    Some(shortened(format_args!("{results:?}")))
}

/// A result whose failure is shown by its message alone.
struct Brief<'a, T>(&'a Result<T, Failure>);

impl<T: Debug> Debug for Brief<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Ok(value) => write!(f, "Ok({value:?})"),
            Err(failure) => write!(f, "Err({failure})"),
        }
    }
}
