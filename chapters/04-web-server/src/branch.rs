//! [`Branch`]: a resource with children of fixed names.

use crate::{Rendered, Request, Resource};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A resource with children at given names. For every other name, and for its own
/// page, it asks the resource that it was made of.
///
/// Twisted: `Resource.putChild`, which every resource has there. Here a resource of
/// your own has the fields that it needs, and this one has the table.
pub struct Branch {
    own: Rc<dyn Resource>,
    children: RefCell<HashMap<String, Rc<dyn Resource>>>,
}

impl Branch {
    /// A branch that has no children yet.
    pub fn new(own: impl Resource) -> Self {
        Self { own: Rc::new(own), children: RefCell::default() }
    }

    /// Puts `child` at `name`, one segment of a path as a person writes it: a name
    /// with a `/` in it is never found. The child replaces one that was there.
    pub fn put_child(&self, name: impl Into<String>, child: impl Resource) {
        let _replaced = self.children.borrow_mut().insert(name.into(), Rc::new(child));
    }
}

impl Resource for Branch {
    /// The branch's own page is that of its path with a slash at the end.
    fn get_child(self: Rc<Self>, name: &str, request: &Request) -> Rc<dyn Resource> {
        let child = self.children.borrow().get(name).cloned();
        match child {
            Some(child) => child,
            None if name.is_empty() => self.own.clone(),
            None => self.own.clone().get_child(name, request),
        }
    }

    fn render(&self, request: &Request) -> Rendered {
        self.own.render(request)
    }
}
