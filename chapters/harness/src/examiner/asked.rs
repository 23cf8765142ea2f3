//! [`Asked`]: a request of HTTP/1.1, as a server takes it out of a stream (RFC 9112).

use std::borrow::Cow;

use super::fields::Fields;
use super::http::{Source, read_chunks, read_until};

/// A request, whole. A body that came in chunks has been put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// GET, POST …
    pub method: String,
    /// What is asked for: a path, and perhaps a query.
    pub target: String,
    /// What came behind the head.
    pub body: Vec<u8>,
    headers: Fields,
}

impl Asked {
    pub(super) fn read_from<S: Source>(source: &mut S) -> Result<Asked, S::Error> {
        let head = read_until(source, b"\r\n\r\n")?;
        let parsed = std::str::from_utf8(&head).ok().and_then(parse);
        let mut asked = parsed.ok_or_else(|| source.malformed(&head))?;
        asked.body = if asked.is_chunked() {
            read_chunks(source)?
        } else {
            let length = asked.length().ok_or_else(|| source.malformed(&head))?;
            source.exactly(length)?
        };
        Ok(asked)
    }

    /// The value of a header, whichever way its name is spelt.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// All headers, in their order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter()
    }

    /// The body as text.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Whether the body came in chunks, so that its length was not said.
    pub fn is_chunked(&self) -> bool {
        self.header("transfer-encoding") == Some("chunked")
    }

    fn length(&self) -> Option<usize> {
        self.header("content-length").map_or(Some(0), |length| length.parse().ok())
    }
}

fn parse(head: &str) -> Option<Asked> {
    let mut lines = head.strip_suffix("\r\n\r\n")?.split("\r\n");
    let request_line = lines.next()?.strip_suffix(" HTTP/1.1")?;
    let (method, target) = request_line.split_once(' ')?;
    Some(Asked {
        method: method.to_owned(),
        target: target.to_owned(),
        body: Vec::new(),
        headers: Fields::parse(lines)?,
    })
}
