//! The answer: its status, its headers, and a body that may grow.

use super::Request;
use crate::body::Outgoing;
use bytes::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{HeaderMap, StatusCode};
use std::cell::{Cell, RefCell};
use std::fmt;

/// What the client will get.
#[derive(Default)]
pub(crate) struct Reply {
    status: Cell<StatusCode>,
    headers: RefCell<HeaderMap>,
    /// The status and the headers go out with the first part of the body.
    begun: Cell<bool>,
    body: Outgoing,
}

/// A header that may not be sent: its name is no name, or its value holds a byte
/// that would end it, such as a line end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidHeader {
    name: String,
    value: String,
}

impl InvalidHeader {
    pub(super) fn new(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned() }
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no header may be sent as {:?}: {:?}", self.name, self.value)
    }
}

impl std::error::Error for InvalidHeader {}

impl Request {
    /// Sets the status; without it, it is 200, *OK*. It goes out with the first
    /// [`write`](Request::write); what is set after that is too late, and changes
    /// nothing. Twisted: `setResponseCode`.
    pub fn set_response_code(&self, status: StatusCode) {
        if !self.0.reply.begun.get() {
            self.0.reply.status.set(status);
        }
    }

    /// In place of an answer that failed.
    pub(crate) fn replace_response_code(&self, status: StatusCode) {
        self.0.reply.status.set(status);
    }

    /// Sets a header, in place of those that had its name. As for the status, it is
    /// too late after the first [`write`](Request::write).
    ///
    /// # Errors
    ///
    /// [`InvalidHeader`], when the name is no name, or the value holds a line end
    /// or another byte below 32. What a user sent can so add no headers of its own.
    ///
    /// Twisted: `setHeader`, which replaces line ends by spaces.
    pub fn set_header(&self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        let (name, value) = header(name, value)?;
        if !self.0.reply.begun.get() {
            self.0.reply.headers.borrow_mut().insert(name, value);
        }
        Ok(())
    }

    /// Adds a header beside those of its name, as `Set-Cookie` may need.
    ///
    /// # Errors
    ///
    /// As [`set_header`](Request::set_header).
    ///
    /// Twisted: `responseHeaders.addRawHeader`.
    pub fn add_header(&self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        let (name, value) = header(name, value)?;
        self.append_header(name, value);
        Ok(())
    }

    /// Sends a part of the body. With the first one, the status and the headers go
    /// out. What is written after the end, or when the client has gone, is dropped.
    ///
    /// The body is framed in chunks, for nobody knows how long it will be (RFC
    /// 9112, section 7.1).
    pub fn write(&self, data: impl Into<Bytes>) {
        let data = data.into();
        if !data.is_empty() {
            self.0.reply.begun.set(true);
        }
        self.0.reply.body.write(data);
    }

    /// Ends an answer that was [`NotDoneYet`](crate::Rendered::NotDoneYet). If the
    /// client has gone, or the answer is finished, nothing happens; Twisted raises
    /// an error in that case.
    pub fn finish(&self) {
        self.0.reply.begun.set(true);
        self.0.reply.body.finish();
        self.end_finished();
    }

    /// For values of our own, which are valid.
    pub(crate) fn replace_header(&self, name: &'static str, value: &str) {
        let set = self.set_header(name, value);
        debug_assert!(set.is_ok(), "{set:?}");
    }

    fn append_header(&self, name: HeaderName, value: HeaderValue) {
        if !self.0.reply.begun.get() {
            self.0.reply.headers.borrow_mut().append(name, value);
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.0.reply.status.get()
    }

    pub(crate) fn take_reply_headers(&self) -> HeaderMap {
        self.0.reply.headers.take()
    }

    pub(crate) fn outgoing(&self) -> &Outgoing {
        &self.0.reply.body
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let invalid = || InvalidHeader::new(name, value);
    let parsed = name.parse().map_err(|_| invalid())?;
    Ok((parsed, HeaderValue::from_str(value).map_err(|_| invalid())?))
}
