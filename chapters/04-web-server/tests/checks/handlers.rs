//! Requests that are answered with a page, a status and headers.

use harness::{Answer, Conversation, Exam, Step};

const HOME: &str = "<h1>The bakery</h1>Today there is rye";
const HOURS: &str = "<h1>Hours</h1>From six to noon";
const FIND_US: &str = "<h1>Find us</h1>Behind the mill";
const NOTHING: &str = "<h1>No such page</h1>";

/// Three pages and a 404.
pub fn three_pages(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("alice")?;
    pages_are_found(&mut talk)?;
    the_query_does_not_count(&mut talk)?;
    other_paths_have_no_page(&mut talk)?;
    paths_are_drawn_by_lot(&mut talk, lot)?;
    head_is_answered_without_a_body(&mut talk)?;
    many_are_answered_in_order(&mut talk)?;
    talk.finish();
    Ok(())
}

fn pages_are_found(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "The first page does not come, or another one does. A path chooses its page letter by letter, \
         and no page by its beginning. A body that is returned is all of it; one that is written ends \
         with `finish`, which says that this was all: without it the client goes on waiting.",
    );
    talk.get("alice", "/hours", 200, HOURS)?;
    talk.if_this_fails("Another page comes than the one at this path, letter by letter.");
    talk.get("alice", "/", 200, HOME)?;
    talk.get("alice", "/find-us", 200, FIND_US)?;
    talk.get("alice", "/hours", 200, HOURS).map(drop)
}

fn the_query_does_not_count(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "What stands behind the `?` does not choose the page. The request knows its path without it.",
    );
    talk.get("alice", "/hours?day=monday", 200, HOURS)?;
    talk.get("alice", "/?", 200, HOME)?;
    talk.get("alice", "/find-us?/hours", 200, FIND_US).map(drop)
}

fn other_paths_have_no_page(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "There is no page at this path, and the answer does not say 404. Programs do not read the \
         page, they read the status; and it goes out with the first byte of the body.",
    );
    talk.get("alice", "/cake", 404, NOTHING)?;
    talk.get("alice", "/cake?/hours", 404, NOTHING)?;
    talk.if_this_fails("A path chooses a page letter by letter: this one is the path of none.");
    for path in ["/hours/", "/Hours", "/hour", "/hours-of-work", "//", "/find-us/hours"] {
        talk.get("alice", path, 404, NOTHING)?;
    }
    Ok(())
}

fn paths_are_drawn_by_lot(talk: &mut Conversation<'_>, lot: u64) -> Step {
    talk.if_this_fails(
        "This path was drawn by lot: there is a page at three paths, and at no other.",
    );
    talk.in_short("alice asks for paths and queries that are drawn by lot", |talk| {
        talk.get("alice", &format!("/{lot}"), 404, NOTHING)?;
        talk.get("alice", &format!("/hours/{lot}"), 404, NOTHING)?;
        talk.get("alice", &format!("/find-us?{lot}"), 200, FIND_US).map(drop)
    })
}

fn head_is_answered_without_a_body(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "HEAD has the status that GET would have. Ask for the path only: that there is no body, the \
         library sees to.",
    );
    for (path, status) in [("/hours", 200), ("/cake", 404), ("/?", 200)] {
        talk.ask("alice", "HEAD", path)?;
        talk.receive_page("alice", "HEAD", status, "")?;
    }
    talk.get("alice", "/hours", 200, HOURS).map(drop)
}

/// Three requests in one packet.
fn many_are_answered_in_order(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Three requests came at once: each is answered by itself, in their order.");
    let request = |path| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    talk.send("alice", ["/", "/cake", "/hours"].map(request).concat().as_bytes())?;
    talk.receive_page("alice", "GET", 200, HOME)?;
    talk.receive_page("alice", "GET", 404, NOTHING)?;
    talk.receive_page("alice", "GET", 200, HOURS).map(drop)
}

const REPORT: &str = "7 °C, light rain";
const TAG: &str = "\"report-41\"";

/// What a weather station says to programs.
pub fn status_and_headers(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("alice")?;
    let answers = each_path_has_its_status(&mut talk)?;
    all_is_plain_text(&mut talk, &answers)?;
    the_forecast_comes_later(&mut talk, &answers)?;
    the_report_has_a_name(&mut talk, &answers)?;
    who_has_the_report_is_told_so(&mut talk)?;
    asked_by_lot(&mut talk, lot)?;
    head_has_the_same_headers(&mut talk)?;
    talk.finish();
    Ok(())
}

