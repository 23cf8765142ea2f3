//! A page that shows what strangers write, and what they write.

use harness::{Conversation, Exam, Step};
use html_escape::decode_html_entities;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Each of them is a text, and is to be shown as one.
const ATTACKS: [&str; 13] = [
    "<img src=x onerror=alert(1)>",
    "</title></p><svg onload=alert(1)>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\" onfocus=\"alert(1)\" autofocus x=\"",
    "' onmouseover='alert(1)",
    "\"><b>'><i>",
    "<script>alert(1)</script>",
    "&lt;b&gt; & &quot;",
    "&#60;script&#62; &amp;amp;",
    "<!-- --!> ]]> {{7*7}} ${7*7}",
    "O'Neill & Söhne",
    "größe & 学习 < \u{1f980}",
];

/// A place in the page where the word stands: what comes before it, the character that
/// ends it, what else is shown in the same place, and what is wrong if it gets out.
struct Place {
    before: &'static str,
    end: char,
    behind: &'static str,
    gets_out: &'static str,
}

const SEARCH: [Place; 4] = [
    Place { before: "<html><head><title>", end: '<', behind: "", gets_out: IN_TEXT },
    Place {
        before: "</title></head><body>\n<form><input name=\"word\" value=\"",
        end: '"',
        behind: "",
        gets_out: "The word stands between double quotes. One that holds such a quote gets out of \
                   there, and adds an attribute of its own.",
    },
    Place {
        before: "\" title='last: ",
        end: '\'',
        behind: "",
        gets_out: "The word stands between single quotes, too. One that holds such a quote gets out \
                   of there, and adds an attribute of its own.",
    },
    Place { before: "'></form>\n<p>Nothing found for ", end: '<', behind: ".", gets_out: IN_TEXT },
];

const SEARCH_ENDS: &str = "</p>\n</body></html>\n";

const IN_TEXT: &str = "The word stands in the middle of the text, and brings a tag of its own with \
                       it. There are more of these than `<script>`, and more ways to write that.";

const MISSING: [Place; 1] = [Place {
    before: "<html><body>\n<p>There is no ",
    end: '<',
    behind: " here.",
    gets_out: "The name of a page that is not there comes from a stranger, too: a link to it is all \
               that he needs. It brings a tag with it.",
}];

/// Whatever is searched for, it is shown, and does nothing.
pub fn unescaped(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("anna")?;
    talk.if_this_fails("A word in which nothing has to be changed is shown as it is.");
    for word in ["tea", "", "tea for two; 3 / 4 + 1"] {
        search(&mut talk, word)?;
    }
    for attack in ATTACKS {
        search(&mut talk, attack)?;
    }
    for attack in ["attic", ATTACKS[0], ATTACKS[3], ATTACKS[7], ATTACKS[8], ATTACKS[12]] {
        ask_for_missing(&mut talk, attack)?;
    }
    talk.finish();
    Ok(())
}

fn search(talk: &mut Conversation<'_>, word: &str) -> Step {
    talk.ask("anna", "GET", &format!("/?word={}", encoded(word)))?;
    see(talk, 200, &SEARCH, SEARCH_ENDS, word)
}

fn ask_for_missing(talk: &mut Conversation<'_>, name: &str) -> Step {
    talk.ask("anna", "GET", &format!("/{}", encoded(name)))?;
    see(talk, 404, &MISSING, SEARCH_ENDS, name)
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A page has a text in each of its places, and the text stays there. Which way it is
/// escaped is left open: it is what a browser makes of it that counts.
fn see(talk: &mut Conversation<'_>, status: u16, places: &[Place], ends: &str, text: &str) -> Step {
    let answer = talk.receive_answer("anna", "GET")?;
    let page = answer.text();
    let got = format!("anna < {} {page:?}", answer.status);
    let wanted = format!("anna < {status}, and a browser shows {text:?}");
    let shown = match shown_in(&page, places, ends) {
        Ok(shown) => shown,
        Err(out_of) => {
            talk.if_this_fails(out_of.gets_out);
            return talk.ensure(false, &wanted, &got);
        }
    };
    talk.if_this_fails(
        "A text is shown as it was written, `&` and all: nothing is taken out, and nothing is added.",
    );
    let is_as_written = places
        .iter()
        .zip(&shown)
        .all(|(place, shown)| shown.strip_suffix(place.behind) == Some(text));
    talk.ensure(is_as_written && answer.status == status, &wanted, &got)
}

/// What is shown in each place; or the place out of which something gets.
fn shown_in<'a>(page: &str, places: &'a [Place], ends: &str) -> Result<Vec<String>, &'a Place> {
    let mut shown = Vec::new();
    let mut rest = page;
    for (index, place) in places.iter().enumerate() {
        // What does not come next, was kept from coming by what came before.
        let before = &places[index.saturating_sub(1)];
        let inside = rest.strip_prefix(place.before).ok_or(before)?;
        let end = inside.find(place.end).ok_or(place)?;
        shown.push(decode_html_entities(&inside[..end]).into_owned());
        rest = &inside[end..];
    }
    match places.last() {
        Some(last) if rest != ends => Err(last),
        _ => Ok(shown),
    }
}
