//! The fields of a form.

use bytes::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use std::collections::HashMap;

/// The type of a body that holds a form's fields as a query does (the WHATWG's URL
/// standard, section 5).
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// Each field's values, in their order.
#[derive(Default)]
pub(super) struct Args(HashMap<String, Vec<String>>);

impl Args {
    pub(super) fn of(head: &Parts, content: &Bytes) -> Self {
        let mut args = fields(head.uri.query().unwrap_or_default().as_bytes());
        if is_urlencoded(head) {
            args.extend(fields(content));
        }
        Self(args)
    }

    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

fn fields(text: &[u8]) -> HashMap<String, Vec<String>> {
    let mut fields: HashMap<String, Vec<String>> = HashMap::new();
    for (name, value) in form_urlencoded::parse(text) {
        fields.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    fields
}

/// Parameters of the type, as in `…; charset=utf-8`, change nothing.
fn is_urlencoded(head: &Parts) -> bool {
    let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let name = content_type.and_then(|content_type| content_type.split(';').next());
    name.is_some_and(|name| name.trim().eq_ignore_ascii_case(URLENCODED))
}
