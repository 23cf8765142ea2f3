//! A page in one call, and each of its options.

mod support;

use deferred::Deferred;
use reactor::{Failure, Reactor};
use std::time::Duration;
use support::peer::{Door, peer};
use support::{SHORT, assert_says, run};
use web_client::{
    Agent, BytesProducer, CookieJar, InfiniteRedirection, InvalidHeader, InvalidUrl, Method,
    PageGetter, PageRedirect, Pool, ResponseFailed, SchemeNotSupported, StatusError, TooLong,
    TooSlow, get_page,
};

fn page(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn redirect(status: u16, location: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// Fetches a page from a server that gives these answers, and says what it was asked.
#[track_caller]
fn fetch(
    answers: impl IntoIterator<Item = String> + Send + 'static,
    options: impl FnOnce(PageGetter) -> PageGetter + 'static,
) -> (Result<String, Failure>, Vec<String>) {
    let peer = peer(|door| answers.into_iter().map(|answer| door.answer(answer)).collect());
    let url = peer.url("/page");
    let page = run(|reactor| options(PageGetter::new(&reactor, &url)).get().into_future());
    (page.map(|page| String::from_utf8_lossy(&page).into_owned()), peer.saw())
}

/// The one request for a page.
#[track_caller]
fn request(options: impl FnOnce(PageGetter) -> PageGetter + 'static) -> String {
    let (page, mut requests) = fetch([page("hello")], options);
    assert_eq!(page.expect("a page"), "hello");
    requests.remove(0)
}

#[test]
fn a_plain_page_is_a_get() {
    let request = request(|page| page);
    let (first, rest) = request.split_once("\r\n").expect("lines");
    assert_eq!(first, "GET /page HTTP/1.1");
    assert!(rest.starts_with("Connection: close\r\nHost: 127.0.0.1:"), "{rest}");
    assert_eq!(rest.lines().count(), 3, "and nothing else: {rest}");
}

#[test]
fn another_method_and_a_body() {
    let request = request(|page| page.method(Method::POST).body("name=Alice"));
    assert!(request.starts_with("POST /page HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nContent-Length: 10\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nname=Alice"), "{request}");
}

#[test]
fn a_body_out_of_a_producer() {
    let request = request(|page| page.method(Method::PUT).body_from(BytesProducer::new("hello")));
    assert!(request.starts_with("PUT /page HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nhello"), "{request}");
}

#[test]
fn more_headers_and_who_asks() {
    let request = request(|page| {
        page.header("Accept", "text/html").header("accept", "text/plain").agent("webbot")
    });
    assert!(request.contains("\r\nAccept: text/html\r\n"), "{request}");
    assert!(request.contains("\r\nAccept: text/plain\r\n"), "{request}");
    assert!(request.contains("\r\nUser-Agent: webbot\r\n"), "{request}");
}

#[test]
fn a_redirect_is_followed() {
    let (found, requests) = fetch([redirect(302, "/there", "moved"), page("hello")], |page| page);
    assert_eq!(found.expect("a page"), "hello");
    assert!(requests[1].starts_with("GET /there "), "{}", requests[1]);
}

#[test]
fn or_not() {
    let options = |page: PageGetter| page.follow_redirect(false);
    let (page, _) = fetch([redirect(302, "/there", "moved")], options);
    assert_eq!(page.expect("the page of the redirect"), "moved");
}

#[test]
fn so_many_redirects_are_followed() {
    let (page, _) = fetch([redirect(302, "/there", "")], |page| page.redirect_limit(0));
    let failure = page.expect_err("one is too many");
    assert!(failure.check::<InfiniteRedirection>().is_some(), "{failure:?}");
}

#[test]
fn a_post_goes_on_as_a_get_if_one_wants() {
    let post = |page: PageGetter| page.method(Method::POST).body("order");
    let (refused, _) = fetch([redirect(302, "/thanks", "")], post);
    let failure = refused.expect_err("it is not sent again");
    assert!(failure.check::<PageRedirect>().is_some(), "{failure:?}");

    let options = move |page| post(page).after_found_get(true);
    let (page, requests) = fetch([redirect(302, "/thanks", ""), page("thanks")], options);
    assert_eq!(page.expect("a page"), "thanks");
    assert!(requests[1].starts_with("GET /thanks "), "{}", requests[1]);
}

#[test]
fn cookies_go_both_ways_and_along() {
    let moved = "HTTP/1.1 302 Elsewhere\r\nLocation: /there\r\nSet-Cookie: theirs=2\r\n\
                 Content-Length: 0\r\n\r\n";
    let peer = peer(move |door: &Door| [door.answer(moved), door.answer(page("hello"))]);
    let url = peer.url("/page");
    let theirs = run(|reactor| async move {
        let jar = CookieJar::new();
        jar.set(&url, "mine", "1")?;
        PageGetter::new(&reactor, &url).cookies(&jar).get().await?;
        Ok::<_, Failure>(jar.get(&url, "theirs"))
    });
    assert_eq!(theirs.expect("a page").as_deref(), Some("2"));
    let [first, second] = peer.saw();
    assert!(first.contains("\r\nCookie: mine=1\r\n"), "{first}");
    assert!(second.contains("\r\nCookie: mine=1; theirs=2\r\n"), "{second}");
}

#[test]
fn a_page_has_a_limit() {
    let (found, _) = fetch([page("hello")], |page| page.limit(5));
    assert_eq!(found.expect("a page"), "hello");
    let (found, _) = fetch([page("hello")], |page| page.limit(4));
    assert_says::<TooLong>(&found.expect_err("too long"), "The body is longer than 4 bytes.");
}

#[test]
fn its_time_is_that_of_all_redirects_together() {
    let peer = peer(|door| {
        door.answer(redirect(302, "/there", ""));
        door.accept().is_left();
    });
    let url = peer.url("/");
    let page = run(|reactor| PageGetter::new(&reactor, &url).timeout(SHORT).get().into_future());
    assert_says::<TooSlow>(&page.expect_err("no page"), "The page was not complete within 100ms.");
    peer.saw();
}

#[test]
fn who_waits_for_ever_may_say_so() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
        talk.send("llo");
    });
    let url = peer.url("/");
    let page = run(|reactor| {
        let agent = Agent::new(&reactor)
            .with_pool(&Pool::keeping(&reactor, 2, Duration::MAX))
            .with_connect_timeout(Duration::MAX)
            .with_answer_timeout(Duration::MAX)
            .with_silence_timeout(Duration::MAX);
        PageGetter::with_agent(&agent, &url).timeout(Duration::MAX).get().into_future()
    });
    assert_eq!(page.expect("a page"), b"hello");
    peer.saw();
}

