//! `link_checker`: a whole site, page by page.

use std::cell::Cell;
use std::net::SocketAddr;

use harness::{ClosedPort, Conversation, Exam, Exit, Served, Step};

/// Whoever asks for more pages than this goes round in circles.
const MOST: usize = 40;

const ORDER: &str = "The lines stand in the order of their paths, whichever page is the first to \
    come.";

/// With a pool, the program might else ask for the next page on the same connection.
const CLOSES: &[(&str, &str)] = &[("Connection", "close")];

/// A page: its path, and what comes if it is asked for.
type Page = (&'static str, Served);

/// A site is crawled, and a report is printed.
pub fn link_checker(exam: &mut Exam) -> Step {
    by_chance(exam)?;
    side_by_side(exam)?;
    round(exam)?;
    dead_links(exam)?;
    how_links_are_read(exam)?;
    other_sites(exam)?;
    slow_pages(exam)?;
    nothing_there(exam)
}

fn by_chance(exam: &mut Exam) -> Step {
    let [parcel, gone] = ["/parcel", "/gone"].map(|name| format!("{name}-{}", exam.lot()));
    exam.hide(&parcel, "/parcel-<LOT>");
    exam.hide(&gone, "/gone-<LOT>");
    let links = linked(&[&parcel, &gone]);
    let mut talk = exam.call(["30"]);
    talk.if_this_fails(
        "The page `/` is fetched first, and then those that are linked on it. The program waits for \
         those as well: what is done when `/` is here has not ended before they are.",
    );
    let mut asked = talk.serve_site(|path| match path {
        "/" => page("200 OK", &links),
        path if path == parcel => page("200 OK", ""),
        _ => page("404 Not Found", ""),
    })?;
    asked.sort_unstable();
    let wanted = ["/", &gone, &parcel].map(|path| format!("GET {path}"));
    talk.ensure(asked == wanted, &fetched(&wanted), &fetched(&asked))?;
    talk.if_this_fails("All that is linked was fetched, and the reactor still runs.");
    talk.wait_for_end()?;
    let report = "ok    /\ndead  /gone-<LOT>: 404 Not Found (on /)\nok    /parcel-<LOT>\n";
    exam.mistake_if(lacks(exam, report), ORDER);
    Ok(())
}

/// Pages that link to each other, and to themselves, several times.
fn round(exam: &mut Exam) -> Step {
    let once = "Each page is fetched once, however many links lead to it: it is known as soon as \
        the first link is found, and not only when it has come.";
    let pages = vec![
        ok("/", &["/news", "/about", "/news", "/"]),
        ok("/about", &["/", "/news", "/team"]),
        ok("/news", &["/about", "/team", "/news"]),
        ok("/team", &["/"]),
    ];
    let exit = visit(exam, "30", once, |_| pages)?;
    exam.mistake_if(lacks(exam, "ok    /\nok    /about\nok    /news\nok    /team\n"), ORDER);
    exam.mistake_if(
        exit != Exit::Status(0),
        "The exit status tells programs what the report tells people: 0 if no page is bad.",
    );
    Ok(())
}

fn dead_links(exam: &mut Exam) -> Step {
    let all = "Every page is fetched that a link leads to; but what comes with an error is no page \
        of the site.";
    let never = linked(&["/never"]);
    let pages = vec![
        ok("/", &["/a", "/b", "/old"]),
        ok("/a", &["/old", "/broken"]),
        ok("/b", &["/broken", "/old", "/old"]),
        ("/broken", page("500 Internal Server Error", &never)),
        ("/old", page("410 Gone", "")),
    ];
    let exit = visit(exam, "30", all, |_| pages)?;
    exam.mistake_if(
        lacks(exam, "dead  /broken: 500 Internal Server Error (on /a, /b)\n")
            || lacks(exam, "dead  /old: 410 Gone (on /, /a, /b)\n"),
        "A line of a bad page says why, and names all pages on which it is linked, in order, each \
         once.",
    );
    exam.mistake_if(
        exit != Exit::Status(1),
        "The exit status tells programs what the report tells people: 1 if a page is bad.",
    );
    Ok(())
}

fn how_links_are_read(exam: &mut Exam) -> Step {
    let from_here = "A link is to be read from the page that it stands on, as a browser does it.";
    let pages = vec![
        ok("/", &["shop/tea", "/shop/"]),
        ok("/shop/", &["tea", "../about"]),
        ok("/shop/tea", &["milk", "./milk", "?cups=2", "Tea"]),
        ok("/shop/Tea", &["tea"]),
        ok("/shop/tea?cups=2", &["/shop/tea"]),
        ok("/shop/milk", &[]),
        ok("/about", &["/shop/milk"]),
    ];
    visit(exam, "30", from_here, |_| pages)?;
    let places = "What stands behind a `#` is a place on a page. It is the same page without it.";
    let pages = vec![
        ok("/", &["#top", "/long#first", "/long#second"]),
        ok("/long", &["#first", "/#top", "/long"]),
    ];
    visit(exam, "30", places, |_| pages)?;
    let several = "There may be several links in a line, and a link may be the whole page.";
    let line = "<a href=\"/a\">a</a> <a class=\"x\" href=\"/b\">b</a><a href=\"/c\">c</a>";
    let pages = vec![
        ("/", page("200 OK", line)),
        ok("/a", &[]),
        ok("/b", &[]),
        ("/c", page("200 OK", "href=\"/d\"")),
        ("/d", page("200 OK", "href=\"/never")),
    ];
    visit(exam, "30", several, |_| pages).map(drop)
}

fn other_sites(exam: &mut Exam) -> Step {
    let nobody = ClosedPort::new().expect("a port is free");
    let nobody = nobody.address().expect("it has an address");
    let other = "A link to another site counts for nothing: another scheme, host or port is \
        another site.";
    visit(exam, "30", other, |address| {
        let port = address.port();
        let links = [
            format!("http://{nobody}/"),
            format!("http://localhost:{port}/host"),
            format!("https://127.0.0.1:{port}/scheme"),
            "mailto:webmaster@example.org".to_owned(),
            format!("http://127.0.0.1:{port}/in-full"),
            format!("//127.0.0.1:{port}/half"),
        ];
        let links = links.each_ref().map(String::as_str);
        vec![ok("/", &links), ok("/half", &[]), ok("/in-full", &links)]
    })?;
    exam.mistake_if(lacks(exam, "ok    /in-full\n3 pages, 0 bad\n"), other);
    Ok(())
}

/// Five pages, of which three may be on their way, and are answered in another order.
fn side_by_side(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["30"]);
    talk.accept("root")?;
    talk.receive_request("root", "GET", "/")?;
    talk.answer("root", "200 OK", CLOSES, linked(&["/a", "/b", "/c", "/d", "/e"]))?;
    talk.if_this_fails(
        "Three pages may be on their way. So three of the five are asked for, and none of them \
         waits for another.",
    );
    let mut asked = Vec::new();
    for name in ["first", "second", "third"] {
        asked.push(is_called(&mut talk, name)?);
    }
    talk.if_this_fails(
        "A fourth page is asked for while three are on their way, of which one has sent its head.",
    );
    talk.begin_answer("second", "200 OK", &[("Content-Length", "4"), CLOSES[0]])?;
    talk.nobody_else_is_called()?;
    talk.if_this_fails(
        "One of three pages is here. The next one is asked for, whichever it was that has come.",
    );
    talk.send("second", b"here")?;
    asked.push(is_called(&mut talk, "fourth")?);
    talk.answer("fourth", "200 OK", CLOSES, "")?;
    asked.push(is_called(&mut talk, "fifth")?);
    for name in ["fifth", "third", "first"] {
        talk.answer(name, "200 OK", CLOSES, "")?;
    }
    asked.sort_unstable();
    let wanted = ["/a", "/b", "/c", "/d", "/e"].map(str::to_owned);
    talk.ensure(asked == wanted, &fetched(&wanted), &fetched(&asked))?;
    talk.wait_for_end().map(drop)
}

