//! [`Tracking`]: notices how an answer ends, and tells the log.

use crate::later::BodyError;
use crate::{Access, Request};
use hyper::StatusCode;
use std::time::Instant;

/// Follows a request from its beginning to the end of its answer.
///
/// hyper says nothing when a client leaves: it drops the future that makes the
/// answer, or the body that is being sent. So this lies in the one and then in the
/// other, and its own drop is the news.
pub(crate) struct Tracking {
    request: Request,
    since: Instant,
    status: Option<StatusCode>,
    body_bytes: u64,
}

impl Tracking {
    pub(crate) fn new(request: &Request) -> Self {
        Self { request: request.clone(), since: Instant::now(), status: None, body_bytes: 0 }
    }

    /// The answer's head goes out.
    pub(crate) fn begin(&mut self, status: StatusCode) {
        self.status = Some(status);
    }

    pub(crate) fn count(&mut self, bytes: usize) {
        self.body_bytes += bytes as u64;
    }

    /// All that was read for the client has been handed over.
    pub(crate) fn completed(&self) {
        self.request.end_finished();
    }

    /// What was read for the client could not be read to its end. Its connection is
    /// broken off: half a body must not be taken for a whole one.
    pub(crate) fn failed(&self, error: &BodyError) {
        let place = self.request.path();
        self.request.reactor().report(&format!("the page of {place} broke off: {error}").into());
    }

    fn access(&self) -> Access {
        Access {
            client: self.request.client().clone(),
            method: self.request.method().clone(),
            uri: self.request.uri().to_owned(),
            status: self.status,
            body_bytes: self.body_bytes,
            took: self.since.elapsed(),
        }
    }
}

impl Drop for Tracking {
    fn drop(&mut self) {
        self.request.outgoing().abandon();
        // A request that was finished takes no notice.
        self.request.end_client_gone();
        self.request.connection().answered();
        if let Some(log) = &self.request.hosting().log {
            log(&self.access());
        }
    }
}