/// The answers of the paths: now, nothing, forecast, snow line.
fn each_path_has_its_status(talk: &mut Conversation<'_>) -> Step<[Answer; 4]> {
    talk.if_this_fails(
        "The report does not come: the function returns it, and the library sends it.",
    );
    let now = talk.get("alice", "/now?units=metric", 200, REPORT)?;
    talk.if_this_fails(
        "The status is not what the table wants. It goes out with the first byte of the body: when \
         that is written, it is too late to set one.",
    );
    let nothing = talk.get("alice", "/humidity", 404, "no such measurement")?;
    let forecast = talk.get("alice", "/forecast", 503, "not ready yet")?;
    talk.if_this_fails(
        "What was there once and will not come back is *Gone*, 410: so nobody asks for it again.",
    );
    let snow_line = talk.get("alice", "/snow-line", 410, "not measured any more")?;
    Ok([now, nothing, forecast, snow_line])
}

fn all_is_plain_text(talk: &mut Conversation<'_>, answers: &[Answer]) -> Step {
    talk.if_this_fails(
        "All of it is plain text. Without a `Content-Type` of its own, a body is taken for HTML.",
    );
    answers.iter().try_for_each(|answer| {
        talk.has_header("alice", answer, "content-type", Some("text/plain; charset=utf-8"))
    })
}

fn the_forecast_comes_later(talk: &mut Conversation<'_>, answers: &[Answer; 4]) -> Step {
    talk.if_this_fails("`Retry-After` is for programs: it is in seconds, and in digits alone.");
    let [now, nothing, forecast, snow_line] = answers;
    talk.has_header("alice", forecast, "retry-after", Some("60"))?;
    talk.if_this_fails("Only the forecast is worth another try.");
    for answer in [now, nothing, snow_line] {
        talk.has_header("alice", answer, "retry-after", None)?;
    }
    Ok(())
}

fn the_report_has_a_name(talk: &mut Conversation<'_>, answers: &[Answer; 4]) -> Step {
    talk.if_this_fails("The report has a name in its `ETag`, and nothing else has one.");
    let [now, nothing, forecast, snow_line] = answers;
    talk.has_header("alice", now, "etag", Some(TAG))?;
    for answer in [nothing, forecast, snow_line] {
        talk.has_header("alice", answer, "etag", None)?;
    }
    Ok(())
}

fn who_has_the_report_is_told_so(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A client has this report already, and says so by `If-None-Match`: the answer is 304, \
         *Not Modified*, without a body.",
    );
    ask_with(talk, "/now", &format!("If-None-Match: {TAG}"))?;
    let answer = talk.receive_page("alice", "GET", 304, "")?;
    talk.if_this_fails("The answer 304 says which report that is, by the same `ETag`.");
    talk.has_header("alice", &answer, "etag", Some(TAG))?;
    talk.if_this_fails("A client has an older report, and needs this one.");
    for older in ["\"report-40\"", "\"report-4\"", "\"\"", "report-41"] {
        ask_with(talk, "/now", &format!("If-None-Match: {older}"))?;
        talk.receive_page("alice", "GET", 200, REPORT)?;
    }
    talk.if_this_fails("Only the report has a name: of other paths nobody can have the latest.");
    ask_with(talk, "/snow-line", &format!("If-None-Match: {TAG}"))?;
    talk.receive_page("alice", "GET", 410, "not measured any more").map(drop)
}

fn asked_by_lot(talk: &mut Conversation<'_>, lot: u64) -> Step {
    talk.if_this_fails(
        "The path, or the name of a report, was drawn by lot: there is no such measurement, and no \
         such report.",
    );
    talk.in_short("alice asks for measurements and reports that are drawn by lot", |talk| {
        talk.get("alice", &format!("/{lot}"), 404, "no such measurement")?;
        talk.get("alice", &format!("/now?{lot}"), 200, REPORT)?;
        ask_with(talk, "/now", &format!("If-None-Match: \"report-41-{lot}\""))?;
        talk.receive_page("alice", "GET", 200, REPORT).map(drop)
    })
}

fn ask_with(talk: &mut Conversation<'_>, path: &str, header: &str) -> Step {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n");
    talk.send("alice", request.as_bytes())
}

fn head_has_the_same_headers(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("HEAD has the status and the headers that GET would have.");
    talk.ask("alice", "HEAD", "/now")?;
    let answer = talk.receive_page("alice", "HEAD", 200, "")?;
    talk.has_header("alice", &answer, "etag", Some(TAG))?;
    talk.ask("alice", "HEAD", "/forecast")?;
    let answer = talk.receive_page("alice", "HEAD", 503, "")?;
    talk.has_header("alice", &answer, "retry-after", Some("60"))
}