fn is_called(talk: &mut Conversation<'_>, name: &str) -> Step<String> {
    talk.accept(name)?;
    Ok(talk.hear_request(name)?.target)
}

/// Three that are never here, and one that has to wait for its turn meanwhile.
fn slow_pages(exam: &mut Exam) -> Step {
    let all = "A page that is not here in time is given up, also if it has begun to come, and then \
        others have their turn. They are not slow because they had to wait for it: the time of a \
        page is counted from when it is asked for.";
    let pages = vec![
        ok("/", &["/slow1", "/slow2", "/slow3", "/turn"]),
        ("/slow1", Served::Nothing),
        ("/slow2", Served::Nothing),
        ("/slow3", Served::Head),
        ok("/turn", &["/after"]),
        ok("/after", &["/slow1"]),
    ];
    visit(exam, "2", all, |_| pages)?;
    exam.mistake_if(
        lacks(exam, "slow  /slow1 (on /, /after)\n"),
        "A page that is not here in time is slow, and not dead: ask the failure what it is.",
    );
    Ok(())
}

fn nothing_there(exam: &mut Exam) -> Step {
    let nothing = "A site may have no page at all.";
    visit(exam, "30", nothing, |_| vec![("/", page("503 Service Unavailable", ""))])?;
    exam.mistake_if(
        lacks(exam, "dead  /: 503 Service Unavailable\n1 pages, 1 bad\n"),
        "The page `/` is asked for without a link. So there is none to be named, if it is bad.",
    );
    let mut talk = exam.call(["30"]);
    talk.if_this_fails(
        "A page may be dead without a status: here the connection was closed where an answer should \
         have begun. Slow is only what took too long.",
    );
    talk.accept("root")?;
    talk.receive_request("root", "GET", "/")?;
    talk.close("root")?;
    talk.prints("dead  /: ")?;
    talk.prints("1 pages, 1 bad")?;
    talk.wait_for_end().map(drop)
}

