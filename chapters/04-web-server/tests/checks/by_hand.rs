//! HTTP by hand: the first line of a request.

use harness::{Conversation, Exam, Step};

/// The first line of a request is taken apart, or refused.
pub fn request_line(exam: &mut Exam) -> Step {
    let number = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    plain_lines(&mut talk)?;
    bytes(&mut talk)?;
    methods(&mut talk)?;
    targets(&mut talk)?;
    versions(&mut talk)?;
    spaces(&mut talk)?;
    a_line_by_lot(&mut talk, number)?;
    talk.finish();
    Ok(())
}

fn plain_lines(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A plain request gets no answer, or a wrong one. The three parts stand between the two \
         spaces of the line; the version begins behind `HTTP/`.",
    );
    understood(talk, "GET", "/", "1.1")?;
    understood(talk, "POST", "/guests/7", "1.0")?;
    talk.in_short("one sends the line byte by byte, with a header behind it", |talk| {
        talk.connect("slow")?;
        for byte in b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n" {
            talk.send("slow", &[*byte])?;
        }
        receive_parts(talk, "slow", ["GET", "/slow", "1.1"])
    })?;
    talk.if_this_fails(
        "Three parts make a request line, and one of them is missing here: that gets the status 400.",
    );
    for line in ["GET /", "GET", "GET HTTP/1.1", "/ HTTP/1.1", ""] {
        refused(talk, line.as_bytes())?;
    }
    Ok(())
}

fn a_line_by_lot(talk: &mut Conversation<'_>, number: u64) -> Step {
    talk.if_this_fails("The parts of this line were drawn by lot: they come out of the line.");
    talk.in_short("one asks with a method and a target that are drawn by lot", |talk| {
        understood(talk, &format!("M{number}"), &format!("/{number}"), "1.1")
    })
}

fn methods(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A method that nobody knows is a method all the same: whether it can be done is asked later.",
    );
    understood(talk, "BREW", "/pot-1", "1.1")?;
    understood(talk, "M-SEARCH", "*", "1.1")?;
    talk.if_this_fails("`get` is another method than `GET`: they are told apart by their letters.");
    understood(talk, "get", "/", "1.1")?;
    understood(talk, "a!#$%&'*+-.^_`|~9", "/", "1.1")?;
    talk.if_this_fails("A method may hold only what `is_token` lets pass.");
    for line in [
        "G(E)T / HTTP/1.1",
        "GET, / HTTP/1.1",
        "\"GET\" / HTTP/1.1",
        "GET: / HTTP/1.1",
        "GÉT / HTTP/1.1",
    ] {
        refused(talk, line.as_bytes())?;
    }
    Ok(())
}

fn targets(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The target is all that stands between the two spaces, with the query, and as it was sent: \
         nothing is decoded yet.",
    );
    understood(talk, "GET", "/hello?to=you&you=me", "1.1")?;
    understood(talk, "GET", "/a%20b/%C3%B6?", "1.1")?;
    understood(talk, "GET", "http://localhost/!~", "1.1")?;
    talk.if_this_fails(
        "A target is of visible ASCII, `!` to `~`: no other character may pass, not even a letter.",
    );
    for line in ["GET /größe HTTP/1.1", "GET /\u{7f} HTTP/1.1", "GET /\0 HTTP/1.1"] {
        refused(talk, line.as_bytes())?;
    }
    Ok(())
}

fn versions(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("A version is `HTTP/`, a digit, a point and a digit, in these letters.");
    understood(talk, "GET", "/", "0.9")?;
    for version in ["HTTP/1", "HTTP/1.", "HTTP/1.10", "HTTP/x.y", "HTTP/1,1", "HTTP/", "HTTP"] {
        refused(talk, format!("GET / {version}").as_bytes())?;
    }
    for version in ["http/1.1", "HTTPS/1.1", "1.1", "HTTP/HTTP/1.1", "HTTP/1.1HTTP/1.1", "HTTP/١.١"]
    {
        refused(talk, format!("GET / {version}").as_bytes())?;
    }
    Ok(())
}

fn spaces(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "There is one space between them, and none before or behind: what has two, or a tab in its \
         place, is no request line.",
    );
    for line in ["GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET\t/\tHTTP/1.1", " GET / HTTP/1.1", "  "]
    {
        refused(talk, line.as_bytes())?;
    }
    talk.if_this_fails("There are more than three parts, and that is no request line.");
    for line in ["GET /a /b HTTP/1.1", "GET / HTTP/1.1 more", "GET / HTTP/1.1 HTTP/1.1"] {
        refused(talk, line.as_bytes())?;
    }
    refused(talk, b"GET / HTTP/1.1 ")
}

/// Somebody asks for something ordinary after that, and is answered as ever.
fn bytes(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A line is of bytes, and need not be text. One that is none is no request line: that is no \
         reason to panic, and there is nothing to be mended in it.",
    );
    refused(talk, b"GET /\xff HTTP/1.1")?;
    refused(talk, b"\xc3\xb6\xc3 / HTTP/1.1")?;
    refused(talk, b"GET / HTTP/\xff.\xff")?;
    understood(talk, "GET", "/still/here", "1.1")
}

/// Somebody comes with a line, and is told its parts.
fn understood(talk: &mut Conversation<'_>, method: &str, target: &str, version: &str) -> Step {
    talk.connect("one")?;
    talk.send("one", format!("{method} {target} HTTP/{version}\r\n\r\n").as_bytes())?;
    receive_parts(talk, "one", [method, target, version])
}

fn receive_parts(talk: &mut Conversation<'_>, name: &str, parts: [&str; 3]) -> Step {
    let [method, target, version] = parts;
    let body = format!("method  {method}\r\ntarget  {target}\r\nversion {version}\r\n");
    talk.receive_page(name, "GET", 200, body).map(drop)
}

fn refused(talk: &mut Conversation<'_>, line: &[u8]) -> Step {
    talk.connect("one")?;
    talk.send("one", &[line, b"\r\n\r\n"].concat())?;
    talk.receive_page("one", "GET", 400, "").map(drop)
}
