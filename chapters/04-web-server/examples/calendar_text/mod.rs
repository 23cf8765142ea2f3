//! A year's calendar as text, laid out like Python's `calendar.calendar(year)`: four
//! rows of three months, weeks from Monday.
//!
//! What is taught is how a page is found, not how a calendar is laid out. A real
//! program would take a crate for the dates, such as `jiff` or `chrono`.

use std::fmt::Write;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The columns of a month, and the blanks between two months.
const WIDTH: usize = 20;
const GAP: &str = "      ";

/// The calendar of a year, by the Gregorian rules also where they were not yet in
/// use.
pub fn calendar(year: u64) -> String {
    let whole = 3 * WIDTH + 2 * GAP.len();
    let mut text = line(&format!("{year:^whole$}"));
    for quarter in 0..4 {
        text += &row(year, quarter * 3);
    }
    text
}

/// Three months beside each other, below an empty line.
fn row(year: u64, first: usize) -> String {
    let months: Vec<Vec<String>> =
        (first..first + 3).map(|month| month_lines(year, month)).collect();
    let longest = months.iter().map(Vec::len).max().unwrap_or_default();
    let mut text = "\n".to_owned();
    for index in 0..longest {
        let cell = |lines: &Vec<String>| lines.get(index).cloned().unwrap_or_default();
        let cells: Vec<String> =
            months.iter().map(|lines| format!("{:WIDTH$}", cell(lines))).collect();
        text += &line(&cells.join(GAP));
    }
    text
}

fn line(text: &str) -> String {
    text.trim_end().to_owned() + "\n"
}

/// The month's name, its head, and its weeks.
fn month_lines(year: u64, month: usize) -> Vec<String> {
    let mut lines = vec![centred(MONTHS[month]), "Mo Tu We Th Fr Sa Su".to_owned()];
    let blanks = "   ".repeat(first_weekday(year, month));
    let mut week = blanks;
    for day in 1..=days_in(year, month) {
        let _ = write!(week, "{day:2} ");
        if week.len() == 7 * 3 || day == days_in(year, month) {
            lines.push(week.trim_end().to_owned());
            week.clear();
        }
    }
    lines
}

fn centred(name: &str) -> String {
    format!("{name:^WIDTH$}").trim_end().to_owned()
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u64, month: usize) -> u64 {
    match month {
        1 if is_leap(year) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The weekday of the month's first day, counted from Monday.
fn first_weekday(year: u64, month: usize) -> usize {
    // The rules repeat after 400 years, which are a whole number of weeks.
    let year = year % 400 + 400;
    let before = year - 1;
    let days = before * 365 + before / 4 - before / 100 + before / 400;
    let in_year: u64 = (0..month).map(|month| days_in(year, month)).sum();
    usize::try_from((days + in_year) % 7).unwrap_or_default()
}
