//! Peers that look into a folder.

use harness::{Conversation, Step};

/// A peer asks for a folder, and receives a list with exactly these rows. A row is
/// what a browser shows of it: `tour.txt 32 text/plain`.
pub fn see_list(talk: &mut Conversation<'_>, name: &str, target: &str, rows: &[&str]) -> Step {
    talk.ask(name, "GET", target)?;
    let answer = talk.receive_answer(name, "GET")?;
    let page = answer.text();
    let found: Vec<_> = page.lines().filter(|line| line.starts_with("<tr>")).map(row).collect();
    let list = |status: u16, rows: String| format!("{name} < {status}, a list of files{rows}");
    let shown = |row: &dyn std::fmt::Display| format!("\n{name} <   {row}");
    let wanted = list(200, rows.iter().map(|row| shown(row)).collect());
    let got = list(answer.status, found.iter().map(|row| shown(row)).collect());
    talk.ensure(got == wanted, &wanted, &got)
}

/// A peer asks for what it may not have, or what is not there.
pub fn see_nothing(talk: &mut Conversation<'_>, name: &str, target: &str) -> Step {
    talk.ask(name, "GET", target)?;
    let answer = talk.receive_answer(name, "GET")?;
    let got = format!("{name} < {} {:?}", answer.status, answer.text());
    talk.ensure(answer.status == 404, &format!("{name} < 404"), &got)
}

/// The texts of a row's cells, but for empty ones.
fn row(html: &str) -> String {
    let cells: Vec<_> = html.split("<td>").map(text).filter(|text| !text.is_empty()).collect();
    cells.join(" ")
}

/// What is left without the tags.
fn text(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}
