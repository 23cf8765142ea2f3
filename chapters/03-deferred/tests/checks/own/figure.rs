//! A case drawn as a chain: what is done, level by level, what stands on the rails,
//! and Twisted's run beside the reader's.

use std::iter;

use super::rows::Rows;
use super::run::Difference;

/// The columns, with what stands above them and how wide they are. Together with the
/// mark in front they take 78.
const COLUMNS: [(&str, usize); 5] =
    [("", 11), ("callback rail", 18), ("errback rail", 18), ("Twisted", 13), ("your run", 12)];

/// The widest line.
pub const WIDTH: usize = 78;

/// In front of the row that differs, and of all others.
const MARKS: (&str, &str) = ("> ", "  ");

const ORDER: &str = "  1. 2. … is the order in which functions are called, and what they get.";

const FIRED: &str = "  fired x: returns a Deferred that has fired with x.";

/// The drawing, in lines of at most 78 columns.
pub fn draw(difference: &Difference<'_>) -> String {
    let rows = Rows::of(difference);
    let marked = rows.marked();
    let mut lines = vec![line(MARKS.1, &COLUMNS.map(|(title, _)| title.to_owned()))];
    lines.extend(rows.rows.iter().enumerate().map(|(index, row)| {
        let mark = if Some(index) == marked { MARKS.0 } else { MARKS.1 };
        line(mark, &row.cells)
    }));
    lines.push(String::new());
    lines.extend(legend(difference).map(str::to_owned));
    lines.extend(told(difference, rows.at()));
    lines.join("\n")
}

fn legend(difference: &Difference<'_>) -> impl Iterator<Item = &'static str> {
    let of_fired = |act: &str| act.starts_with("fired ") || act.starts_with("failed ");
    let is_there = difference.case.functions.values().any(|function| of_fired(&function.act));
    iter::once(ORDER).chain(is_there.then_some(FIRED))
}

/// The first difference in words, on three lines.
fn told(difference: &Difference<'_>, at: &str) -> [String; 3] {
    let twisted = in_words(difference.twisted());
    let yours = in_words(difference.yours());
    let lines = [
        format!("  The first difference, at `{at}`:"),
        format!("  Twisted {twisted},"),
        format!("  yours {yours}."),
    ];
    lines.map(|line| cut(&line, WIDTH))
}

fn in_words(event: Option<&str>) -> String {
    let Some(event) = event else { return "does nothing more".to_owned() };
    match event.split(' ').collect::<Vec<_>>()[..] {
        ["call", f, d, level, rail, what] => {
            format!("calls {f} on level {level} of {d} ({rail} rail) with {what}")
        }
        ["left", rail, what] => format!("has {what} left on the {rail} rail"),
        ["end", f] => format!("comes to the end of {f}"),
        ["refused"] => "says `AlreadyCalled`".to_owned(),
        ["skip"] => "finds no such Deferred".to_owned(),
        _ => format!("prints `{event}`"),
    }
}

fn line(mark: &str, cells: &[String; 5]) -> String {
    let cells = cells.iter().zip(COLUMNS).map(|(cell, (_, width))| fit(cell, width));
    let line = cells.fold(mark.to_owned(), |line, cell| line + &cell + " ");
    line.trim_end().to_owned()
}

/// A text in exactly so many columns.
fn fit(text: &str, width: usize) -> String {
    format!("{:width$}", cut(text, width))
}

/// As much of a text as fits. Words of a case are ASCII, but for our `…`.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width - 1).collect();
    format!("{kept}…")
}
