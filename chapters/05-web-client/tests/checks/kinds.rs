//! `content_type`: what is said of a page before it comes.

use harness::{Exam, Step};

pub fn content_type(exam: &mut Exam) -> Step {
    a_type_by_chance(exam)?;
    for (mistake, header, line) in TYPES {
        said(exam, mistake, &[header], line)?;
    }
    said(
        exam,
        "Without the header the type is not known. What most pages are made of is no answer.",
        &[],
        "no type",
    )?;
    all_of_it_by_chance(exam)
}

const TYPES: [(&str, (&str, &str), &str); 10] = [
    (
        "The headers are there, and the program waits for the body, which it does not need. The \
         Deferred of an agent fires before the body has come.",
        ("Content-Type", "text/plain; charset=utf-8"),
        "text/plain in utf-8",
    ),
    (
        "If no charset is said, there is none: do not make one up.",
        ("Content-Type", "image/png"),
        "image/png without charset",
    ),
    (
        "The name of a header, the type, the name of a parameter and the charset may be spelt in \
         small and large letters.",
        ("cOnTeNt-tYpE", "Text/HTML; CharSet=UTF-8"),
        "text/html in utf-8",
    ),
    (
        "Around a semicolon there may be spaces, or none.",
        ("Content-Type", "text/html ;charset=koi8-r"),
        "text/html in koi8-r",
    ),
    (
        "A value in quotes is the same value.",
        ("Content-Type", "text/html; charset=\"iso-8859-1\""),
        "text/html in iso-8859-1",
    ),
    (
        "The charset may stand behind other parameters.",
        ("Content-Type", "text/plain; format=flowed; charset=us-ascii"),
        "text/plain in us-ascii",
    ),
    (
        "A parameter whose name only ends in `charset` is another one.",
        ("Content-Type", "text/css; no-charset=utf-8"),
        "text/css without charset",
    ),
    (
        "A parameter whose name only begins with `charset` is another one.",
        ("Content-Type", "text/css; charset-of=nobody"),
        "text/css without charset",
    ),
    (
        "Behind a semicolon there may be nothing, or something that is no parameter.",
        ("Content-Type", "text/html; flowed;"),
        "text/html without charset",
    ),
    ("An empty header says no more than a missing one.", ("Content-Type", ""), "no type"),
];

/// A type that nobody knows beforehand.
fn a_type_by_chance(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.call([]);
    talk.in_short("server has a page whose type and charset are drawn by lot", |talk| {
        talk.if_this_fails("The page is never asked for.");
        talk.accept("server")?;
        talk.receive_request("server", "GET", "/")?;
        let header = format!("model/x-{lot}; charset=x-{lot}");
        talk.answer("server", "200 OK", &[("Content-Type", &header)], "a page")?;
        talk.if_this_fails("What the header says is printed.");
        talk.prints(&format!("model/x-{lot} in x-{lot}"))
    })?;
    talk.if_this_fails("The line is printed, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}

/// All of the rules once more, on a header that nobody knows beforehand.
fn all_of_it_by_chance(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.call([]);
    talk.in_short("server has one more, in a spelling that is not known beforehand", |talk| {
        talk.if_this_fails("The rules are the same for a header that is not known beforehand.");
        talk.accept("server")?;
        talk.receive_request("server", "GET", "/")?;
        let header = format!("Model/X-{lot} ;v={lot};;a-charset=b; CHARSET=\"X-{lot}\" ;n=1");
        talk.begin_answer("server", "200 OK", &[("content-TYPE", &header)])?;
        talk.prints(&format!("model/x-{lot} in x-{lot}"))
    })?;
    talk.wait_for_end().map(drop)
}

/// The server announces a page, and sends nothing of it.
fn said(exam: &mut Exam, mistake: &str, header: &[(&str, &str)], line: &str) -> Step {
    let mut talk = exam.call([]);
    talk.accept("server")?;
    talk.receive_request("server", "GET", "/")?;
    let headers = [header, &[("Content-Length", "1000000")]].concat();
    talk.begin_answer("server", "200 OK", &headers)?;
    talk.if_this_fails(mistake);
    talk.prints(line)?;
    talk.wait_for_end()?;
    let whole = exam.transcript().ends_with(&format!("| {line}\n[exit status 0]\n"));
    exam.mistake_if(!whole, mistake);
    Ok(())
}
