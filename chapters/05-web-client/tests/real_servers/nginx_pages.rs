//! Pages of nginx.

use crate::nginx::nginx;
#[cfg(feature = "tls")]
use crate::nginx::secure_nginx;
use crate::support::{assert_says, run};
use reactor::Failure;
use std::fs;
use web_client::{
    Agent, BytesProducer, ContentDecoderAgent, Fetch, Headers, Method, PageGetter, Pool, Request,
    StatusError, Version, download_page, get_page, read_body, read_body_within,
};

fn text(page: Vec<u8>) -> String {
    String::from_utf8(page).expect("a text")
}

#[test]
fn a_page_and_what_it_says_of_it() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/hello.html");
    run(|reactor| async move {
        let response = Agent::new(&reactor).get(&url).await?;
        assert_eq!(response.version(), Version::HTTP_11);
        assert_eq!((response.status().as_u16(), response.phrase()), (200, "OK"));
        assert_eq!(response.length(), Some(15));
        assert_eq!(response.headers().get("Content-Type"), Some("text/html"));
        assert!(response.headers().get("Server").is_some_and(|name| name.starts_with("nginx")));
        assert_eq!(text(read_body(response).await?), "<h1>Hello</h1>\n");
        Ok::<_, Failure>(())
    })
    .expect("a page");
}

#[test]
fn a_page_that_is_not_there() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/nowhere");
    let failure = run(|reactor| get_page(&reactor, &url).into_future()).expect_err("no page");
    assert_says::<StatusError>(&failure, "404 Not Found");
    let body = &failure.check::<StatusError>().expect("a status").body;
    assert!(String::from_utf8_lossy(body).contains("<center>nginx"));
}

#[test]
fn a_page_that_has_moved() {
    let Some(nginx) = nginx("") else { return };
    for path in ["/moved", "/hello.html"] {
        let url = nginx.url(path);
        let page = run(|reactor| get_page(&reactor, &url).into_future());
        assert_eq!(text(page.expect("a page")), "<h1>Hello</h1>\n");
    }
}

#[test]
fn one_connection_serves_many_requests() {
    let Some(nginx) = nginx("") else { return };
    let (url, large) = (nginx.url("/connection"), nginx.url("/large.bin"));
    nginx.website.large();
    let numbers = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        let first = text(read_body(agent.get(&url).await?).await?);
        read_body_within(32 << 20, agent.get(&large).await?).await?;
        let third = text(read_body(agent.get(&url).await?).await?);
        Ok::<_, Failure>((first, third))
    });
    let (first, third) = numbers.expect("three pages");
    let number = first.strip_suffix(" 1").expect("the first request");
    assert_eq!(third, format!("{number} 3"), "the same connection, and the third request");
}

#[test]
fn a_redirect_and_its_page_share_a_connection() {
    let Some(nginx) = nginx("rewrite ^/away$ /connection redirect;") else { return };
    let url = nginx.url("/away");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        PageGetter::with_agent(&agent, &url).get().await
    });
    let page = text(page.expect("a page"));
    assert!(page.ends_with(" 2"), "the second request: {page}");
}

#[test]
fn a_server_that_keeps_no_connections() {
    let Some(nginx) = nginx("keepalive_timeout 0;") else { return };
    let url = nginx.url("/connection");
    let kept = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        for _ in 0..3 {
            read_body(agent.get(&url).await?).await?;
        }
        Ok::<_, Failure>(pool.len())
    });
    assert_eq!(kept.expect("three pages"), 0);
}

#[test]
fn a_server_that_closes_a_kept_connection_after_some_requests() {
    let Some(nginx) = nginx("keepalive_requests 3;") else { return };
    let url = nginx.url("/connection");
    let pages = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        let mut pages = Vec::new();
        for _ in 0..10 {
            pages.push(text(read_body(agent.get(&url).await?).await?));
        }
        Ok::<_, Failure>(pages)
    });
    let pages = pages.expect("ten pages");
    let requests: Vec<_> = pages.iter().filter_map(|page| page.split(' ').nth(1)).collect();
    assert_eq!(requests, ["1", "2", "3", "1", "2", "3", "1", "2", "3", "1"]);
}

#[test]
fn a_text_that_it_packs() {
    let Some(nginx) = nginx("") else { return };
    let (url, expected) = (nginx.url("/text.txt"), nginx.website.text.clone());
    let page = run(|reactor| async move {
        let plain = Agent::new(&reactor);
        let mut request = Request::new(Method::GET, &url)?;
        request = request.with_header("Accept-Encoding", "gzip")?;
        let packed = plain.fetch(request).await?;
        assert_eq!(packed.headers().get("Content-Encoding"), Some("gzip"));
        let packed = read_body(packed).await?.len();
        let page = read_body(ContentDecoderAgent::new(plain).get(&url).await?).await?;
        assert!(packed < page.len() / 2, "{packed} bytes, packed");
        Ok::<_, Failure>(text(page))
    });
    assert!(page.expect("a page") == expected);
}

