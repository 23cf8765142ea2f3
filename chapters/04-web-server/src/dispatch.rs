//! From hyper's request to a resource, and from what it renders to an answer.

use crate::body::{ReplyBody, Source};
use crate::request::Form;
use crate::site::Hosting;
use crate::tracking::Tracking;
use crate::{ErrorPage, Limits, NoResource, Rendered, Request, Resource, doubts};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue, SERVER};
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode};
use reactor::{Address, Panicked};
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// What a page is taken for that does not say. A Rust string is UTF-8.
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

const SERVER_NAME: HeaderValue = HeaderValue::from_static("Untwisted");

type Answer = Response<ReplyBody>;

/// What hyper calls with each request of one connection.
pub(crate) fn service(
    hosting: Rc<Hosting>,
    client: Address,
) -> impl hyper::service::Service<
    hyper::Request<Incoming>,
    Response = Answer,
    Error = Infallible,
    Future: 'static,
> {
    service_fn(move |incoming| {
        let (hosting, client) = (hosting.clone(), client.clone());
        async move { Ok(answer(&hosting, client, incoming).await) }
    })
}

async fn answer(
    hosting: &Rc<Hosting>,
    client: Address,
    incoming: hyper::Request<Incoming>,
) -> Answer {
    let (head, body) = incoming.into_parts();
    if let Err(status) = doubts::settle(&head.headers) {
        return refusal(status);
    }
    let content = match receive(body, &hosting.limits).await {
        Ok(content) => content,
        Err(status) => return refusal(status),
    };
    let Ok(form) = Form::read(&head, &content).await else {
        return refusal(StatusCode::BAD_REQUEST);
    };
    let request = Request::new(head, content, form, client, hosting);
    let mut tracking = Tracking::new(&request, hosting);
    let source = source(hosting, &request, render(hosting, &request)).await;
    tracking.begin(request.status());
    response(&request, ReplyBody::new(source, tracking))
}

/// Where the answer's bytes come from. When this is known, its head goes out.
async fn source(hosting: &Hosting, request: &Request, rendered: Rendered) -> Source {
    match rendered {
        Rendered::Body(body) => {
            request.finish();
            Source::Whole(body)
        }
        Rendered::NotDoneYet => {
            request.outgoing().begun().await;
            Source::Growing(request.outgoing().clone())
        }
        Rendered::Later(later) => {
            let rendered = later.rendered().await;
            Box::pin(source(hosting, request, rendered)).await
        }
        Rendered::Stream(stream) => {
            if stream.is_over() || request.method() == Method::HEAD {
                request.finish();
            }
            Source::Read(stream)
        }
        Rendered::Failed(failure) => {
            hosting.reactor.report(&failure);
            request.finish();
            Source::Whole(failed(request))
        }
    }
}

/// The whole body; or the status that refuses it.
async fn receive(body: Incoming, limits: &Limits) -> Result<Bytes, StatusCode> {
    // Asked first: a client that waits for "100 Continue" need not send it at all.
    if body.size_hint().lower() > limits.body_bytes as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let whole = Limited::new(body, limits.body_bytes).collect();
    match tokio::time::timeout(limits.body_timeout, whole).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// A panic in a resource is an error of that request, and of no other.
fn render(hosting: &Hosting, request: &Request) -> Rendered {
    let rendered = catch_unwind(AssertUnwindSafe(|| find(&hosting.root, request).render(request)));
    rendered.unwrap_or_else(|payload| {
        let place = format!("the page of {}", request.path());
        Rendered::Failed(Panicked::new(place, &*payload).into())
    })
}

/// Walks down the path, from child to child.
fn find(root: &Rc<dyn Resource>, request: &Request) -> Rc<dyn Resource> {
    if !request.has_readable_path() {
        return Rc::new(NoResource);
    }
    let mut resource = root.clone();
    while !resource.is_leaf()
        && let Some(name) = request.next_segment()
    {
        resource = resource.get_child(&name, request);
    }
    resource
}

/// What went wrong is for the log, not for the client.
fn failed(request: &Request) -> Bytes {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    request.take_reply_headers();
    request.replace_response_code(status);
    ErrorPage::new(status, "The page could not be made.").html().into()
}

/// Nothing is read after a request that was not understood.
fn refusal(status: StatusCode) -> Answer {
    let page = ErrorPage::new(status, "The request was not taken.");
    let mut response = Response::new(ReplyBody::untracked(page.html()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    with_usual_headers(response)
}

fn response(request: &Request, body: ReplyBody) -> Answer {
    let mut response = Response::new(body);
    *response.status_mut() = request.status();
    *response.headers_mut() = request.take_reply_headers();
    with_usual_headers(response)
}

fn with_usual_headers(mut response: Answer) -> Answer {
    let without_body = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];
    let has_body = !without_body.contains(&response.status());
    let headers = response.headers_mut();
    headers.entry(SERVER).or_insert(SERVER_NAME);
    if has_body {
        headers.entry(CONTENT_TYPE).or_insert(HTML);
    }
    response
}
