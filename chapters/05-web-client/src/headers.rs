//! [`Headers`]: the lines between the first one and the body.

use std::borrow::Cow;

use hyper::HeaderMap;
use hyper::header::{ACCEPT_ENCODING, CONTENT_LENGTH, HeaderName, HeaderValue};

use crate::InvalidHeader;

/// Headers that are about the connection, and not about the page (RFC 9110, section
/// 7.6.1); and those that frame the body.
const OF_THE_CONNECTION: [&str; 8] = [
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a request or of a response: names with their values, in the order
/// in which the names came. Large and small letters make no difference in a name.
///
/// ```
/// use web_client::Headers;
///
/// let mut headers = Headers::new();
/// headers.set("user-agent", "webbot")?;
/// headers.add("Accept", "text/html")?;
/// headers.add("accept", "text/plain")?;
///
/// assert_eq!(headers.get("User-Agent"), Some("webbot"));
/// assert_eq!(headers.get_all("Accept").collect::<Vec<_>>(), ["text/html", "text/plain"]);
/// assert!(headers.set("Two\r\nlines", "").is_err());
/// # Ok::<(), web_client::InvalidHeader>(())
/// ```
///
/// Twisted: `twisted.web.http_headers.Headers`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(HeaderMap);

impl Headers {
    /// No headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a name this one value.
    ///
    /// # Errors
    ///
    /// The name or the value may not stand in a header. A line break in it would
    /// else begin a header of somebody else's choosing.
    ///
    /// Twisted: `setRawHeaders`.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        let (name, value) = parse(name, value)?;
        self.0.insert(name, value);
        Ok(())
    }

    /// Gives a name one more value.
    ///
    /// # Errors
    ///
    /// As for [`set`](Self::set).
    ///
    /// Twisted: `addRawHeader`.
    pub fn add(&mut self, name: &str, value: &str) -> Result<(), InvalidHeader> {
        let (name, value) = parse(name, value)?;
        self.0.append(name, value);
        Ok(())
    }

    /// Takes a name away, with all its values.
    ///
    /// Twisted: `removeHeader`.
    pub fn remove(&mut self, name: &str) {
        if self.0.contains_key(name) {
            *self = Self::of_some(&self.0, |other| !other.as_str().eq_ignore_ascii_case(name));
        }
    }

    /// The first value of a name. A value that is no text counts as none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }

    /// All values of a name. In one that is no text, `�` stands for what is none.
    ///
    /// Twisted: `getRawHeaders`.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.get_all(name).into_iter().map(text)
    }

    /// Each name, spelt as is usual, with all its values.
    ///
    /// Twisted: `getAllRawHeaders`.
    pub fn iter(&self) -> impl Iterator<Item = (String, Vec<Cow<'_, str>>)> {
        self.0
            .keys()
            .map(|name| (usual_spelling(name.as_str()), self.get_all(name.as_str()).collect()))
    }

    /// Those of an answer that are about its page. The answer to a HEAD says how long the
    /// body would be, which is about the page, too.
    pub(crate) fn of_page(all: &HeaderMap, was_head_request: bool) -> Self {
        Self::of_some(all, |name| {
            let is_of_page = was_head_request && name == CONTENT_LENGTH;
            is_of_page || !OF_THE_CONNECTION.contains(&name.as_str())
        })
    }

    /// Says that a body may come packed, unless the program has said what may.
    pub(crate) fn accept_gzip(&mut self) {
        self.0.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("gzip"));
    }

    /// Those whose names are wanted, in the order in which they came. (A `HeaderMap`
    /// that one is removed from puts its last one in the gap.)
    fn of_some(map: &HeaderMap, is_wanted: impl Fn(&HeaderName) -> bool) -> Self {
        let wanted = map.iter().filter(|(name, _)| is_wanted(name));
        let mut headers = HeaderMap::with_capacity(map.len());
        for (name, value) in wanted {
            headers.append(name, value.clone());
        }
        Self(headers)
    }

    pub(crate) fn map(&self) -> &HeaderMap {
        &self.0
    }
}

fn parse(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let parsed = (name.parse(), HeaderValue::from_str(value));
    let (Ok(name), Ok(value)) = parsed else {
        return Err(InvalidHeader { name: name.to_owned(), value: value.to_owned() });
    };
    Ok((name, value))
}

fn text(value: &HeaderValue) -> Cow<'_, str> {
    String::from_utf8_lossy(value.as_bytes())
}

/// `Content-Type` for `content-type`. Few names are spelt otherwise.
fn usual_spelling(name: &str) -> String {
    match name {
        "content-md5" => "Content-MD5".to_owned(),
        "dnt" => "DNT".to_owned(),
        "etag" => "ETag".to_owned(),
        "te" => "TE".to_owned(),
        "www-authenticate" => "WWW-Authenticate".to_owned(),
        "x-xss-protection" => "X-XSS-Protection".to_owned(),
        name => name.split('-').map(capitalized).collect::<Vec<_>>().join("-"),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}
