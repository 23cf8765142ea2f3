//! Which page is found at which path, and what it answers.

mod support;

use std::rc::Rc;
use support::{Client, Server, body, header};
use web_server::{Branch, Rendered, Request, Resource, Site, redirect_to};

/// Says what is left of the path, or greets.
struct Page(&'static str);

impl Resource for Page {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        format!("{}{:?}", self.0, request.rest_of_path()).into()
    }
}

/// A home with children for every number.
struct Years;

impl Resource for Years {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name.parse::<u32>() {
            Ok(_) => Rc::new(Page("a year")),
            Err(_) if name.is_empty() => self,
            Err(_) => Rc::new(web_server::NoResource),
        }
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "welcome".into()
    }
}

/// Answers a POST with its field `name`.
struct Form;

impl Resource for Form {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_post(&self, request: &Request) -> Rendered {
        format!("{:?}", request.args("name")).into()
    }
}

/// Sends the client to where its query says.
struct Elsewhere;

impl Resource for Elsewhere {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let page = redirect_to(request.arg("to").unwrap_or_default(), request);
        page.map_err(Into::into).into()
    }
}

fn server() -> Server {
    Server::start(|reactor| {
        let root = Branch::new(Years);
        root.put_child("leaf", Page("the leaf"));
        root.put_child("form", Form);
        root.put_child("学习", Page("study"));
        root.put_child("elsewhere", Elsewhere);
        Site::new(reactor, root)
    })
}

#[track_caller]
fn assert_found(path: &str, expected: &str) {
    let answer = server().get(path);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{path}: {answer}");
    assert_eq!(body(&answer), expected, "{path}");
}

#[track_caller]
fn assert_missing(path: &str) {
    let answer = server().get(path);
    assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{path}: {answer}");
}

#[test]
fn the_root_is_asked_for_its_child_without_a_name() {
    assert_found("/", "welcome");
}

#[test]
fn a_child_is_found_by_its_decoded_name() {
    assert_found("/2018", "a year[]");
    assert_found("/%32018", "a year[]");
    assert_found("/%E5%AD%A6%E4%B9%A0", "study[]");
}

#[test]
fn below_a_leaf_the_rest_of_the_path_is_its_own() {
    assert_found("/leaf/a/b%2fc/", "the leaf[\"a\", \"b/c\", \"\"]");
}

#[test]
fn what_nobody_knows_is_missing() {
    assert_missing("/nobody");
    assert_missing("/%ff");
    assert_missing("/..");
    assert_missing("/%2e%2e/leaf");
}

#[test]
fn the_fields_of_a_form_come_from_the_query_and_the_body() {
    let server = server();
    let post = |path: &str, content_type: &str, body: &str| {
        let length = body.len();
        server.ask(format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    };
    let urlencoded = "application/x-www-form-urlencoded";
    let answer = post("/form", urlencoded, "name=a+b%26c&name=2&other=3");
    assert_eq!(body(&answer), "[\"a b&c\", \"2\"]");
    assert_eq!(body(&post("/form?name=q", urlencoded, "other=3")), "[\"q\"]");
    assert_eq!(body(&post("/form?name=q", urlencoded, "name=b")), "[\"b\"]");
    let with_parameter = "Application/X-WWW-Form-Urlencoded; charset=utf-8";
    assert_eq!(body(&post("/form", with_parameter, "name=%FF")), "[\"\u{fffd}\"]");
    assert_eq!(body(&post("/form", "text/plain", "name=1")), "[]");
}

#[test]
fn a_method_that_a_page_does_not_take_is_refused_and_the_others_are_named() {
    let server = server();
    let get = server.get("/form");
    assert!(get.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{get}");
    assert_eq!(header(&get, "allow"), Some("POST, OPTIONS"));
    let head = server.ask("HEAD /form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(header(&head, "allow"), Some("POST, OPTIONS"), "HEAD is rendered as GET");
    let post = server.ask(
        "POST /leaf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    );
    assert!(post.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{post}");
    assert_eq!(header(&post, "allow"), Some("GET, HEAD, OPTIONS"));
}

#[test]
fn a_method_that_nobody_knows_is_not_implemented() {
    let answer =
        server().ask("BREW /leaf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 501 Not Implemented\r\n"), "{answer}");
}

#[test]
fn options_are_told_without_a_body() {
    let answer =
        server().ask("OPTIONS /leaf HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 204 No Content\r\n"), "{answer}");
    assert_eq!(header(&answer, "allow"), Some("GET, HEAD, POST, OPTIONS"));
    assert_eq!(body(&answer), "");
}

#[test]
fn head_is_a_get_without_the_body() {
    let server = server();
    let mut client: Client = server.connect();
    client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let head = client.head();
    assert_eq!(header(&head, "content-length"), Some("7"));
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(body(&client.rest()), "welcome");
}

#[test]
fn a_redirect_goes_where_it_is_told_and_its_page_is_escaped() {
    let answer = server().get("/elsewhere?to=2018%22%3E");
    assert!(answer.starts_with("HTTP/1.1 302 Found\r\n"), "{answer}");
    assert_eq!(header(&answer, "location"), Some("2018\">"));
    assert!(body(&answer).contains("href=\"2018&quot;&gt;\""), "{answer}");
}

#[test]
fn a_line_end_in_a_header_is_refused() {
    let answer = server().get("/elsewhere?to=a%0d%0aSet-Cookie:%20stolen=1");
    assert!(answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{answer}");
    assert_eq!(header(&answer, "set-cookie"), None);
    assert_eq!(header(&answer, "location"), None);
}
