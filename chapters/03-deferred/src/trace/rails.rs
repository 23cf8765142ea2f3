//! Which functions stand on the two rails of a level.
//!
//! A level holds one closure, whatever it was made of. The names of the user's
//! functions are told by a type beside it, which takes no room: [`Callback<F>`]
//! says that `F` stands on the callback rail, and so on.

use std::any::type_name;
use std::marker::PhantomData;

use reactor::trace::Line;

use super::names;

/// What a level is made of, by the names of its functions' types.
#[derive(Clone, Copy)]
pub(crate) struct Functions {
    /// The method that added it.
    by: &'static str,
    callback: Option<&'static str>,
    errback: Option<&'static str>,
}

impl Functions {
    /// Whether there is a function on the rail of a value, or of a failure.
    pub(super) fn serve(self, is_value: bool) -> bool {
        if is_value { self.callback.is_some() } else { self.errback.is_some() }
    }

    pub(super) fn add_to(self, line: Line) -> Line {
        let mut line = line.text("by", self.by);
        for (name, function) in [("callback", self.callback), ("errback", self.errback)] {
            if let Some(function) = function {
                line = line.text(name, &names::function(function));
            }
        }
        line
    }
}

/// A type that says which functions a level is made of.
pub(crate) trait Rails {
    fn functions() -> Functions;
}

/// `F` on the callback rail.
pub(crate) struct Callback<F>(PhantomData<F>);

/// `F` on the errback rail.
pub(crate) struct Errback<F>(PhantomData<F>);

/// `F` on the callback rail, `G` on the errback rail.
pub(crate) struct Callbacks<F, G>(PhantomData<(F, G)>);

/// `F` on both rails.
pub(crate) struct Both<F>(PhantomData<F>);

impl<F> Rails for Callback<F> {
    fn functions() -> Functions {
        Functions { by: "add_callback", callback: Some(type_name::<F>()), errback: None }
    }
}

impl<F> Rails for Errback<F> {
    fn functions() -> Functions {
        Functions { by: "add_errback", callback: None, errback: Some(type_name::<F>()) }
    }
}

impl<F, G> Rails for Callbacks<F, G> {
    fn functions() -> Functions {
        let (callback, errback) = (Some(type_name::<F>()), Some(type_name::<G>()));
        Functions { by: "add_callbacks", callback, errback }
    }
}

impl<F> Rails for Both<F> {
    fn functions() -> Functions {
        let name = Some(type_name::<F>());
        Functions { by: "add_both", callback: name, errback: name }
    }
}
