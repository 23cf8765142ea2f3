//! From hyper's request to a resource, and from what it renders to an answer.

use crate::body::{ReplyBody, Source};
use crate::channel::Connection;
use crate::request::Form;
use crate::tracking::Tracking;
use crate::{ErrorPage, Limits, NoResource, Rendered, Request, Resource, doubts};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue, SERVER};
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode};
use reactor::Panicked;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// What a page is taken for that does not say. A Rust string is UTF-8.
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

const SERVER_NAME: HeaderValue = HeaderValue::from_static("Untwisted");

type Answer = Response<ReplyBody>;

/// What hyper calls with each request of one connection.
pub(crate) fn service(
    connection: Connection,
) -> impl hyper::service::Service<
    hyper::Request<Incoming>,
    Response = Answer,
    Error = Infallible,
    Future: 'static,
> {
    let connection = Rc::new(connection);
    service_fn(move |incoming| answer(connection.clone(), incoming))
}

async fn answer(
    connection: Rc<Connection>,
    incoming: hyper::Request<Incoming>,
) -> Result<Answer, Infallible> {
    connection.patience.head_came();
    let answer = match understand(connection, incoming).await {
        Ok(request) => respond(&request).await,
        Err(status) => refusal(status),
    };
    Ok(answer)
}

/// The complete request; or the status that refuses it.
async fn understand(
    connection: Rc<Connection>,
    incoming: hyper::Request<Incoming>,
) -> Result<Request, StatusCode> {
    let (head, body) = incoming.into_parts();
    doubts::settle(&head)?;
    let content = receive(body, &connection.hosting.limits).await?;
    let form = Form::read(&head, &content).await.map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(Request::new(head, content, form, connection))
}

async fn respond(request: &Request) -> Answer {
    let mut tracking = Tracking::new(request);
    let source = source(request, render(request)).await;
    tracking.begin(request.status());
    response(request, ReplyBody::new(source, tracking))
}

/// Where the answer's bytes come from. When this is known, its head goes out.
async fn source(request: &Request, rendered: Rendered) -> Source {
    match rendered {
        Rendered::Body(body) => {
            request.finish();
            Source::Whole(body)
        }
        Rendered::NotDoneYet => {
            request.outgoing().begun().await;
            Source::Growing(request.clone())
        }
        Rendered::Later(later) => {
            request.connection().pipe.promise();
            let rendered = later.rendered().await;
            Box::pin(source(request, rendered)).await
        }
        Rendered::Stream(stream) => {
            if stream.is_over() || request.method() == Method::HEAD {
                request.finish();
            }
            Source::Read(stream)
        }
        Rendered::Failed(failure) => {
            request.reactor().report(&failure);
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
    // Most requests have none. They need no timer, and no room for all this: hence the box.
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let whole = Limited::new(body, limits.body_bytes).collect();
    match Box::pin(tokio::time::timeout(limits.body_timeout, whole)).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// A panic in a resource is an error of that request, and of no other.
fn render(request: &Request) -> Rendered {
    let root = &request.hosting().root;
    let rendered = catch_unwind(AssertUnwindSafe(|| find(root, request).render(request)));
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