#[test]
fn a_page_may_end_with_the_connection() {
    let (page, _) = fetch(["HTTP/1.1 200 OK\r\n\r\nhello".into()], |page| page);
    assert_eq!(page.expect("a page"), "hello");
}

#[test]
fn a_status_that_tells_of_an_error_is_a_failure_with_its_page() {
    for answer in [
        "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nno bread\n",
        "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nno bread\n\r\n0\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\n\r\nno bread\n",
    ] {
        let (page, _) = fetch([answer.to_owned()], |page| page);
        let failure = page.expect_err("no page");
        assert_says::<StatusError>(&failure, "404 Not Found");
        let error = failure.check::<StatusError>().expect("a status");
        assert_eq!((error.status.as_u16(), &*error.phrase), (404, "Not Found"));
        assert_eq!(error.body, b"no bread\n");
    }
    for status in [400, 401, 500, 503] {
        let answer = format!("HTTP/1.1 {status} Oh dear\r\nContent-Length: 0\r\n\r\n");
        let failure = fetch([answer], |page| page).0.expect_err("no page");
        assert_says::<StatusError>(&failure, &format!("{status} Oh dear"));
    }
}

#[test]
fn a_page_of_an_error_that_breaks_off_has_broken_off() {
    let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nno".to_owned();
    let failure = fetch([answer], |page| page).0.expect_err("no page");
    assert!(failure.check::<ResponseFailed>().is_some(), "{failure:?}");
}

