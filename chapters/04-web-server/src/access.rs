//! [`Access`]: what a log says of one answer.

use hyper::{Method, StatusCode};
use reactor::Address;
use std::fmt;
use std::time::Duration;

/// One answer, for a log. It displays as one line that holds no line end, whatever
/// the client sent.
#[derive(Clone, Debug)]
pub struct Access {
    /// Who asked.
    pub client: Address,
    /// What was to be done.
    pub method: Method,
    /// The path and the query, as they were sent: percent-encoded.
    pub uri: String,
    /// How it was answered; `None` if the client left before that.
    pub status: Option<StatusCode>,
    /// The bytes of the answer's body that were handed to the connection.
    pub body_bytes: u64,
    /// From the complete request to the end of the answer.
    pub took: Duration,
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, method, uri, body_bytes, .. } = self;
        write!(f, "{client} \"{method} {uri}\" ")?;
        match self.status {
            Some(status) => write!(f, "{} {body_bytes}", status.as_u16()),
            None => f.write_str("gone"),
        }
    }
}
