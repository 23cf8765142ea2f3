//! A whole site, as browsers and `curl` see it.

use harness::{Conversation, Exam, Step};

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// A delay that nobody waits for, unless a program is mistaken.
const LONG: &str = "4";

const HOME: &str = "<h1>Home</h1>\n<a href=\"/about\">About</a> <a href=\"/guests\">Guests</a>\n";
const ABOUT: &str = "<h1>About</h1>\n<p>All about me</p>\n";
const FORM: &str = "<form method=\"post\" action=\"/guests\"><input name=\"name\"></form>\n";
const AT_LAST: &str = "<p>At last</p>\n";

/// Every page, over connections that are kept, and the slow one beside them.
pub fn small_site(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, "0.2"])?;
    talk.connect("alice")?;
    pages(&mut talk)?;
    nothing_else(&mut talk)?;
    calendar(&mut talk)?;
    guests(&mut talk)?;
    names_of_all_kinds(&mut talk)?;
    requests_of_all_kinds(&mut talk)?;
    talk.finish();
    slow_page(exam)
}

fn pages(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("The first two pages are there, with a query as well as without one.");
    talk.get("alice", "/", 200, HOME)?;
    talk.get("alice", "/about", 200, ABOUT)?;
    talk.get("alice", "/about?me=you", 200, ABOUT).map(drop)
}

fn nothing_else(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "There are no pages but those of the table: `/about/more` is another path than `/about`.",
    );
    for target in ["/nothing", "/about/more", "/about/", "/guests/1", "/slow/er", "//"] {
        is_not_found(talk, target)?;
    }
    talk.if_this_fails(
        "`/calendar` and a year without a month are only a way to the years and their months: there \
         is no page, which is the status 404.",
    );
    ["/calendar", "/calendar/", "/calendar/2028", "/calendar/2028/"]
        .iter()
        .try_for_each(|target| is_not_found(talk, target))
}

fn calendar(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("A month of the calendar has another number of days.");
    for (month, days) in [(1, 31), (2, 28), (4, 30), (7, 31), (8, 31), (9, 30), (12, 31)] {
        has_days(talk, &format!("2026/{month}"), days)?;
    }
    has_days(talk, "2028/2", 29)?;
    talk.if_this_fails(
        "Every fourth year is a leap year. But one that can be divided by 100 is no leap year, \
         unless it can be divided by 400.",
    );
    has_days(talk, "1900/2", 28)?;
    has_days(talk, "2000/2", 29)?;
    talk.if_this_fails(
        "A year has the months 1 to 12, and the years are 1 to 9999. What is no number, or none of \
         these, is not found.",
    );
    for date in ["2028/13", "2028/0", "2028/256", "2028/-1", "2028/x", "0/1", "10000/1"] {
        is_not_found(talk, &format!("/calendar/{date}"))?;
    }
    is_not_found(talk, "/calendar/99999999999/1")?;
    is_not_found(talk, "/calendar/2028/2/1")
}

fn guests(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("Nobody has come yet: the form alone is there.");
    talk.get("alice", "/guests", 200, FORM)?;
    talk.if_this_fails(
        "Who has sent the form is sent back to the list, with the status 302: so nobody sends the \
         form again who only loads the page again.",
    );
    talk.connect("bob")?;
    signs(talk, "bob", "name=Bob")?;
    signs(talk, "alice", "name=Alice+Liddell")?;
    talk.if_this_fails("All guests are in the list, in their order, whoever asks.");
    list(talk, "bob", &["Bob", "Alice Liddell"])?;
    talk.if_this_fails("Who gives no name adds nobody, and is answered with 400.");
    for form in ["name=", "nom=Bob", ""] {
        talk.post_form("alice", "/guests", form)?;
        let answer = talk.receive_answer("alice", "POST")?;
        let (wanted, got) = ("alice < 400", format!("alice < {}", answer.status));
        talk.ensure(answer.status == 400, wanted, &got)?;
    }
    list(talk, "alice", &["Bob", "Alice Liddell"])
}

fn names_of_all_kinds(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A guest's name has become HTML in the page. What somebody sends is text, and is escaped \
         where it is shown.",
    );
    signs(talk, "bob", "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E")?;
    signs(talk, "bob", "name=%26amp%3B")?;
    signs(talk, "bob", "name=%C3%96zg%C3%BCr")?;
    let names = ["Bob", "Alice Liddell", "<script>alert(1)</script>", "&amp;", "Özgür"];
    list(talk, "alice", &names)
}