#[test]
fn an_agent_with_a_pool_is_used_again() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        for _ in 0..2 {
            talk.request();
            talk.send(page("hello"));
        }
    });
    let url = peer.url("/");
    let second = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        PageGetter::with_agent(&agent, &url).get().await?;
        PageGetter::with_agent(&agent, &url).get().await
    });
    assert_eq!(second.expect("a page"), b"hello");
    peer.saw();
}

/// Why a page is not even asked for. There is no need to run the reactor.
#[track_caller]
fn refused(page: impl FnOnce(&Reactor) -> Deferred<Vec<u8>>) -> Failure {
    let page = page(&Reactor::new());
    page.now().expect("it is known at once").expect_err("no page")
}

#[test]
fn what_is_no_address_is_not_asked_for() {
    for (url, why) in [
        ("", "relative URL without a base"),
        ("example.com/page", "relative URL without a base"),
        ("http://", "empty host"),
        ("http://exa mple/", "invalid international domain name"),
        ("http://example.com:99999/", "invalid port number"),
        ("http://[::1/", "invalid IPv6 address"),
        ("http://me:secret@h/", "a password does not belong there; set the header Authorization"),
    ] {
        assert_says::<InvalidUrl>(
            &refused(|reactor| get_page(reactor, url)),
            &format!("{url:?} is no address of a page: {why}."),
        );
    }
}

#[test]
fn what_is_no_page_is_not_asked_for() {
    for (url, scheme) in [
        ("ftp://example.com/", "ftp"),
        ("file:///etc/passwd", "file"),
        ("mailto:me@example.com", "mailto"),
        ("localhost:8000", "localhost"),
    ] {
        let failure = refused(|reactor| get_page(reactor, url));
        let error = failure.check::<SchemeNotSupported>().unwrap_or_else(|| panic!("{failure:?}"));
        assert_eq!(error.scheme, scheme);
        let text = failure.to_string();
        assert!(text.starts_with(&format!("{scheme}: is not supported, only http:")), "{text}");
    }
}

#[test]
fn what_is_no_header_is_not_sent() {
    for (name, value) in [
        ("Accept", "text/html\r\nX-Evil: 1"),
        ("Accept", "text/html\nX-Evil: 1"),
        ("Accept", "\0"),
        ("X-Evil: 1\r\nAccept", "text/html"),
        ("Two words", "text/html"),
        ("", "text/html"),
    ] {
        let failure = refused(|reactor| {
            PageGetter::new(reactor, "http://example.com/").header(name, value).get()
        });
        assert_says::<InvalidHeader>(
            &failure,
            &format!("{name:?} with the value {value:?} is no header."),
        );
    }
}

#[test]
fn what_may_stand_in_an_address_is_asked_for() {
    for (path, asked) in [
        ("", "/"),
        ("/a b?c d", "/a%20b?c%20d"),
        ("/ä?ö", "/%C3%A4?%C3%B6"),
        ("/a/../b/./c", "/b/c"),
        ("/a|b^c{d}`e", "/a|b^c%7Bd%7D%60e"),
        ("/?a[]={\"b\"}|c\\d", "/?a[]={%22b%22}|c\\d"),
        ("/page#part", "/page"),
        ("?query", "/?query"),
    ] {
        let peer = peer(|door| door.answer(page("hello")));
        let url = peer.url(path);
        let page = run(|reactor| get_page(&reactor, &url).into_future());
        assert!(page.is_ok(), "{path}: {page:?}");
        let request = peer.saw();
        assert!(request.starts_with(&format!("GET {asked} HTTP/1.1\r\n")), "{path}: {request}");
    }
}