/// The program crawls a site, and asks for each of its pages once, in whatever order.
fn visit(
    exam: &mut Exam,
    seconds: &str,
    mistake: &str,
    site: impl FnOnce(SocketAddr) -> Vec<Page>,
) -> Step<Exit> {
    let mut talk = exam.call([seconds]);
    talk.if_this_fails(mistake);
    let pages = site(talk.address());
    let count = Cell::new(0);
    let mut asked = talk.serve_site(|path| {
        count.set(count.get() + 1);
        let found = pages.iter().find(|(known, _)| *known == path && count.get() <= MOST);
        found.map_or(Served::Nothing, |(_, served)| served.clone())
    })?;
    asked.sort_unstable();
    let mut wanted: Vec<_> = pages.iter().map(|(path, _)| format!("GET {path}")).collect();
    wanted.sort_unstable();
    talk.ensure(asked == wanted, &fetched(&wanted), &fetched(&asked))?;
    talk.wait_for_end()
}

/// Whether these lines are missing in what the last run printed.
fn lacks(exam: &Exam, lines: &str) -> bool {
    let transcript = exam.transcript();
    let last = transcript.rfind("\n$ ").map_or(transcript, |start| &transcript[start..]);
    let printed = lines.lines().map(|line| format!("| {line}\n")).collect::<Vec<_>>().concat();
    !last.contains(&printed)
}

fn ok(path: &'static str, links: &[&str]) -> Page {
    (path, page("200 OK", &linked(links)))
}

fn page(status: &'static str, body: &str) -> Served {
    Served::Page { status, body: body.to_owned() }
}

fn linked(links: &[&str]) -> String {
    let paragraphs = links.iter().map(|link| format!("<p><a href=\"{link}\">{link}</a>\n"));
    paragraphs.collect::<Vec<_>>().concat()
}

fn fetched(requests: &[String]) -> String {
    format!("fetched: {}", requests.join(", "))
}
