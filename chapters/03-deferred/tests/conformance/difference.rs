//! Where ours does not do what Twisted does, on purpose or because types forbid
//! it.

/// How a case has to be treated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The program goes on with a Deferred that a function has returned, or that was
    /// given to a list.
    StandIn,
    /// A stand-in is cancelled, and the Deferred it stands for does not fire.
    StandInWaits,
    /// A list is cancelled, and a member that has brought its result already waits
    /// for another Deferred.
    MemberGoesOn,
    /// A list is cancelled that has fired, and waits for a Deferred since.
    ListWaits,
    /// The program fires a list.
    ListFired,
    /// A function returns a Deferred, one of whose functions is running.
    ReturnedRunning,
    /// A function returns the Deferred on which it was put.
    ReturnedItself,
    /// A Deferred with levels behind the handover hands its result to a paused one,
    /// or is paused itself.
    PausedHandover,
    /// The program touches such a Deferred while it hands its result over.
    HandingOver,
    /// A Deferred was unpaused once too often, and more is done with it.
    Unbalanced,
    /// A canceller that has panicked would be called again.
    CancelledAgain,
    /// A failure that reached a paused Deferred is reported.
    ReportedWhilePaused,
    /// The result of a paused Deferred that was returned, or has a timeout to come.
    Unseen,
    /// What a list has left in a member.
    LeftInMember,
    /// Deferreds that hold each other, as when two are chained to one another.
    Ring,
}

impl Difference {
    /// What is done about it, and why.
    pub fn reason(self) -> &'static str {
        match self {
            Difference::StandIn => {
                "compared whole, with a stand-in: to return a Deferred gives it away, as does to \
                 put it in a list, so the program fires a new one from it, returns that, and \
                 keeps the rest"
            }
            Difference::StandInWaits => {
                "compared until then: the stand-in, which should go on waiting, fails with \
                 `Cancelled`"
            }
            Difference::MemberGoesOn => {
                "compared until then: Twisted cancels what the member waits for now, though the \
                 list has its result; a member of ours has nothing more to do"
            }
            Difference::ListWaits => {
                "compared until then: Twisted's list has had its result and ignores the cancel, so \
                 that a timeout could not end the waiting; ours passes it on, as any Deferred does"
            }
            Difference::ListFired => {
                "compared until then: only its members fire a list, it has no trigger"
            }
            Difference::ReturnedRunning => {
                "compared until then: a running function owns the value, so that there is none \
                 to be handed over yet"
            }
            Difference::ReturnedItself => {
                "compared until then: fails with `ReturnedItself`; Twisted warns, and waits for \
                 ever"
            }
            Difference::PausedHandover => {
                "compared until then: the stand-in does not keep the levels behind it from \
                 running; Twisted leaves them until the Deferred is next touched"
            }
            Difference::HandingOver => {
                "compared until then: with the stand-in a level is running, in Twisted none is"
            }
            Difference::Unbalanced => {
                "compared until then: if it waits, Twisted calls its levels with a Deferred for \
                 their value; if it is paused again, to zero, Twisted forgets to run them"
            }
            Difference::CancelledAgain => "compared until then: a canceller is an `FnOnce`",
            Difference::ReportedWhilePaused => {
                "compared whole, and the report expected: Twisted forgets this failure"
            }
            Difference::Unseen => {
                "compared whole but for this result: it belongs to the one who waits, or levels \
                 that will change it stand before whoever looks"
            }
            Difference::LeftInMember => {
                "compared whole but for what a list has left in a member: a value moves into the \
                 list, where Twisted keeps it in both, and of a failure the report alone is seen"
            }
            Difference::Ring => {
                "compared whole but for what the ring leaves unhandled: Python collects it, Rust \
                 never drops it"
            }
        }
    }
}
