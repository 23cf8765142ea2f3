//! Steps that the program finds done all at once.

use super::Conversation;
use crate::examiner::exam::Step;

impl Conversation<'_> {
    /// Takes steps while the program stands still: so it finds ten connections
    /// waiting, say, and not one after the other. It cannot answer meanwhile.
    ///
    /// Without the signals of Unix it does not stand still, and may see them one
    /// by one.
    ///
    /// # Errors
    ///
    /// A step's.
    pub fn all_at_once(&mut self, steps: impl FnOnce(&mut Self) -> Step) -> Step {
        self.program.hold(true);
        let done = steps(self);
        self.program.hold(false);
        done
    }
}
