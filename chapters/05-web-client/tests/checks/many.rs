//! Several pages at once.

use harness::{Conversation, Exam, Served, Step};

/// Who is asked, who is here, and when.
pub fn in_order(exam: &mut Exam) -> Step {
    exam.predicts(
        "who_comes_first",
        &[
            "The first of the three is asked for. What does `fetch` do before it returns?",
            "Does `fetch` wait for the page, or is the next one asked for at once?",
            "The page is kept, so that its Deferred has fired when it is returned: it is here \
             already. When is a callback called that is added to such a Deferred?",
            "What is the third page?",
            "All three have been asked for. What does `main` do next, and has the clock moved?",
            "The list of all three is made, and two of its members have not fired. What does \
             `main` do next?",
            "There was nothing that could run. What is said before the clock moves for the first \
             time?",
            "Which page takes one second?",
            "What does the callback of that page do, since it has moved?",
            "The new page was asked for just now, and takes one second from the moment in which \
             it was. So what comes before it?",
            "Two seconds are over. Which page was asked for one second ago?",
            "One page is missing, and its time has not come.",
            "Three seconds are over. Which callback is the first to hear of it: the page's own, or \
             the list's?",
            "The last page is here, and the list fires. In whose order are its pages: of those who \
             ask, or of those who answer? And what is in the place of the page that has moved?",
            "The clock goes on for as long as `main` says.",
            "There are fifteen lines.",
        ],
    )
}

/// Never more than three on their way, and their lines in the order of the arguments.
pub fn three_at_once(exam: &mut Exam) -> Step {
    asked_by_chance(exam)?;
    answered_in_another_order(exam)?;
    one_of_three_fails(exam)?;
    a_failure_gives_its_place_back(exam)?;
    named_twice(exam)?;
    let mut talk = exam.call([]);
    talk.if_this_fails("Without any path there is nothing to do, and the program ends.");
    talk.wait_for_end()?;
    Ok(())
}

const ORDER: &str = "The lines stand in the order in which the pages were named, whichever is the \
    first to come.";
const A_FOURTH: &str = "A fourth page is asked for while three are on their way. When does whoever \
    has a place give it back: when the page is asked for, when its head is here, or when all of it \
    is?";

/// With a pool, the program might else ask for the next page on the same connection.
const CLOSES: &[(&str, &str)] = &[("Connection", "close")];

/// Pages whose names and lengths nobody knows beforehand.
fn asked_by_chance(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let name = format!("/parcel/{lot}");
    exam.hide(&name, "/parcel/<LOT>");
    let length = usize::try_from(lot % 1000).unwrap_or_default() + 1000;
    let mut talk = exam.call_with(|server| vec![server.to_string(), name.clone()]);
    talk.in_short("server is asked for a page by lot, and its length is printed", |talk| {
        talk.if_this_fails("The page is never asked for.");
        talk.accept("server")?;
        talk.receive_request("server", "GET", &name)?;
        talk.answer("server", "200 OK", CLOSES, "x".repeat(length))?;
        talk.if_this_fails("What is printed is the name of the page, and how many bytes it has.");
        talk.prints(&format!("{name}: {length} bytes"))
    })?;
    talk.wait_for_end().map(drop)
}

fn answered_in_another_order(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/bread", "/salt", "/milk", "/tea", "/figs"]);
    three_are_called(&mut talk, ["/bread", "/salt", "/milk"])?;
    talk.if_this_fails(A_FOURTH);
    talk.begin_answer("/milk", "200 OK", &[("Content-Length", "11"), CLOSES[0]])?;
    talk.nobody_else_is_called()?;
    talk.if_this_fails(
        "The next page is asked for as soon as one of the three is here, whichever that is. There \
         is nobody else to wait for.",
    );
    talk.send("/milk", b"from Jersey")?;
    is_called(&mut talk, "/tea")?;
    talk.answer("/tea", "200 OK", CLOSES, "green")?;
    is_called(&mut talk, "/figs")?;
    talk.if_this_fails(A_FOURTH);
    talk.nobody_else_is_called()?;
    talk.if_this_fails(ORDER);
    talk.answer("/figs", "200 OK", CLOSES, "dried")?;
    talk.answer("/salt", "200 OK", CLOSES, "of the sea")?;
    talk.answer("/bread", "200 OK", CLOSES, "rye")?;
    for line in ["/bread: 3", "/salt: 10", "/milk: 11", "/tea: 5", "/figs: 5"] {
        talk.prints(&format!("{line} bytes"))?;
    }
    talk.if_this_fails("All lines are printed, and the reactor still runs.");
    talk.wait_for_end().map(drop)
}

fn one_of_three_fails(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/bread", "/salt", "/milk"]);
    three_are_called(&mut talk, ["/bread", "/salt", "/milk"])?;
    talk.if_this_fails("A page that fails does not take the others with it: each has its line.");
    talk.answer("/salt", "404 Not Found", CLOSES, "no salt today")?;
    talk.answer("/bread", "200 OK", CLOSES, "rye")?;
    talk.answer("/milk", "200 OK", CLOSES, "from Jersey")?;
    talk.prints("/bread: 3 bytes")?;
    talk.prints("/salt: 404 Not Found")?;
    talk.prints("/milk: 11 bytes")?;
    talk.wait_for_end().map(drop)
}

fn a_failure_gives_its_place_back(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/bread", "/salt", "/milk", "/tea", "/figs"]);
    three_are_called(&mut talk, ["/bread", "/salt", "/milk"])?;
    talk.if_this_fails(
        "A place is free again when its page is here, and also if it has failed. Else there is one \
         place less from then on.",
    );
    talk.answer("/bread", "500 Internal Server Error", CLOSES, "the oven is broken")?;
    is_called(&mut talk, "/tea")?;
    talk.answer("/tea", "404 Not Found", CLOSES, "no tea today")?;
    is_called(&mut talk, "/figs")?;
    for path in ["/figs", "/milk", "/salt"] {
        talk.answer(path, "200 OK", CLOSES, "here")?;
    }
    talk.wait_for_end().map(drop)
}

/// Who fetches it once and prints it twice has done it well.
fn named_twice(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["/salt", "/bread", "/salt"]);
    talk.if_this_fails("A page that is named twice has two lines.");
    talk.serve_site(|path| Served::Page { status: "200 OK", body: path.to_owned() })?;
    talk.prints("/salt: 5 bytes")?;
    talk.prints("/bread: 6 bytes")?;
    talk.prints("/salt: 5 bytes")?;
    talk.wait_for_end().map(drop)
}

/// The peers are named after the pages that they are asked for.
fn three_are_called(talk: &mut Conversation<'_>, paths: [&str; 3]) -> Step {
    talk.if_this_fails(
        "Three pages may be on their way. So three are asked for, and none of them waits for \
         another.",
    );
    paths.iter().try_for_each(|path| is_called(talk, path))
}

fn is_called(talk: &mut Conversation<'_>, path: &str) -> Step {
    talk.accept(path)?;
    talk.receive_request(path, "GET", path).map(drop)
}
