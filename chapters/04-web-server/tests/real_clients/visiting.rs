//! A browser on sites that are made for it.

use crate::browser::Browser;
use crate::support::{Leaf, Server};
use hyper::Method;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_server::{Branch, NoResource, Rendered, Request, Site, redirect_to};

const FORM: &str = "<!DOCTYPE html>
<form method=\"post\" enctype=\"multipart/form-data\">
<input name=\"name\"><textarea name=\"words\"></textarea><button>Sign</button>
</form>
";

/// A guest book: who has signed is sent on to what all have written.
fn guest_book() -> Server {
    Server::start(|reactor| {
        let book = Rc::new(RefCell::new(Vec::new()));
        let root = Branch::new(NoResource);
        let written = book.clone();
        root.put_child("sign", Leaf(move |request: &Request| sign(request, &written)));
        root.put_child("book", Leaf(move |_: &Request| read(&book.borrow())));
        Site::new(reactor, root)
    })
}

fn sign(request: &Request, book: &RefCell<Vec<String>>) -> Rendered {
    if *request.method() != Method::POST {
        return FORM.into();
    }
    let [name, words] = ["name", "words"].map(|field| request.arg(field).unwrap_or_default());
    book.borrow_mut().push(format!("{name}: {words:?}"));
    redirect_to("book", request).map_err(Into::into).into()
}

fn read(book: &[String]) -> Rendered {
    let entries = book.iter().map(|entry| format!("<li>{}", html_escape::encode_text(entry)));
    format!("<!DOCTYPE html>\n<ol>{}</ol>", entries.collect::<String>()).into()
}

#[test]
fn after_a_form_the_redirect_is_followed_and_a_reload_sends_nothing_again() {
    let Some(mut browser) = Browser::start() else { return };
    let server = guest_book();
    browser.go_to(&server.url("/sign"));
    browser.fill_in("[name=name]", "Ann \"<Lee>\"");
    browser.fill_in("[name=words]", "one\ntwo");
    browser.follow("button");
    assert_eq!(browser.url(), server.url("/book"));
    // A browser ends the lines of a form by CR LF.
    let entry = "Ann \"<Lee>\": \"one\\r\\ntwo\"";
    assert_eq!(browser.text(), entry);
    browser.reload();
    assert_eq!(browser.text(), entry);
}

/// Counts visits. Not at every path: at a time of its choice, a browser also asks for
/// `/favicon.ico`, the site's little picture.
fn counter() -> Server {
    Server::start(|reactor| {
        let root = Branch::new(NoResource);
        root.put_child("visit", Leaf(visit));
        root.put_child("leave", Leaf(leave));
        Site::new(reactor, root)
    })
}

fn visit(request: &Request) -> Rendered {
    let visits = request.session().get::<Cell<u32>>();
    visits.set(visits.get() + 1);
    format!("visit {}", visits.get()).into()
}

fn leave(request: &Request) -> Rendered {
    request.session().expire();
    "goodbye".into()
}

#[test]
fn a_cookie_is_kept_and_brought_back() {
    let Some(mut browser) = Browser::start() else { return };
    let server = counter();
    for (path, shown) in [
        ("/visit", "visit 1"),
        ("/visit?again", "visit 2"),
        ("/leave", "goodbye"),
        ("/visit", "visit 1"),
    ] {
        browser.go_to(&server.url(path));
        assert_eq!(browser.text(), shown, "{path}");
    }
    // It is for the server alone: no script of a page can read it.
    assert_eq!(browser.evaluate("document.cookie"), "");
}
