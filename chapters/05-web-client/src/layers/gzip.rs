//! [`ContentDecoderAgent`]: asks for packed pages, and unpacks them.

use deferred::Deferred;

use crate::{Fetch, Request, Response};

/// Tells servers that pages may come packed by gzip, and unpacks them on the way.
/// Text becomes a fraction as long.
///
/// Twisted: `ContentDecoderAgent` with `GzipDecoder`.
#[derive(Debug, Clone)]
pub struct ContentDecoderAgent<A>(A);

impl<A: Fetch> ContentDecoderAgent<A> {
    /// A layer around an agent.
    pub fn new(agent: A) -> Self {
        Self(agent)
    }
}

impl<A: Fetch> Fetch for ContentDecoderAgent<A> {
    fn fetch(&self, mut request: Request) -> Deferred<Response> {
        request.headers.accept_gzip();
        self.0.fetch(request).add_callback(unpacked)
    }
}

/// What is packed in another way, which was not asked for, is left as it is; and so is
/// what has no body, since the answer to a HEAD tells of one that is packed.
fn unpacked(mut response: Response) -> Response {
    let encoding = response.headers().get("Content-Encoding").unwrap_or_default();
    let packed = encoding.eq_ignore_ascii_case("gzip") || encoding.eq_ignore_ascii_case("x-gzip");
    if packed && response.length() != Some(0) {
        response.remove_header("Content-Encoding");
        response.body.decode();
    }
    response
}
