//! What the layers do between a request and its response, seen from the server.

mod support;

use reactor::{Failure, Reactor};
use support::peer::{Door, peer};
use support::{assert_says, run};
use web_client::{
    Agent, BytesProducer, CookieAgent, CookieJar, Fetch, InfiniteRedirection, InvalidUrl, Method,
    PageRedirect, RedirectAgent, RedirectWithNoLocation, Request, Response, SchemeNotSupported,
};

/// An answer without a body.
fn answer(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n{headers}\r\n")
}

fn redirect(status: u16, location: &str) -> String {
    answer(&format!("{status} Elsewhere"), &format!("Location: {location}\r\n"))
}

/// The first line of a request: what is asked for.
fn first_line(request: &str) -> &str {
    request.lines().next().unwrap_or_default()
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Answers one request after the other, and says what they were.
fn answer_all(door: &Door, answers: &[String]) -> Vec<String> {
    answers.iter().map(|answer| door.answer(answer)).collect()
}

/// Sends a request through layers, to a server that gives these answers. What came of
/// it, and what the server saw.
fn send<A: Fetch + 'static>(
    method: Method,
    path: &str,
    layers: impl FnOnce(Agent) -> A + 'static,
    answers: &[String],
) -> (Result<Response, Failure>, Vec<String>) {
    let answers = answers.to_owned();
    let peer = peer(move |door| answer_all(door, &answers));
    let url = peer.url(path);
    let response = run(move |reactor| layered(&reactor, layers, method, &url).into_future());
    (response, peer.saw())
}

fn layered<A: Fetch>(
    reactor: &Reactor,
    layers: impl FnOnce(Agent) -> A,
    method: Method,
    url: &str,
) -> deferred::Deferred<Response> {
    let mut request = Request::new(method, url).expect("an address");
    if request.method() == Method::POST {
        request = request.with_body(BytesProducer::new("item=loaf"));
    }
    layers(Agent::new(reactor)).fetch(request)
}

/// Where a request goes, through a `RedirectAgent`.
#[track_caller]
fn asked(method: Method, path: &str, answers: &[String]) -> Vec<String> {
    let (response, requests) = send(method, path, RedirectAgent::new, answers);
    response.expect("an answer");
    requests.iter().map(|request| first_line(request).to_owned()).collect()
}

#[track_caller]
fn fault(method: Method, answers: &[String]) -> Failure {
    send(method, "/", RedirectAgent::new, answers).0.expect_err("no answer")
}

fn page() -> String {
    answer("200 OK", "")
}

// Redirects.

#[test]
fn each_redirect_is_seen_from_the_page_that_says_so() {
    let answers =
        [redirect(302, "shop/"), redirect(302, "bread"), redirect(302, "?kind=rye"), page()];
    assert_eq!(
        asked(Method::GET, "/", &answers),
        [
            "GET / HTTP/1.1",
            "GET /shop/ HTTP/1.1",
            "GET /shop/bread HTTP/1.1",
            "GET /shop/bread?kind=rye HTTP/1.1"
        ]
    );
}

#[test]
fn what_stands_behind_a_hash_is_not_asked_for() {
    let answers = [redirect(301, "/news#today"), page()];
    assert_eq!(asked(Method::GET, "/", &answers)[1], "GET /news HTTP/1.1");
}

#[test]
fn a_get_stays_one_and_a_head_does_too() {
    for status in [301, 302, 303, 307, 308] {
        let answers = [redirect(status, "/new"), page()];
        assert_eq!(asked(Method::GET, "/", &answers)[1], "GET /new HTTP/1.1");
        assert_eq!(asked(Method::HEAD, "/", &answers)[1], "HEAD /new HTTP/1.1");
    }
}

