//! Pages that are fetched in one call.

use harness::{ClosedPort, Exam, Step};

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
        "<title>\n  News of\r\n  the   harbour\r\n</title>",
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
    the_title(
        exam,
        "A title ends at the `</title>` behind its beginning: there may be another one before.",
        "<!-- </title> --><title>Rye</title>",
        "title: Rye",
    )?;
    the_title(
        exam,
        "A copy in small letters may have another length than the page: an `İ` becomes longer, and \
         then a place in the copy is not the same place in the page. Tags are ASCII, and \
         `to_ascii_lowercase` leaves all other letters alone.",
        "<p>Ferries</p><title>To İzmir and İstanbul</title>",
        "title: To İzmir and İstanbul",
    )?;
    the_title(exam, "A page without a title has none.", "<h1>No title here</h1>", "no title")?;
    the_title(
        exam,
        "A title that is never closed is none.",
        "<title>The rest of the page",
        "no title",
    )?;
    all_of_it_by_chance(exam)
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

/// All of the rules once more, on a page that nobody knows beforehand.
fn all_of_it_by_chance(exam: &mut Exam) -> Step {
    let (lot, line) = (exam.lot(), format!("title: Parcel {}", exam.lot()));
    let page = format!("</title><h1>İ</h1><TITLE>\n  Parcel\n\n  {lot} </Title><title>2</title>");
    let mut talk = exam.call([]);
    talk.in_short("server has one more page, with a title by lot, which is printed", |talk| {
        talk.if_this_fails("The rules are the same for a page that is not known beforehand.");
        talk.serve_page("server", "/", "200 OK", page)?;
        talk.prints(&line)
    })?;
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

/// Why there is no page, told by the type of the failure.
pub fn page_error(exam: &mut Exam) -> Step {
    loaves_by_chance(exam)?;
    told(
        exam,
        "The page came, and is no number: that failure begins in the callback that counts. An \
         errback on the same level stands beside it, and is not told; one that stands below is.",
        ("200 OK", "sold out"),
        "the page is no number",
    )?;
    told(
        exam,
        "An empty page is no number, either. Ask the failure for its type, `ParseIntError`: its \
         message is another one for each way of being none.",
        ("200 OK", ""),
        "the page is no number",
    )?;
    told(
        exam,
        "A page that is not there has the status 404.",
        ("404 Not Found", "what?"),
        NO_PAGE,
    )?;
    told(
        exam,
        "A status that means no is told in his own words: those that came with the answer, not \
         those that are usual. And 404 is one status of many: of the others it is not known that \
         there is no such page.",
        ("503 Back on Monday", "closed"),
        "the baker says 503 Back on Monday",
    )?;
    told(
        exam,
        "There is one status that says that there is no such page, and it is 404. Any other one is \
         told in the baker's words, be it from 400 on or from 500 on.",
        ("410 Sold for ever", "no more loaves"),
        "the baker says 410 Sold for ever",
    )?;
    told(
        exam,
        "The baker may say what he likes, numbers and all: ask a failure for its type, and a \
         status for its number, not a message for a word.",
        ("500 Connection refused after 404 loaves", ""),
        "the baker says 500 Connection refused after 404 loaves",
    )?;
    words_by_chance(exam)?;
    nobody_listens(exam)?;
    no_such_house(exam)?;
    something_else(exam)
}

const NO_PAGE: &str = "there is no such page";

/// No name in an address may be longer than 63 letters. So nobody has to be asked about
/// this one, neither here nor on a computer that is connected to nothing.
const NO_HOUSE: &str = "a-house-whose-name-is-so-long-that-no-server-of-names-may-know-it";

const GOES_ON: &str = "A failure is told, and what stands below goes on along the callback rail, \
                       with a value that nobody sent: one line is all.";

const NOT_STOPPED: &str = "A failure is told, and the reactor still runs: the program ends in \
                           any case, whichever rail the result is on.";

fn loaves_by_chance(exam: &mut Exam) -> Step {
    let loaves = exam.lot();
    let mut talk = exam.call([]);
    talk.in_short("baker is asked for the loaves, a number by lot, which is printed", |talk| {
        talk.if_this_fails("The page is never asked for: `get_page` sends the request.");
        talk.serve_page("baker", "/loaves", "200 OK", format!("{loaves}\n"))?;
        talk.if_this_fails("A page that is a number is printed with the word `loaves` behind it.");
        talk.prints(&format!("{loaves} loaves"))
    })?;
    talk.if_this_fails("The number is printed, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}

/// An answer, and the one line that is printed.
fn told(exam: &mut Exam, mistake: &str, (status, body): (&str, &str), line: &str) -> Step {
    let before = exam.transcript().len();
    let mut talk = exam.call([]);
    talk.if_this_fails(mistake);
    talk.serve_page("baker", "/loaves", status, body)?;
    talk.prints(line)?;
    talk.if_this_fails(NOT_STOPPED);
    talk.wait_for_end()?;
    let printed = exam.transcript()[before..].lines().filter_map(|line| line.strip_prefix("| "));
    let printed = printed.map(str::to_owned).collect::<Vec<_>>();
    exam.mistake_if(printed.len() > 1, GOES_ON);
    exam.mistake_if(printed != [line], mistake);
    Ok(())
}

/// Words that nobody knows beforehand.
fn words_by_chance(exam: &mut Exam) -> Step {
    let number = [400, 403, 409, 451, 500, 502, 504][usize::try_from(exam.lot() % 7).unwrap_or(0)];
    let status = format!("{number} Order {}", exam.lot());
    let mut talk = exam.call([]);
    talk.in_short("baker answers with a status and words by lot, which are printed", |talk| {
        talk.if_this_fails("Status and words of the baker may be any: both are in the failure.");
        talk.serve_page("baker", "/loaves", &status, "")?;
        talk.prints(&format!("the baker says {status}"))
    })?;
    talk.wait_for_end().map(drop)
}

fn nobody_listens(exam: &mut Exam) -> Step {
    let closed = ClosedPort::new().expect("a port is free");
    let address = closed.address().expect("a bound socket has an address").to_string();
    not_reached(
        exam,
        &address,
        "nobody listens there",
        "Nobody listens at the address: that is a \
        `ConnectionRefused`.",
    )
}

fn no_such_house(exam: &mut Exam) -> Step {
    exam.hide(NO_HOUSE, "<NO SUCH HOUSE>");
    not_reached(
        exam,
        NO_HOUSE,
        "there is no such house",
        "A name that leads to no address is \
        another thing than an address where nobody listens: that is a `DnsLookupFailed`.",
    )
}

fn not_reached(exam: &mut Exam, address: &str, line: &str, mistake: &str) -> Step {
    let run = exam.run([address]);
    exam.mistake_if(run.is_err(), NOT_STOPPED);
    let lines = run?.lines;
    exam.mistake_if(lines.len() > 1, GOES_ON);
    exam.mistake_if(lines != [line], mistake);
    Ok(())
}

/// An answer that is cut short.
fn something_else(exam: &mut Exam) -> Step {
    let mut talk = exam.call([]);
    talk.if_this_fails("An answer that breaks off is no page, and no status either.");
    talk.accept("baker")?;
    talk.receive_request("baker", "GET", "/loaves")?;
    talk.send("baker", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n12")?;
    talk.close("baker")?;
    talk.if_this_fails(
        "Of a failure which you have not thought of, the message is all there is to tell.",
    );
    talk.prints("something else: The answer broke off")?;
    talk.if_this_fails(NOT_STOPPED);
    talk.wait_for_end().map(drop)
}
