//! One request and its answer.

use std::pin::{Pin, pin};

use hyper::Method;
use hyper::header::{CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderValue, TRANSFER_ENCODING};
use reactor::Failure;
use tokio::time::{Instant, timeout};
use url::{Position, Url};

use super::Agent;
use super::connect::{Origin, connect};
use super::connection::{Connection, Lease};
use crate::incoming::Incoming;
use crate::outgoing::{Outgoing, Sending};
use crate::{
    InvalidUrl, ParseError, Request, RequestGenerationFailed, Response, ResponseNeverReceived,
    TooSlow, Waiting, WrongBodyLength,
};

/// Sends a request and waits for the answer to begin.
///
/// A connection that was kept may have been closed by its server just now. If that is
/// seen only when the request is on its way, it is sent once more, provided that this
/// can do no harm.
pub(super) async fn exchange(agent: Agent, request: Request) -> Result<Response, Failure> {
    // Each step in a box of its own: a future with room for all of them is so large that
    // to find memory for it, and to move it, takes longer.
    let origin = Origin::of(&request.url);
    if let Some(kept) = agent.pool.as_ref().and_then(|pool| pool.take(&origin)) {
        match Box::pin(answer(&agent, &request, origin.clone(), kept)).await {
            Err(failure) if was_closed(&failure) && request.is_repeatable() => {}
            outcome => return outcome,
        }
    }
    let connection = Box::pin(connect(&agent, &origin)).await?;
    Box::pin(answer(&agent, &request, origin, connection)).await
}

fn was_closed(failure: &Failure) -> bool {
    failure.check::<ResponseNeverReceived>().is_some()
}

async fn answer(
    agent: &Agent,
    request: &Request,
    origin: Origin,
    mut connection: Connection,
) -> Result<Response, Failure> {
    let (outgoing, sending) = Outgoing::of(request.body.as_ref());
    let message = message(request, agent.pool.is_some(), outgoing)?;
    sending.start();
    let answer = pin!(connection.sender.send_request(message));
    let answer = in_time(agent, &sending, answer).await?;

    let (head, body) = answer.into_parts();
    let ends = connection.ends.clone();
    let home = agent.pool.clone().map(|pool| (pool, origin));
    let lease = Lease { connection, sending, home };
    let body = Incoming::new(body, &head.headers, lease, agent.timeouts.silence);
    Ok(Response::new(head, request, ends, body, agent.reactor.clone()))
}

/// The request as hyper takes it, with its headers in Twisted's order.
fn message(
    request: &Request,
    keep: bool,
    body: Outgoing,
) -> Result<hyper::Request<Outgoing>, Failure> {
    let mut message = hyper::Request::new(body);
    *message.method_mut() = request.method.clone();
    let target = &request.url[Position::BeforePath..Position::AfterQuery];
    *message.uri_mut() = target.parse().map_err(|error| invalid(&request.url, &error))?;
    let headers = message.headers_mut();
    if !keep {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    frame(request, headers);
    for (name, value) in request.headers.map() {
        if name != CONTENT_LENGTH && name != TRANSFER_ENCODING {
            headers.append(name, value.clone());
        }
    }
    if !headers.contains_key(HOST) {
        let host = &request.url[Position::BeforeHost..Position::AfterPort];
        headers.insert(HOST, host.parse().map_err(|error| invalid(&request.url, &error))?);
    }
    Ok(message)
}

/// Says where the body ends. A POST without one says so, too (RFC 9110, section 8.6).
/// What the program says about it is left out: two answers would be one too many.
fn frame(request: &Request, headers: &mut HeaderMap) {
    let takes_body = matches!(request.method, Method::POST | Method::PUT | Method::PATCH);
    match request.body.as_ref().map(|body| body.length()) {
        Some(Some(length)) => drop(headers.insert(CONTENT_LENGTH, length.into())),
        Some(None) => drop(headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"))),
        None if takes_body => drop(headers.insert(CONTENT_LENGTH, 0.into())),
        None => {}
    }
}

fn invalid(url: &Url, error: &dyn std::error::Error) -> InvalidUrl {
    InvalidUrl { url: url.to_string(), why: error.to_string() }
}

/// Waits for the answer, and longer as long as the server takes more of the request, or
/// has to wait for it.
async fn in_time<T>(
    agent: &Agent,
    sending: &Sending,
    mut answer: Pin<&mut impl Future<Output = hyper::Result<T>>>,
) -> Result<T, Failure> {
    let after = agent.timeouts.answer;
    let mut since = Instant::now();
    loop {
        let left = after.saturating_sub(since.elapsed());
        if let Ok(answer) = timeout(left, answer.as_mut()).await {
            return answer.map_err(reason);
        }
        since = sending.went_on_after(since).ok_or(TooSlow { waiting: Waiting::Answer, after })?;
    }
}

/// What went wrong before the answer began, in our words.
fn reason(error: hyper::Error) -> Failure {
    let cause = std::error::Error::source(&error);
    if let Some(failed) = cause.and_then(|cause| cause.downcast_ref::<RequestGenerationFailed>()) {
        return failed.clone().into();
    }
    if let Some(wrong) = cause.and_then(|cause| cause.downcast_ref::<WrongBodyLength>()) {
        return (*wrong).into();
    }
    if error.is_parse() { ParseError(error).into() } else { ResponseNeverReceived(error).into() }
}