#[test]
fn a_post_becomes_a_get_without_a_body_after_a_303() {
    let answers = [redirect(303, "/thanks"), page()];
    let (response, requests) = send(Method::POST, "/", RedirectAgent::new, &answers);
    assert!(response.expect("an answer").url().ends_with("/thanks"));
    assert!(requests[0].ends_with("\r\n\r\nitem=loaf"), "{}", requests[0]);
    assert_eq!(first_line(&requests[1]), "GET /thanks HTTP/1.1");
    assert_eq!(header(&requests[1], "Content-Length"), None);
}

#[test]
fn a_post_is_not_sent_again() {
    for status in [301, 302, 307, 308] {
        let failure = fault(Method::POST, &[redirect(status, "/new")]);
        let error = failure.check::<PageRedirect>().expect("a PageRedirect");
        assert_eq!((error.status.as_u16(), &*error.method), (status, "POST"));
        assert!(error.location.ends_with("/new"), "{failure}");
    }
}

#[test]
fn a_browser_makes_a_get_of_it_after_a_301_and_a_302_only() {
    let send = |status, answers: &[String]| {
        let answers = [&[redirect(status, "/new")], answers].concat();
        send(Method::POST, "/", |agent| RedirectAgent::new(agent).like_a_browser(), &answers)
    };
    for status in [301, 302] {
        let (response, requests) = send(status, &[page()]);
        response.expect("an answer");
        assert_eq!(first_line(&requests[1]), "GET /new HTTP/1.1");
    }
    for status in [307, 308] {
        let failure = send(status, &[]).0.expect_err("no answer");
        assert!(failure.check::<PageRedirect>().is_some(), "{failure:?}");
    }
}

#[test]
fn other_statuses_are_no_redirects() {
    for status in [200, 201, 300, 304, 305, 404] {
        assert_eq!(asked(Method::GET, "/", &[redirect(status, "/new")]).len(), 1, "{status}");
    }
}

#[test]
fn as_many_redirects_as_the_limit_says_are_followed() {
    let limited = |agent| RedirectAgent::new(agent).with_limit(2);
    let [one, two] = [redirect(302, "/1"), redirect(302, "/2")];
    let (response, _) = send(Method::GET, "/", limited, &[one.clone(), two.clone(), page()]);
    response.expect("two are not too many");
    let (response, _) = send(Method::GET, "/", limited, &[one, two, redirect(302, "/3")]);
    let failure = response.expect_err("three are");
    let error = failure.check::<InfiniteRedirection>().expect("an InfiniteRedirection");
    assert!(error.location.ends_with("/3"), "{failure}");
}

#[test]
fn a_redirect_has_to_lead_somewhere() {
    let nowhere = fault(Method::GET, &[answer("302 Found", "")]);
    let error = nowhere.check::<RedirectWithNoLocation>().expect("a RedirectWithNoLocation");
    assert_eq!(error.location, None);
    let no_address = fault(Method::GET, &[redirect(302, "http://")]);
    let error = no_address.check::<RedirectWithNoLocation>().expect("a RedirectWithNoLocation");
    assert_eq!(error.location.as_deref(), Some("http://"));
}

#[test]
fn a_redirect_leads_to_pages_of_the_web_only() {
    let file = fault(Method::GET, &[redirect(302, "file:///etc/passwd")]);
    assert!(file.check::<SchemeNotSupported>().is_some(), "{file:?}");
    let password = fault(Method::GET, &[redirect(302, "http://zoe:secret@127.0.0.1/")]);
    assert!(password.check::<InvalidUrl>().is_some(), "{password:?}");
}

/// Asks for a page with headers that are meant for its server only, and one that is not.
#[track_caller]
fn ask_with_secrets(url: &str) {
    let request = Request::new(Method::GET, url)
        .and_then(|request| Ok(request.with_header("Authorization", "Basic secret")?))
        .and_then(|request| Ok(request.with_header("Cookie", "session=31c")?))
        .and_then(|request| Ok(request.with_header("Accept", "text/html")?))
        .expect("a request");
    run(|reactor| RedirectAgent::new(Agent::new(&reactor)).fetch(request).into_future())
        .expect("an answer");
}

