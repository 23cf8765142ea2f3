//! Cookies: which are kept, and who gets them back.

mod support;

use reactor::Failure;
use support::peer::{Door, peer};
use support::run;
use web_client::{Agent, CookieAgent, CookieJar, Fetch};

fn setting(cookies: &[&str]) -> String {
    let lines: Vec<_> = cookies.iter().map(|cookie| format!("Set-Cookie: {cookie}\r\n")).collect();
    let lines = lines.concat();
    format!("HTTP/1.1 200 OK\r\n{lines}Content-Length: 0\r\n\r\n")
}

/// What the header `Cookie` says in a request.
fn cookie(request: &str) -> Option<String> {
    let mut lines = request.lines();
    lines.find_map(|line| line.strip_prefix("Cookie: ")).map(str::to_owned)
}

/// Asks for these pages, one after the other, of a server whose first answer sets these
/// cookies; what is sent back with each of the others.
#[track_caller]
fn sent_back(cookies: &'static [&str], pages: &'static [&str]) -> Vec<Option<String>> {
    let peer = peer(move |door: &Door| {
        door.answer(setting(cookies));
        let answer = |_: &&str| cookie(&door.answer(setting(&[])));
        pages[1..].iter().map(answer).collect::<Vec<_>>()
    });
    let urls: Vec<_> = pages.iter().map(|page| peer.url(page)).collect();
    let asked = run(|reactor| async move {
        let agent = CookieAgent::new(Agent::new(&reactor), &CookieJar::new());
        for url in urls {
            agent.get(&url).await?;
        }
        Ok::<_, Failure>(())
    });
    asked.expect("answers");
    peer.saw()
}

#[test]
fn what_is_set_is_sent_back() {
    assert_eq!(sent_back(&["a=1"], &["/", "/x"]), [Some("a=1".to_owned())]);
    assert_eq!(sent_back(&[], &["/", "/"]), [None]);
}

#[test]
fn the_longest_path_comes_first_and_then_the_oldest() {
    let cookies = &["z=1; Path=/", "a=2; Path=/shop", "y=3; Path=/", "b=4; Path=/shop"];
    let sent = sent_back(cookies, &["/shop/", "/shop/cart"]);
    assert_eq!(sent, [Some("a=2; b=4; z=1; y=3".to_owned())]);
}

#[test]
fn a_cookie_belongs_to_a_path() {
    let sent = sent_back(&["a=1; Path=/shop"], &["/shop", "/shop/cart", "/shopping", "/"]);
    assert_eq!(sent, [Some("a=1".to_owned()), None, None]);
    // Without one, to the folder of its page.
    let sent = sent_back(&["a=1"], &["/shop/list", "/shop/cart", "/"]);
    assert_eq!(sent, [Some("a=1".to_owned()), None]);
}

#[test]
fn a_cookie_that_is_not_the_servers_to_set_is_not_kept() {
    assert_eq!(sent_back(&["a=1; Domain=example.com"], &["/", "/"]), [None]);
    assert_eq!(sent_back(&["=; =", "", "no value"], &["/", "/"]), [None]);
}

#[test]
fn a_cookie_that_is_over_is_not_sent() {
    assert_eq!(sent_back(&["a=1; Max-Age=0"], &["/", "/"]), [None]);
    assert_eq!(sent_back(&["a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], &["/", "/"]), [None]);
    let sent = sent_back(&["a=1", "a=2; Max-Age=0"], &["/", "/"]);
    assert_eq!(sent, [None], "the last one counts");
}

#[test]
fn a_jar_belongs_to_one_host_at_a_time() {
    let jar = CookieJar::new();
    jar.set("http://one.example/", "a", "1").expect("a cookie");
    assert_eq!(jar.get("http://one.example/page", "a").as_deref(), Some("1"));
    assert_eq!(jar.get("http://two.example/page", "a"), None);
    assert_eq!(jar.get("http://one.example/page", "b"), None);
    assert_eq!(jar.get("no address", "a"), None);
    assert_eq!(format!("{jar:?}"), "CookieJar(1 cookies)", "without the secret");
}

#[test]
fn a_jar_is_filled_and_looked_into_from_outside() {
    let peer = peer(|door| cookie(&door.answer(setting(&["theirs=2"]))));
    let url = peer.url("/");
    let jar = run(|reactor| async move {
        let jar = CookieJar::new();
        jar.set(&url, "mine", "1")?;
        CookieAgent::new(Agent::new(&reactor), &jar).get(&url).await?;
        assert_eq!(jar.get(&url, "theirs").as_deref(), Some("2"));
        jar.set("not an address", "a", "b")
    });
    assert!(jar.is_err());
    assert_eq!(peer.saw().as_deref(), Some("mine=1"));
}
