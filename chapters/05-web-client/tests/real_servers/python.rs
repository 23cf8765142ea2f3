//! Pages of Python's `http.server`.

use crate::installed::installed;
use crate::process::Process;
use crate::support::{assert_says, run};
use crate::website::Website;
use reactor::Failure;
use std::fs;
use std::process::{Command, Stdio};
use web_client::{
    Agent, Fetch, Method, PageGetter, Pool, Request, StatusError, Version, download_page, get_page,
    read_body,
};

struct Server {
    website: Website,
    address: String,
    _process: Process,
}

/// A server at a port that it has chosen itself, unless there is no Python.
fn server() -> Option<Server> {
    let python = installed("python3")?;
    let website = Website::new();
    let mut command = Command::new(python);
    command.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]);
    command.arg(website.path("")).stdout(Stdio::piped()).stderr(Stdio::null());
    let process = Process::start(&mut command, |child| child.stdout.take());
    let port =
        process.hear(|line| Some(line.split_once(" port ")?.1.split(' ').next()?.to_owned()));
    Some(Server { website, address: format!("127.0.0.1:{port}"), _process: process })
}

impl Server {
    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn get(&self, path: &str) -> Result<String, Failure> {
        let url = self.url(path);
        let page = run(|reactor| get_page(&reactor, &url).into_future())?;
        Ok(String::from_utf8(page)?)
    }
}

#[test]
fn a_page_and_a_folder() {
    let Some(server) = server() else { return };
    assert_eq!(server.get("/hello.html").expect("a page"), "<h1>Hello</h1>\n");
    let listing = server.get("/").expect("a listing");
    assert!(listing.contains("<a href=\"hello.html\">"), "{listing}");
}

#[test]
fn a_page_that_is_not_there() {
    let Some(server) = server() else { return };
    let failure = server.get("/nowhere").expect_err("no page");
    assert_says::<StatusError>(&failure, "404 File not found");
    let body = &failure.check::<StatusError>().expect("a status").body;
    assert!(String::from_utf8_lossy(body).contains("Error code: 404"));
}

#[test]
fn a_method_that_it_does_not_know() {
    let Some(server) = server() else { return };
    let url = server.url("/hello.html");
    let page = run(|reactor| {
        PageGetter::new(&reactor, &url).method(Method::POST).body("hello").get().into_future()
    });
    let failure = page.expect_err("no page");
    assert_says::<StatusError>(&failure, "501 Unsupported method ('POST')");
}

#[test]
fn what_it_says_of_a_page() {
    let Some(server) = server() else { return };
    let url = server.url("/hello.html");
    run(|reactor| async move {
        let agent = Agent::new(&reactor);
        let response = agent.get(&url).await?;
        assert_eq!(response.version(), Version::HTTP_10);
        assert_eq!((response.status().as_u16(), response.phrase()), (200, "OK"));
        assert_eq!(response.length(), Some(15));
        assert_eq!(response.headers().get("Content-Type"), Some("text/html"));
        let server = response.headers().get("Server").unwrap_or_default().to_owned();
        assert!(server.starts_with("SimpleHTTP/"), "{server}");
        let head = agent.fetch(Request::new(Method::HEAD, &url)?).await?;
        assert_eq!(read_body(head).await?, b"");
        Ok::<_, Failure>(())
    })
    .expect("two answers");
}

#[test]
fn a_folder_that_it_redirects_to() {
    let Some(server) = server() else { return };
    assert_eq!(server.get("/inner").expect("a page"), "the inner page\n");
}

#[test]
fn a_large_file() {
    let Some(server) = server() else { return };
    let (url, large) = (server.url("/large.bin"), server.website.large());
    let file = server.website.aside("saved");
    let path = file.clone();
    let saved = run(|reactor| download_page(&reactor, &url, path).into_future());
    assert_eq!(saved.expect("it is saved"), 20_000_000);
    assert!(fs::read(file).expect("a file") == large);
}

#[test]
fn its_connections_are_not_kept() {
    let Some(server) = server() else { return };
    let url = server.url("/hello.html");
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
