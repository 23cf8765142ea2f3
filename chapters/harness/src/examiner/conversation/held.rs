//! Steps that choose their moment: the program stands still, or has come to rest.

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

    /// Waits until the program has done all that it can, and waits for its peers: what
    /// it has not read by then, it does not want to read.
    ///
    /// Only Linux tells. Elsewhere, or if it never comes to rest, this goes on after a
    /// while; so it proves nothing by itself.
    ///
    /// # Errors
    ///
    /// None today; a step like the others.
    pub fn let_it_rest(&mut self) -> Step {
        self.program.wait_for_rest();
        self.note("[the program has done what it can]")
    }
}
