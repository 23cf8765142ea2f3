//! The fields of a form, from the query and from the body.

use bytes::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use multer::Multipart;
use std::collections::HashMap;
use std::convert::Infallible;

/// The type of a body that holds a form's fields as a query does (the WHATWG's URL
/// standard, section 5).
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// Each field's values, in their order, and the files that came with them.
#[derive(Default)]
pub(crate) struct Form {
    fields: HashMap<String, Vec<String>>,
    uploads: HashMap<String, Vec<Upload>>,
}

/// A file that was sent in a form of the type `multipart/form-data` (RFC 7578).
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name that the client gave it. It may be anything: never make a path of
    /// it.
    pub file_name: String,
    /// What the client takes it for.
    pub content_type: Option<String>,
    /// The file itself.
    pub content: Bytes,
}

impl Form {
    /// # Errors
    ///
    /// The body says that it is `multipart/form-data`, and is not.
    pub(crate) async fn read(head: &Parts, content: &Bytes) -> Result<Self, multer::Error> {
        let query = urlencoded(head.uri.query().unwrap_or_default().as_bytes());
        let mut form = Self { fields: query, ..Self::default() };
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let Some(content_type) = content_type else { return Ok(form) };
        if is_urlencoded(content_type) {
            form.fields.extend(urlencoded(content));
        } else if let Ok(boundary) = multer::parse_boundary(content_type) {
            // In a box: it is large, and else would be moved about with every request.
            Box::pin(form.take_parts(content.clone(), boundary)).await?;
        }
        Ok(form)
    }

    /// The values of a field.
    pub(super) fn values(&self, name: &str) -> &[String] {
        self.fields.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The files of a field.
    pub(super) fn uploads(&self, name: &str) -> &[Upload] {
        self.uploads.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    async fn take_parts(&mut self, content: Bytes, boundary: String) -> Result<(), multer::Error> {
        let whole = futures_util::stream::once(async { Ok::<_, Infallible>(content) });
        let mut parts = Multipart::new(whole, boundary);
        let mut fields: HashMap<String, Vec<String>> = HashMap::new();
        while let Some(part) = parts.next_field().await? {
            let Some(name) = part.name().map(str::to_owned) else { continue };
            let file_name = part.file_name().map(str::to_owned);
            let content_type = part.content_type().map(ToString::to_string);
            let content = part.bytes().await?;
            if let Some(file_name) = file_name {
                let upload = Upload { file_name, content_type, content };
                self.uploads.entry(name).or_default().push(upload);
            } else {
                let value = String::from_utf8_lossy(&content).into_owned();
                fields.entry(name).or_default().push(value);
            }
        }
        self.fields.extend(fields);
        Ok(())
    }
}

fn urlencoded(text: &[u8]) -> HashMap<String, Vec<String>> {
    let mut fields: HashMap<String, Vec<String>> = HashMap::new();
    for (name, value) in form_urlencoded::parse(text) {
        fields.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    fields
}

/// Parameters of the type, as in `…; charset=utf-8`, change nothing.
fn is_urlencoded(content_type: &str) -> bool {
    let name = content_type.split(';').next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case(URLENCODED)
}
