//! What is sent along with a request.

use harness::{Conversation, Exam, Step};

const FORM: &str = "application/x-www-form-urlencoded";

/// A form is sent, and a server reads what was meant.
pub fn send_form(exam: &mut Exam) -> Step {
    for (mistake, fields) in FIELDS {
        read_as_meant(exam, mistake, fields)?;
    }
    sent_by_chance(exam)?;
    thanks_stand_elsewhere(exam)?;
    the_table_is_full(exam)
}

/// What is wrong if these fields are not read as they were meant.
const FIELDS: [(&str, [&str; 2]); 8] = [
    (
        "Fields are separated by `&`, and the name is separated from its value by `=`: these two \
         are not escaped. Whatever stands between them is.",
        ["name=Zoe", "drink=tea"],
    ),
    (
        "An `&` in a value begins another field, unless it is escaped; and a space has no place in \
         a form.",
        ["name=Zoe & Bob", "drink=tea & milk"],
    ),
    (
        "A `+` in a form is a space. One that is meant as a `+` has to be escaped, as has a `%`.",
        ["sum=1+1=2", "share=50%25"],
    ),
    (
        "A character that is not in ASCII is sent as its bytes in UTF-8, each as a `%` with two \
         digits: neither as it is, nor by its number.",
        ["name=Zoë", "drink=茶"],
    ),
    (
        "A byte is a `%` and two digits, also where its number has only one.",
        ["address=Mill\nHarbour\t7", "bell=\u{7}"],
    ),
    (
        "Letters of ASCII, digits and `*-._` stay, and nothing else does: in a form, `~` and `!` are \
         escaped, whatever is usual in an address.",
        ["sign=~!'()", "key=a*b-c.d_e"],
    ),
    ("The name of a field is escaped as well as its value.", ["größe & maß=5", "a/b?=c"]),
    (
        "A field without a value is sent, with nothing behind its `=`; and one more `=` belongs to \
         the value.",
        ["drink=", "note==)"],
    ),
];

/// A guest whom nobody knows beforehand.
fn sent_by_chance(exam: &mut Exam) -> Step {
    let letter = ['α', 'ж', 'ф', 'ß', 'ő', '茶', '☂'][usize::try_from(exam.lot() % 7).unwrap_or(0)];
    let guest = format!("guest {} & {letter}", exam.lot());
    exam.hide(&guest, "guest <LOT>");
    let field = format!("name={guest}");
    let mut talk = exam.call([field.as_str()]);
    receive_form(&mut talk, "A guest may have any name, known beforehand or not.", &[&field])?;
    talk.answer("server", "200 OK", &[], format!("Welcome, {guest}!"))?;
    talk.if_this_fails("What is printed is the page that answers.");
    talk.prints(&format!("Welcome, {guest}!"))?;
    talk.wait_for_end().map(drop)
}

fn read_as_meant(exam: &mut Exam, mistake: &str, fields: [&str; 2]) -> Step {
    let mut talk = exam.call(fields);
    receive_form(&mut talk, mistake, &fields)?;
    talk.answer("server", "200 OK", &[], "Welcome!")?;
    talk.prints("Welcome!")?;
    talk.wait_for_end().map(drop)
}

/// A page that answers a form often sends the browser on, so that nobody sends the form
/// again when he reloads the page.
fn thanks_stand_elsewhere(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["name=Zoe"]);
    receive_form(&mut talk, "A form with one field is sent as well.", &["name=Zoe"])?;
    talk.answer("server", "303 See Other", &[("Location", "/thanks")], "")?;
    talk.if_this_fails("`PageGetter` goes where a 303 leads, unless it is told not to.");
    talk.serve_page("server", "/thanks", "200 OK", "You are on the list.")?;
    talk.prints("You are on the list.")?;
    talk.wait_for_end().map(drop)
}

