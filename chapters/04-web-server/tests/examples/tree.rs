//! What is said to the examples whose pages lie in a tree.

use harness::{Conversation, Exam, Step};

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// How the page of 2018 begins: after the year, which is centred.
const YEAR: &str = "<html><body><pre>                                  2018\n\n";

pub fn calendar(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE])?;
    talk.connect("alice")?;
    talk.get("alice", "/", 200, "<h1>welcome</h1>")?;
    for target in ["/2018", "/2018/and/more"] {
        talk.ask("alice", "GET", target)?;
        see_the_year(&mut talk)?;
    }
    for target in ["/never", "/+2018", "/2018.5"] {
        miss(&mut talk, target)?;
    }
    talk.finish();
    Ok(())
}

/// The whole of it is held against Twisted's in `tests/golden.rs`.
fn see_the_year(talk: &mut Conversation<'_>) -> Step {
    let answer = talk.receive_answer("alice", "GET")?;
    let text = answer.text();
    let wanted = "alice < 200 \"<html><body><pre>… 2018 … January … February … March …\"";
    let holds = answer.status == 200 && text.starts_with(YEAR) && text.contains("December");
    talk.ensure(holds, wanted, &format!("alice < {} {text:?}", answer.status))
}

fn miss(talk: &mut Conversation<'_>, target: &str) -> Step {
    talk.ask("alice", "GET", target)?;
    let status = talk.receive_answer("alice", "GET")?.status;
    talk.ensure(status == 404, "alice < 404 and a page that says so", &format!("alice < {status}"))
}

pub fn redirect(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, "2018"])?;
    talk.connect("alice")?;
    talk.ask("alice", "GET", "/")?;
    let page = "<!DOCTYPE html>\n<a href=\"2018\">The page is here.</a>\n";
    let answer = talk.receive_page("alice", "GET", 302, page)?;
    talk.has_header("alice", &answer, "location", Some("2018"))?;
    talk.get("alice", "/2018", 200, "<html><body>year 2018</body></html>")?;
    talk.finish();
    Ok(())
}

pub fn form_page(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE])?;
    talk.connect("alice")?;
    let form = "<html>\n<body>\n<form method=\"POST\" action=\"/\">\n\
                <input name=\"form-field\" type=\"text\" />\n<input type=\"submit\" />\n\
                </form>\n</body>\n</html>\n";
    talk.get("alice", "/", 200, form)?;
    for (sent, shown) in [
        ("form-field=hello+there", "hello there"),
        ("form-field=caf%C3%A9+%26+bar", "café &amp; bar"),
        ("form-field=%3Cb%3Ehello%3C%2Fb%3E", "&lt;b&gt;hello&lt;&#x2F;b&gt;"),
    ] {
        talk.post_form("alice", "/", sent)?;
        let page = format!("<html>\n<body>You submitted: {shown}</body>\n</html>\n");
        talk.receive_page("alice", "POST", 200, page)?;
        talk.prints("POST /")?;
    }
    talk.finish();
    Ok(())
}
