//! Pages that are fetched in one call.

use harness::{Exam, Step};

/// The title of a page.
pub fn page_title(exam: &mut Exam) -> Step {
    asked_by_chance(exam)?;
    the_title(
        exam,
        "What is printed is the title, and not the page.",
        "<html><head><title>Bread</title></head><body>Rye, from six</body></html>",
        "title: Bread",
    )?;
    the_title(
        exam,
        "A line break inside a title, or several spaces, count as one space.",
        "<title>\n  News of\n  the   harbour\n</title>",
        "title: News of the harbour",
    )?;
    the_title(
        exam,
        "The tags may be spelt in large letters; the title stays as it is.",
        "<TITLE>Große Fahrt</Title>",
        "title: Große Fahrt",
    )?;
    the_title(
        exam,
        "Of several titles the first counts, and it ends at the first end.",
        "<title>One</title><svg><title>Two</title></svg>",
        "title: One",
    )?;
    the_title(exam, "A page without a title has none.", "<h1>No title here</h1>", "no title")?;
    the_title(
        exam,
        "A title that is never closed is none.",
        "<title>The rest of the page",
        "no title",
    )
}

/// A title that nobody knows beforehand.
fn asked_by_chance(exam: &mut Exam) -> Step {
    let title = format!("Parcel {}", exam.lot());
    let mut talk = exam.call([]);
    talk.in_short("server is asked for a page with a number by lot, which is printed", |talk| {
        talk.if_this_fails("The page is never asked for: `get_page` sends the request.");
        talk.accept("server")?;
        talk.receive_request("server", "GET", "/")?;
        talk.answer("server", "200 OK", &[], format!("<title>{title}</title>"))?;
        talk.if_this_fails("What is printed is the title, and not the page.");
        talk.prints(&format!("title: {title}"))
    })?;
    talk.if_this_fails("The page is printed, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}

fn the_title(exam: &mut Exam, mistake: &str, page: &str, line: &str) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails(mistake);
    talk.serve_page("server", "/", "200 OK", page)?;
    talk.prints(line)?;
    talk.wait_for_end()?;
    let whole = exam.transcript().contains(&format!("| {line}\n"));
    exam.mistake_if(!whole, mistake);
    Ok(())
}