/// As `curl` asks, and programs that have more than one thing to say.
fn requests_of_all_kinds(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("`curl` asks, and is not answered as others are.");
    talk.send(
        "bob",
        b"GET /about HTTP/1.1\r\nHost: localhost:8006\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n\r\n",
    )?;
    talk.receive_page("bob", "GET", 200, ABOUT)?;
    talk.if_this_fails("A HEAD is answered as a GET, without the page.");
    talk.ask("bob", "HEAD", "/about")?;
    talk.receive_page("bob", "HEAD", 200, "")?;
    talk.if_this_fails("A request may come byte by byte.");
    talk.in_short("bob asks for /about, byte by byte", |talk| {
        let request = b"GET /about HTTP/1.1\r\nHost: localhost\r\n\r\n";
        request.iter().try_for_each(|byte| talk.send("bob", &[*byte]))
    })?;
    talk.receive_page("bob", "GET", 200, ABOUT)?;
    talk.if_this_fails(
        "Three requests came in one packet. They are answered one after the other, in their order.",
    );
    let requests = ["/slow", "/calendar/2028/2", "/"]
        .map(|target| format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    talk.send("bob", requests.concat().as_bytes())?;
    for page in [AT_LAST, "<p>29 days</p>\n", HOME] {
        talk.receive_page("bob", "GET", 200, page)?;
    }
    talk.prints("slow: begin")?;
    talk.prints("slow: end")
}

fn slow_page(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, LONG])?;
    talk.if_this_fails("The slow page begins when somebody asks for it.");
    talk.connect("alice")?;
    talk.ask("alice", "GET", "/slow")?;
    talk.prints("slow: begin")?;
    talk.if_this_fails(
        "While Alice waits for the slow page, everybody else waits with her. The next that begins \
         is Bob's.",
    );
    talk.connect("bob")?;
    talk.ask("bob", "GET", "/slow")?;
    talk.prints("slow: begin")?;
    talk.connect("carol")?;
    talk.get("carol", "/about", 200, ABOUT)?;
    talk.if_this_fails(
        "Alice has gone before her page was there. Who leaves is not worked for any more, and a \
         line says so.",
    );
    talk.close("alice")?;
    talk.prints("slow: gone")?;
    talk.if_this_fails("Bob did not leave, and gets his page; Alice's is not made any more.");
    talk.prints("slow: end")?;
    talk.receive_page("bob", "GET", 200, AT_LAST)?;
    talk.get("carol", "/", 200, HOME)?;
    talk.finish();
    Ok(())
}

/// The words of the page are the site's own affair.
fn is_not_found(talk: &mut Conversation<'_>, target: &str) -> Step {
    talk.ask("alice", "GET", target)?;
    let answer = talk.receive_answer("alice", "GET")?;
    talk.ensure(answer.status == 404, "alice < 404", &format!("alice < {}", answer.status))
}

fn has_days(talk: &mut Conversation<'_>, month: &str, days: u8) -> Step {
    let page = format!("<p>{days} days</p>\n");
    talk.get("alice", &format!("/calendar/{month}"), 200, &page).map(drop)
}

fn signs(talk: &mut Conversation<'_>, name: &str, form: &str) -> Step {
    talk.post_form(name, "/guests", form)?;
    let answer = talk.receive_answer(name, "POST")?;
    let (wanted, got) = (format!("{name} < 302"), format!("{name} < {}", answer.status));
    talk.ensure(answer.status == 302, &wanted, &got)?;
    talk.has_header(name, &answer, "location", Some("/guests"))
}

/// The list has these names, whichever way they are escaped, and no tags but its own.
fn list(talk: &mut Conversation<'_>, who: &str, names: &[&str]) -> Step {
    talk.ask(who, "GET", "/guests")?;
    let answer = talk.receive_answer(who, "GET")?;
    let got = answer.text();
    let items: Vec<String> = names.iter().map(|name| format!("<li>{name}</li>\n")).collect();
    let is_shown = html_escape::decode_html_entities(&got) == format!("{FORM}{}", items.concat());
    let is_escaped = got.matches('<').count() == FORM.matches('<').count() + 2 * names.len();
    let wanted = format!("{who} < 200 the form, and the guests {names:?}");
    let got = format!("{who} < {} {got:?}", answer.status);
    talk.ensure(answer.status == 200 && is_shown && is_escaped, &wanted, &got)
}