fn the_table_is_full(exam: &mut Exam) -> Step {
    let mut talk = exam.call(["name=Bob"]);
    receive_form(&mut talk, "A form with one field is sent as well.", &["name=Bob"])?;
    talk.answer("server", "409 The table is full", &[], "")?;
    talk.if_this_fails("A status that means no is told with its words, and the program ends.");
    talk.prints("not on the list: 409 The table is full")?;
    talk.wait_for_end().map(drop)
}

/// A form comes by POST, says what it is, and means these fields.
fn receive_form(talk: &mut Conversation<'_>, mistake: &str, fields: &[&str]) -> Step {
    talk.if_this_fails("The form is never sent: `get` sends the request, once it knows all.");
    talk.accept("server")?;
    let asked = talk.hear_request("server")?;
    talk.if_this_fails(
        "A form that changes something is sent by POST, in the body: an address is kept in lists \
         and logs.",
    );
    let got = format!("server < {} {}", asked.method, asked.target);
    talk.ensure(got == "server < POST /guests", "server < POST /guests", &got)?;
    talk.if_this_fails(
        "A server that is not told that the body is a form does not read it as one.",
    );
    talk.asks_with_header("server", &asked, "content-type", Some(FORM))?;
    if asked.body.is_empty() {
        talk.if_this_fails("The form is made, and not sent: the request has no body.");
        return talk.ensure(false, "server < a form", "server < no body at all");
    }
    talk.if_this_fails(mistake);
    let wanted = fields.iter().map(|field| field.split_once('=').expect("a field has a `=`"));
    let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let read = read_form(&asked.body).ok_or_else(|| format!("no form: {:?}", asked.text()));
    let got = read.as_ref().map_or_else(String::clone, in_words);
    talk.ensure(read.as_ref() == Ok(&wanted), &in_words(&wanted), &got)?;
    talk.if_this_fails(
        "A server reads what was meant; but a browser writes it otherwise. A space becomes a `+`; \
         letters of ASCII, digits and `*-._` stay as they are.",
    );
    let body = asked.text();
    let short = body.matches('%').count() == escapes(fields) && !body.contains("%20");
    talk.ensure(short, "[as a browser writes it]", &format!("[but as {body}]"))
}

/// How many bytes of these fields are escaped; the `=` behind a name is not.
fn escapes(fields: &[&str]) -> usize {
    let stays = |byte: &u8| byte.is_ascii_alphanumeric() || b"*-._ ".contains(byte);
    let escaped = |field: &&str| field.bytes().filter(|byte| !stays(byte)).count() - 1;
    fields.iter().map(escaped).sum()
}

type Fields = Vec<(String, String)>;

fn in_words(fields: &Fields) -> String {
    let each = fields.iter().map(|(name, value)| format!("{name:?} is {value:?}"));
    format!("server reads: {}", each.collect::<Vec<_>>().join(", "))
}

/// What a server reads in a body, by the rules for forms; nothing, if there is a byte in
/// it that may not stand there.
fn read_form(body: &[u8]) -> Option<Fields> {
    let field = |field: &[u8]| {
        let mut halves = field.splitn(2, |byte| *byte == b'=');
        let (name, value) = (halves.next()?, halves.next()?);
        Some((unescaped(name)?, unescaped(value)?))
    };
    body.split(|byte| *byte == b'&').map(field).collect()
}

fn unescaped(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            b'%' => {
                let (digits, behind) = rest.split_at_checked(2)?;
                bytes.push(hexadecimal(digits)?);
                rest = behind;
            }
            b'+' => bytes.push(b' '),
            b'*' | b'-' | b'.' | b'_' => bytes.push(*first),
            _ if first.is_ascii_alphanumeric() => bytes.push(*first),
            _ => return None,
        }
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let all = digits.iter().all(u8::is_ascii_hexdigit);
    let digits = std::str::from_utf8(digits).ok().filter(|_| all)?;
    u8::from_str_radix(digits, 16).ok()
}
