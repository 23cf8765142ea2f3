//! How a [`PageGetter`] gets its page.

use std::rc::Rc;
use std::time::Duration;

use deferred::{Deferred, Outcome, TimedOut, fail};
use reactor::{Failure, Reactor};

use super::PageGetter;
use crate::{
    CookieAgent, Fetch, Headers, PartialDownload, RedirectAgent, Request, Response, StatusError,
    TooSlow, Waiting, read_body_within,
};

/// How long a page may take from the first step to the last byte, where nothing else
/// is said.
const TIMEOUT: Duration = Duration::from_secs(60);

impl PageGetter {
    /// Fetches the page, and fires with its body.
    ///
    /// A body whose end nobody knows, since it came with the end of the connection, is
    /// taken as it is.
    pub fn get(self) -> Deferred<Vec<u8>> {
        let (limit, deadline) = (self.limit, self.deadline(TIMEOUT));
        let page = self
            .send()
            .add_callback(move |response| read_body_within(limit, response))
            .add_errback(take_until_the_end);
        deadline.set_for(page)
    }

    /// Sends the request through the layers that were asked for. An answer whose
    /// status is 400 or more is a failure.
    pub(super) fn send(self) -> Deferred<Response> {
        let limit = self.limit;
        let request = match self.request() {
            Ok(request) => request,
            Err(failure) => return fail(failure),
        };
        let agent = self.agents();
        agent.fetch(request).add_callback(move |response| check(limit, response))
    }

    fn request(&self) -> Result<Request, Failure> {
        let mut headers = Headers::new();
        for (name, value) in &self.headers {
            headers.add(name, value)?;
        }
        let request = Request::new(self.method.clone(), &self.url)?;
        Ok(Request { headers, body: self.body.clone(), ..request })
    }

    fn agents(&self) -> Rc<dyn Fetch> {
        let agent: Rc<dyn Fetch> = match &self.cookies {
            Some(jar) => Rc::new(CookieAgent::new(self.agent.clone(), jar)),
            None => Rc::new(self.agent.clone()),
        };
        if !self.follow_redirect {
            return agent;
        }
        let mut following = RedirectAgent::new(agent);
        if let Some(limit) = self.redirect_limit {
            following = following.with_limit(limit);
        }
        if self.after_found_get {
            following = following.like_a_browser();
        }
        Rc::new(following)
    }

    pub(super) fn deadline(&self, usual: Duration) -> Deadline {
        let after = self.timeout.unwrap_or(usual);
        Deadline { reactor: self.agent.reactor().clone(), after }
    }
}

pub(super) struct Deadline {
    reactor: Reactor,
    after: Duration,
}

impl Deadline {
    pub(super) fn set_for<T: 'static>(self, page: Deferred<T>) -> Deferred<T> {
        page.add_timeout(self.after, &self.reactor).add_errback(|failure| match failure.check() {
            Some(TimedOut { after: Some(after) }) => {
                Err(TooSlow { waiting: Waiting::Page, after: *after }.into())
            }
            _ => Err(failure),
        })
    }
}

/// Lets an answer pass that is what was asked for. The page that comes with another
/// one is read, since it may say what is the matter.
fn check(limit: u64, response: Response) -> Outcome<Response> {
    if response.status().as_u16() < 400 {
        return Outcome::Now(Ok(response));
    }
    let (status, phrase) = (response.status(), response.phrase().to_owned());
    let error = read_body_within(limit, response)
        .add_errback(take_until_the_end)
        .add_callback(move |body| Err(StatusError { status, phrase, body }.into()));
    Outcome::Later(error)
}

fn take_until_the_end(failure: Failure) -> Result<Vec<u8>, Failure> {
    Ok(failure.trap::<PartialDownload>()?.body.clone())
}