#[test]
fn another_server_is_not_told_what_was_meant_for_the_first() {
    let other = peer(|door| door.answer(page()));
    let target = other.url("/in");
    let first = peer(move |door| door.answer(redirect(302, &target)));
    ask_with_secrets(&first.url("/"));
    let told = other.saw();
    assert_eq!(first_line(&told), "GET /in HTTP/1.1");
    assert_eq!(header(&told, "Authorization"), None);
    assert_eq!(header(&told, "Cookie"), None);
    assert_eq!(header(&told, "Accept"), Some("text/html"));
}

#[test]
fn the_same_server_is_told_again() {
    let peer = peer(|door| answer_all(door, &[redirect(302, "/in"), page()]));
    ask_with_secrets(&peer.url("/"));
    let told = &peer.saw()[1];
    assert_eq!(header(told, "Authorization"), Some("Basic secret"));
    assert_eq!(header(told, "Cookie"), Some("session=31c"));
}

// Cookies.

#[test]
fn what_a_page_on_the_way_sets_goes_along_to_the_next() {
    let login = answer("303 See Other", "Location: /home\r\nSet-Cookie: session=31c; Path=/\r\n");
    let layers = |agent| RedirectAgent::new(CookieAgent::new(agent, &CookieJar::new()));
    let (response, requests) = send(Method::POST, "/login", layers, &[login, page()]);
    response.expect("an answer");
    assert_eq!(header(&requests[0], "Cookie"), None);
    assert_eq!(header(&requests[1], "Cookie"), Some("session=31c"));
}

#[test]
fn all_cookies_of_a_page_go_in_one_header() {
    let set = answer("303 See Other", "Location: /\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n");
    let layers = |agent| RedirectAgent::new(CookieAgent::new(agent, &CookieJar::new()));
    let (response, requests) = send(Method::GET, "/", layers, &[set, page()]);
    response.expect("an answer");
    let mut cookies: Vec<_> = header(&requests[1], "Cookie").unwrap().split("; ").collect();
    cookies.sort_unstable();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert_eq!(requests[1].matches("Cookie: ").count(), 1);
}

#[test]
fn a_request_that_brings_cookies_gets_no_others() {
    let peer = peer(|door| door.answer(page()));
    let url = peer.url("/");
    let jar = CookieJar::new();
    jar.set(&url, "session", "31c").expect("a cookie");
    let request = Request::new(Method::GET, &url)
        .and_then(|request| Ok(request.with_header("Cookie", "mine=1")?))
        .expect("a request");
    run(move |reactor| CookieAgent::new(Agent::new(&reactor), &jar).fetch(request).into_future())
        .expect("an answer");
    assert_eq!(header(&peer.saw(), "Cookie"), Some("mine=1"));
}

#[test]
fn two_agents_with_one_jar_are_one_visitor() {
    let peer = peer(|door| {
        door.answer(answer("200 OK", "Set-Cookie: card=7; Path=/\r\n"));
        door.answer(page())
    });
    let (jar, url) = (CookieJar::new(), peer.url("/"));
    let (kept, page) = (jar.clone(), url.clone());
    run(|reactor| async move {
        let agent = Agent::new(&reactor);
        CookieAgent::new(agent.clone(), &jar).get(&url).await?;
        CookieAgent::new(agent, &jar).get(&url).await
    })
    .expect("an answer");
    assert_eq!(header(&peer.saw(), "Cookie"), Some("card=7"));
    assert_eq!(kept.get(&page, "card").as_deref(), Some("7"));
    assert_eq!(format!("{kept:?}"), "CookieJar(1 cookies)");
}

#[test]
fn what_a_layer_says_can_be_printed() {
    let failure = fault(Method::POST, &[answer("302 Found", "Location: http://shop.example/\r\n")]);
    assert_says::<PageRedirect>(
        &failure,
        "Redirected (302 Found) to http://shop.example/; a POST is not sent again by itself.",
    );
}
