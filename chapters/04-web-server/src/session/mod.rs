//! [`Session`]: what a site remembers of a client.

mod store;

pub(crate) use store::Sessions;

use deferred::{Deferred, Trigger};
use reactor::DelayedCall;
use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

/// What a site remembers of one client, from request to request. Clones are handles
/// on the same session.
///
/// A session expires when no request has asked for it for as long as
/// [`Limits::session_lifetime`](crate::Limits::session_lifetime) says.
///
/// Twisted: `twisted.web.server.Session`.
#[derive(Clone)]
pub struct Session(Rc<State>);

struct State {
    id: String,
    parts: RefCell<HashMap<TypeId, Rc<dyn Any>>>,
    end: RefCell<Option<DelayedCall>>,
    last_used: Cell<Duration>,
    lifetime: Duration,
    waiting: RefCell<Vec<Trigger<()>>>,
    store: Weak<Sessions>,
}

impl Session {
    /// What names the session in the client's cookie: 128 random bits. Who knows it
    /// can act as that client. Twisted: `uid`.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The session's own `T`, made when it is first asked for: a basket, a counter.
    ///
    /// ```
    /// # use web_server::{Rendered, Request};
    /// use std::cell::Cell;
    ///
    /// #[derive(Default)]
    /// struct Visits(Cell<u32>);
    ///
    /// fn render_get(request: &Request) -> Rendered {
    ///     let visits = request.session().get::<Visits>();
    ///     visits.0.set(visits.0.get() + 1);
    ///     format!("visit {}", visits.0.get()).into()
    /// }
    /// ```
    ///
    /// Twisted: `session.getComponent(ICounter)`, an adapter by its interface.
    pub fn get<T: Default + 'static>(&self) -> Rc<T> {
        let kind = TypeId::of::<T>();
        let known = self.0.parts.borrow().get(&kind).cloned();
        let part = known.unwrap_or_else(|| {
            // Made while nothing is borrowed: it is code of the user.
            let part: Rc<dyn Any> = Rc::new(T::default());
            self.0.parts.borrow_mut().entry(kind).or_insert(part).clone()
        });
        part.downcast().expect("it was kept under its type")
    }

    /// Lets the session's life begin anew. [`Request::session`](crate::Request::session)
    /// does it, too. Twisted: `touch`.
    pub fn touch(&self) {
        if let Some(store) = self.0.store.upgrade() {
            self.0.last_used.set(store.now());
        }
        if let Some(end) = &*self.0.end.borrow() {
            // A session that has expired stays so.
            let _ = end.reset(self.0.lifetime);
        }
    }

    /// Ends the session now; on the next request its client gets a new one. For a
    /// logout. Twisted: `expire`.
    pub fn expire(&self) {
        if let Some(store) = self.0.store.upgrade() {
            store.forget(&self.0.id);
        }
        if let Some(end) = self.0.end.take() {
            let _ = end.cancel();
        }
        for trigger in self.0.waiting.take() {
            trigger.callback(());
        }
    }

    /// Fires when the session expires. Twisted: `notifyOnExpire`.
    pub fn notify_on_expire(&self) -> Deferred<()> {
        let (trigger, deferred) = Deferred::pair();
        self.0.waiting.borrow_mut().push(trigger);
        deferred
    }
}
