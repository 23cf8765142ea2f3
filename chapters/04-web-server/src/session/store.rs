//! All sessions of a site.

use super::{Session, State};
use crate::Limits;
use reactor::{Time, Timers};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

/// The sessions of a site, by their ids.
pub(crate) struct Sessions {
    timers: Timers,
    known: RefCell<HashMap<String, Session>>,
    lifetime: Duration,
    most: usize,
}

impl Sessions {
    pub(crate) fn new(timers: &Timers, limits: &Limits) -> Rc<Self> {
        let (lifetime, most) = (limits.session_lifetime, limits.sessions);
        Rc::new(Self { timers: timers.clone(), known: RefCell::default(), lifetime, most })
    }

    /// None yet, by the same clock.
    pub(crate) fn with_limits(&self, limits: &Limits) -> Rc<Self> {
        Self::new(&self.timers, limits)
    }

    pub(super) fn now(&self) -> Duration {
        self.timers.seconds()
    }

    /// The session of that id, used now.
    pub(crate) fn find(&self, id: &str) -> Option<Session> {
        let session = self.known.borrow().get(id).cloned()?;
        session.touch();
        Some(session)
    }

    /// A new session, with an id that nobody can guess.
    pub(crate) fn begin(self: &Rc<Self>) -> Session {
        self.make_room();
        let session = Session(Rc::new(State {
            id: format!("{:032x}", rand::random::<u128>()),
            parts: RefCell::default(),
            end: RefCell::default(),
            last_used: self.now().into(),
            lifetime: self.lifetime,
            waiting: RefCell::default(),
            store: Rc::downgrade(self),
        }));
        let expiring = session.clone();
        let end = self.timers.call_later(self.lifetime, move || expiring.expire());
        session.0.end.replace(Some(end));
        self.known.borrow_mut().insert(session.id().to_owned(), session.clone());
        session
    }

    pub(super) fn forget(&self, id: &str) {
        let _forgotten = self.known.borrow_mut().remove(id);
    }

    /// Whoever comes without a cookie gets a session, so anybody can ask for any
    /// number of them. Where there is no room, the one that was not used for longest
    /// expires.
    fn make_room(&self) {
        if self.known.borrow().len() < self.most {
            return;
        }
        let oldest =
            self.known.borrow().values().min_by_key(|session| session.0.last_used.get()).cloned();
        if let Some(oldest) = oldest {
            oldest.expire();
        }
    }
}
