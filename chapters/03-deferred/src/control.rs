//! [`Control`]: a Deferred seen from elsewhere.

use std::rc::{Rc, Weak};

use crate::Status;
use crate::chain::Chain;

/// A weak handle to a [`Deferred`](crate::Deferred), for those who neither fire it
/// nor add to it: a timeout, a button, the list it is a member of.
///
/// It knows nothing of the type of the result, stays valid when levels are added
/// or the Deferred is returned from a callback, and does not keep it alive. Where
/// the Deferred is gone, its methods do nothing.
#[derive(Clone, Debug)]
pub struct Control {
    chain: Weak<Chain>,
}

impl Control {
    pub(crate) fn new(chain: &Rc<Chain>) -> Self {
        Control { chain: Rc::downgrade(chain) }
    }

    pub(crate) fn weak(chain: Weak<Chain>) -> Self {
        Control { chain }
    }

    /// As [`Deferred::cancel`](crate::Deferred::cancel).
    pub fn cancel(&self) {
        if let Some(chain) = self.chain.upgrade() {
            chain.cancel();
        }
    }

    /// As [`Deferred::pause`](crate::Deferred::pause).
    pub fn pause(&self) {
        if let Some(chain) = self.chain.upgrade() {
            chain.pause();
        }
    }

    /// As [`Deferred::unpause`](crate::Deferred::unpause).
    pub fn unpause(&self) {
        if let Some(chain) = self.chain.upgrade() {
            chain.unpause();
        }
    }

    /// Where the Deferred stands; `None` when it is gone.
    pub fn status(&self) -> Option<Status> {
        self.chain.upgrade().map(|chain| chain.status())
    }

    /// The Deferred that this one waits for, after a callback returned it.
    /// Together with [`status`](Control::status) it leads to where a chain hangs.
    pub fn waits_for(&self) -> Option<Control> {
        self.chain.upgrade()?.waits_for().map(Control::weak)
    }
}

/// Two controls are equal if they are of the same Deferred.
impl PartialEq for Control {
    fn eq(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.chain, &other.chain)
    }
}

impl Eq for Control {}
