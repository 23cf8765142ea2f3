//! The site of chapter 4, in the same reactor.

mod support;

use reactor::{Failure, Reactor};
use std::fs;
use support::run;
use tempfile::tempdir;
use web_client::{
    Agent, BytesProducer, ContentDecoderAgent, CookieJar, Fetch, Headers, Method, PageGetter, Pool,
    RedirectAgent, StatusError, download_page, get_page, read_body,
};
use web_server::{Branch, File, NoResource, Rendered, Request, Resource, Site, redirect_to};

/// Tells how it was asked, and with what.
struct Echo;

impl Resource for Echo {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        let content = String::from_utf8_lossy(request.content());
        format!("{} {} {content}", request.method(), request.uri()).into()
    }
}

struct Session;

impl Resource for Session {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        request.session().id().to_owned().into()
    }
}

struct Moved;

impl Resource for Moved {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        redirect_to("/echo", request).map_err(Into::into).into()
    }
}

/// A site with these pages, and a folder at `/files`.
fn serve(reactor: &Reactor, files: File) -> Result<String, Failure> {
    serve_on("127.0.0.1:0", reactor, files)
}

fn serve_on(place: &str, reactor: &Reactor, files: File) -> Result<String, Failure> {
    let root = Branch::new(NoResource);
    root.put_child("echo", Echo);
    root.put_child("session", Session);
    root.put_child("moved", Moved);
    root.put_child("files", files);
    let port = reactor.listen_tcp_on(place, Site::new(reactor, root))?;
    Ok(format!("http://{}", port.get_host()))
}

fn text(page: Vec<u8>) -> Result<String, Failure> {
    Ok(String::from_utf8(page)?)
}

#[test]
fn pages_forms_and_redirects() {
    let pages = run(|reactor| async move {
        let site = serve(&reactor, File::new("."))?;
        let page = |path: &str| PageGetter::new(&reactor, &format!("{site}{path}"));
        let plain = text(page("/echo?a=b").get().await?)?;
        let form = page("/echo").method(Method::POST).body("name=Alice").get();
        let form = text(form.await?)?;
        let moved = text(page("/moved").get().await?)?;
        Ok::<_, Failure>([plain, form, moved])
    });
    let pages = pages.expect("three pages");
    assert_eq!(pages, ["GET /echo?a=b ", "POST /echo name=Alice", "GET /echo "]);
}

#[test]
fn a_page_at_an_ipv6_address() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return eprintln!("skipped: this system has no ::1");
    }
    let pages = run(|reactor| async move {
        let site = serve_on("[::1]:0", &reactor, File::new("."))?;
        let moved = text(get_page(&reactor, &format!("{site}/moved")).await?)?;
        Ok::<_, Failure>((site, moved))
    });
    let (site, moved) = pages.expect("a page");
    assert!(site.starts_with("http://[::1]:"), "{site}");
    assert_eq!(moved, "GET /echo ");
}

#[test]
fn a_page_that_is_not_there() {
    let page = run(|reactor| async move {
        let site = serve(&reactor, File::new("."))?;
        get_page(&reactor, &format!("{site}/nowhere")).await
    });
    let failure = page.expect_err("no page");
    let error = failure.check::<StatusError>().unwrap_or_else(|| panic!("{failure:?}"));
    assert_eq!((error.status.as_u16(), &*error.phrase), (404, "Not Found"));
    assert!(!error.body.is_empty());
}

#[test]
fn a_session_is_the_same_with_a_jar_and_another_without() {
    let sessions = run(|reactor| async move {
        let url = serve(&reactor, File::new("."))? + "/session";
        let (jar, mut sessions) = (CookieJar::new(), Vec::new());
        for _ in 0..2 {
            sessions.push(text(PageGetter::new(&reactor, &url).cookies(&jar).get().await?)?);
        }
        sessions.push(text(get_page(&reactor, &url).await?)?);
        Ok::<_, Failure>(sessions)
    });
    let sessions = sessions.expect("three pages");
    assert_eq!(sessions[0], sessions[1]);
    assert_ne!(sessions[1], sessions[2]);
}

#[test]
fn many_at_once_over_a_few_connections() {
    let kept = run(|reactor| async move {
        let site = serve(&reactor, File::new("."))?;
        let pool = Pool::keeping(&reactor, 10, std::time::Duration::from_secs(60));
        let agent = Agent::new(&reactor).with_pool(&pool);
        for round in 0..10 {
            let urls = (0..10).map(|number| format!("{site}/echo?{round}{number}"));
            let pages = urls.map(|url| agent.get(&url).add_callback(read_body));
            let pages = deferred::gather_results(pages).await?;
            for (number, page) in pages.into_iter().enumerate() {
                assert_eq!(text(page)?, format!("GET /echo?{round}{number} "));
            }
        }
        Ok::<_, Failure>(pool.len())
    });
    assert_eq!(kept.expect("a hundred pages"), 10);
}

#[test]
fn a_file_packed_and_saved() {
    let folder = tempdir().expect("a folder");
    let content = "a line of a file\n".repeat(100_000);
    fs::write(folder.path().join("file.txt"), &content).expect("a file");
    let (served, saved) = (folder.path().to_owned(), folder.path().join("saved"));
    let path = saved.clone();
    let page = run(|reactor| async move {
        let url = serve(&reactor, File::new(served))? + "/files/file.txt";
        download_page(&reactor, &url, path).await?;
        let packed = ContentDecoderAgent::new(RedirectAgent::new(Agent::new(&reactor)));
        text(read_body(packed.get(&url).await?).await?)
    });
    assert!(page.expect("a file") == content);
    assert!(fs::read_to_string(saved).expect("a file") == content);
}

#[test]
fn an_upload_that_is_too_much_is_refused() {
    let status = run(|reactor| async move {
        let url = serve(&reactor, File::new("."))? + "/echo";
        let body = BytesProducer::new(vec![b'x'; 64 << 20]);
        let answer = Agent::new(&reactor).request(Method::POST, &url, Headers::new(), Some(body));
        Ok::<_, Failure>(answer.await?.status().as_u16())
    });
    assert_eq!(status.expect("an answer"), 413);
}