#[test]
fn a_part_of_a_file() {
    let Some(nginx) = nginx("") else { return };
    let (url, expected) = (nginx.url("/text.txt"), nginx.website.text[5..=20].to_owned());
    let part = run(|reactor| async move {
        let request = Request::new(Method::GET, &url)?.with_header("Range", "bytes=5-20")?;
        let response = Agent::new(&reactor).fetch(request).await?;
        assert_eq!(response.status().as_u16(), 206);
        assert_eq!(response.headers().get("Content-Range"), Some("bytes 5-20/8890"));
        read_body(response).await
    });
    assert_eq!(text(part.expect("a part")), expected);
}

#[test]
fn a_page_that_has_not_changed() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/hello.html");
    run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        let first = agent.get(&url).await?;
        let tag = first.headers().get("ETag").unwrap_or_default().to_owned();
        read_body(first).await?;
        let request = Request::new(Method::GET, &url)?.with_header("If-None-Match", &tag)?;
        let second = agent.fetch(request).await?;
        assert_eq!((second.status().as_u16(), second.phrase()), (304, "Not Modified"));
        assert_eq!(read_body(second).await?, b"");
        assert_eq!(pool.len(), 1);
        Ok::<_, Failure>(())
    })
    .expect("two answers");
}

#[test]
fn a_head() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/large.bin");
    nginx.website.large();
    run(|reactor| async move {
        let request = Request::new(Method::HEAD, &url)?;
        let response = Agent::new(&reactor).fetch(request).await?;
        assert_eq!(response.headers().get("Content-Length"), Some("20000000"));
        assert_eq!(read_body(response).await?, b"");
        Ok::<_, Failure>(())
    })
    .expect("an answer");
}

#[test]
fn who_asks() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/echo");
    let page = run(|reactor| {
        let page = PageGetter::new(&reactor, &url).method(Method::DELETE).agent("webbot/1");
        page.get().into_future()
    });
    assert_eq!(text(page.expect("a page")), "DELETE webbot/1");
}

#[test]
fn a_file_that_is_sent() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/upload/sent");
    let sent: Vec<_> = (0..1_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let producer = BytesProducer::new(sent.clone());
    let status = run(|reactor| async move {
        let agent = Agent::new(&reactor);
        let answer = agent.request(Method::PUT, &url, Headers::new(), Some(producer));
        Ok::<_, Failure>(answer.await?.status().as_u16())
    });
    assert_eq!(status.expect("an answer"), 201);
    let file = nginx.website.aside("upload/sent");
    assert!(fs::read(file).expect("it is there") == sent);
}

#[test]
fn a_file_that_is_too_large_is_refused_while_it_is_sent() {
    let Some(nginx) = nginx("") else { return };
    let url = nginx.url("/upload/sent");
    let body = BytesProducer::new(vec![b'x'; 64 << 20]);
    let status = run(|reactor| async move {
        let answer = Agent::new(&reactor).request(Method::PUT, &url, Headers::new(), Some(body));
        Ok::<_, Failure>(answer.await?.status().as_u16())
    });
    assert_eq!(status.expect("an answer"), 413);
}

#[test]
fn a_large_file() {
    let Some(nginx) = nginx("") else { return };
    let (url, large) = (nginx.url("/large.bin"), nginx.website.large());
    let file = nginx.website.aside("saved");
    let path = file.clone();
    let saved = run(|reactor| download_page(&reactor, &url, path).into_future());
    assert_eq!(saved.expect("it is saved"), 20_000_000);
    assert!(fs::read(file).expect("a file") == large);
}

#[cfg(feature = "tls")]
#[test]
fn a_page_over_tls() {
    use crate::support::certificate::Certificate;

    let certificate = Certificate::of("localhost");
    let Some(nginx) = secure_nginx(&certificate.pem()) else { return };
    let (url, roots) = (nginx.secure_url("/connection"), certificate.roots());
    let pages = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor)).with_roots(roots);
        let first = read_body(agent.get(&url).await?).await?;
        Ok::<_, Failure>([text(first), text(read_body(agent.get(&url).await?).await?)])
    });
    let [first, second] = pages.expect("two pages");
    assert_eq!(first.replace(" 1", " 2"), second, "on one connection");
}
