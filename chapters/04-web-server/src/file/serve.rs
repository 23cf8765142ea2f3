//! The answer that sends an open file.
//!
//! What HTTP says of a file's bytes is tower-http's affair: `ETag`, conditions, the
//! arithmetic of a range, the compression.

use super::find::Opened;
use super::handle::Handle;
use super::kind::Kind;
use super::range::{is_of_this_file, one_range};
use crate::later::Stream;
use crate::{ErrorPage, Rendered, Request, Resource, StatusCode};
use bytes::Bytes;
use http_body_util::Empty;
use hyper::Method;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::response::Parts;
use reactor::Failure;
use tower_http::CompressionLevel;
use tower_http::compression::{Compression, CompressionBody};
use tower_http::services::ServeDir;
use tower_http::services::fs::ServeFileSystemResponseBody;
use tower_service::Service;

/// A shorter text fits into one packet anyway.
const LEAST_COMPRESSED: u64 = 1024;

/// So many bytes are read at once. To hand them from one thread to the other costs as
/// much as to copy them. Of each file that is being sent, up to four such pieces are in
/// memory: read, next to be sent, handed to hyper, and waiting for the client.
const PIECE: usize = 128 * 1024;

/// The headers that decide about a file beside `Range`, which we look at first.
const CONDITIONS: [HeaderName; 5] = [
    header::ACCEPT_ENCODING,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::IF_MODIFIED_SINCE,
    header::IF_UNMODIFIED_SINCE,
];

type Answer = hyper::Response<CompressionBody<ServeFileSystemResponseBody>>;

pub(super) async fn serve(file: Opened, request: &Request) -> Result<Rendered, Failure> {
    let kind = file.kind;
    let is_compressible = kind.is_plain_text() && file.metadata.len() >= LEAST_COMPRESSED;
    let (mut answer, body) = ask(file, is_compressible, request).await?.into_parts();
    describe(&mut answer, kind, is_compressible);
    if answer.status.is_server_error() {
        return Err(format!("the file cannot be read: {}", answer.status).into());
    }
    adopt(&answer, request)?;
    Ok(match answer.status {
        StatusCode::NOT_MODIFIED => Bytes::new().into(),
        status if status.is_client_error() => {
            ErrorPage::new(status, "The file is not as it was asked for.").render(request)
        }
        _ => Rendered::Stream(Stream::new(&answer.headers, body)),
    })
}

/// Has tower-http answer.
async fn ask(file: Opened, is_compressible: bool, request: &Request) -> Result<Answer, Failure> {
    let range = one_range(request.headers(), file.metadata.len());
    let files = ServeDir::with_backend("", Handle::new(file)).with_buf_chunk_size(PIECE);
    let mut compressing = Compression::new(files).quality(CompressionLevel::Fastest).compress_when(
        move |status, _, _: &HeaderMap, _: &_| is_compressible && status == StatusCode::OK,
    );
    let headers = request.headers();
    let mut conditions = copy(headers, &CONDITIONS);
    if let Some(range) = range {
        let file = compressing.call(question(&Method::HEAD, conditions.clone())).await?;
        if is_of_this_file(headers, file.headers()) {
            conditions.insert(header::RANGE, range);
        }
    }
    Ok(compressing.call(question(request.method(), conditions)).await?)
}

fn question(method: &Method, headers: HeaderMap) -> hyper::Request<Empty<Bytes>> {
    let mut question = hyper::Request::new(Empty::new());
    *question.method_mut() = method.clone();
    *question.headers_mut() = headers;
    question
}

fn copy(headers: &HeaderMap, names: &[HeaderName]) -> HeaderMap {
    let is_wanted = |(name, _): &(&HeaderName, _)| names.contains(name);
    let wanted = headers.iter().filter(is_wanted);
    wanted.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Adds what tower-http cannot know: what the file's name tells.
fn describe(answer: &mut Parts, kind: Kind, is_compressible: bool) {
    let Parts { status, headers, .. } = answer;
    if is_compressible {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        weaken(*status, headers);
    }
    if matches!(*status, StatusCode::OK | StatusCode::PARTIAL_CONTENT) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.content_type));
        let encoding = kind.encoding.map(HeaderValue::from_static);
        headers.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, encoding)));
    }
}

/// A strong `ETag` promises the same bytes, which compressed ones are not. A *Not
/// Modified* may mean either.
fn weaken(status: StatusCode, headers: &mut HeaderMap) {
    let is_either = status == StatusCode::NOT_MODIFIED;
    if (is_either || headers.contains_key(header::CONTENT_ENCODING))
        && let Some(tag) = headers.get(header::ETAG)
        && let Ok(weak) = HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat())
    {
        headers.insert(header::ETAG, weak);
    }
}

/// Makes the answer's head that of the request. An error has a page of its own, of
/// another type and length.
fn adopt(answer: &Parts, request: &Request) -> Result<(), Failure> {
    request.set_response_code(answer.status);
    let of_the_file = [header::CONTENT_LENGTH, header::CONTENT_TYPE];
    for (name, value) in &answer.headers {
        if !(answer.status.is_client_error() && of_the_file.contains(name)) {
            request.set_header(name.as_str(), value.to_str()?)?;
        }
    }
    Ok(())
}
