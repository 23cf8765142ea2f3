//! A trace, drawn in the terminal: the two rails side by side, time goes down.

use harness::trace::{Functions, Moment, Rail, Row, Scene, Shown, Story, Title};
use unicode_width::UnicodeWidthStr;

use super::colour;
use super::text::{WIDTH, cut, harmless, wrap_after};

/// In front of the rails: the level, or where a result comes from.
const LABEL: usize = 6;

/// Between the label and the rails.
const INDENT: usize = LABEL + 2;

/// How wide the callback rail is.
const LEFT: usize = 34;

/// From one rail to the other.
const GAP: usize = 3;

/// How wide the errback rail is.
const RIGHT: usize = WIDTH - INDENT - LEFT - GAP;

/// How much of a value is shown before the track that it came by.
const BEFORE_TRACK: usize = 18;

/// A rail on which nothing happens.
const TRACK: &str = "│";

/// How a part of a line is to look.
type Look = fn(&str) -> String;

/// The whole picture, with its legend.
pub fn draw(program: &str, story: &Story) -> String {
    let file = story.file.as_deref().unwrap_or("no line is known");
    let mut lines = vec![
        cut(&format!("{program}: {}", harmless(file)), WIDTH),
        String::new(),
        line("", &Cell::plain("callback rail"), "", &Cell::plain("errback rail")),
    ];
    for (at, scene) in story.scenes.iter().enumerate() {
        let follows_another = at > 0 && !matches!(story.scenes[at - 1], Scene::Between(_));
        if follows_another {
            lines.push(String::new());
        }
        lines.extend(draw_scene(scene));
    }
    lines.extend([String::new(), "  ▶ is called   (…) is not called   │ passes by".to_owned()]);
    lines.join("\n")
}

fn draw_scene(scene: &Scene) -> Vec<String> {
    match scene {
        Scene::Between(words) => vec![between(words)],
        Scene::Deferred { title: Title { deferred, words }, rows } => {
            let number = format!("#{deferred}");
            let room = WIDTH - number.width() - 2;
            let title = format!("{}  {}", colour::name(&number), cut(&harmless(words), room));
            std::iter::once(title).chain(rows.iter().map(draw_row)).collect()
        }
    }
}

fn between(words: &str) -> String {
    let start = cut(&format!("── {} ", harmless(words)), WIDTH);
    colour::quiet(&fill(&start, WIDTH))
}

fn draw_row(row: &Row) -> String {
    match row {
        Row::Note(words) => {
            wrap_after(&format!("{:INDENT$}· ", ""), &harmless(words), "          ")
        }
        Row::Level { number, functions, moment } => draw_level(*number, functions, *moment),
        Row::Result { label, result, crossed } => draw_result(label, result, *crossed),
    }
}

fn draw_level(number: u32, functions: &Functions, moment: Moment) -> String {
    let left = stop(functions.callback.as_deref(), Rail::Callback, moment);
    let right = stop(functions.errback.as_deref(), Rail::Errback, moment);
    line(&number.to_string(), &left, "", &right)
}

/// What stands on one rail of a level.
fn stop(function: Option<&str>, rail: Rail, moment: Moment) -> Cell {
    let name = function.map(one_line);
    match (name, moment) {
        (Some(name), Moment::Called(on)) if on == rail => {
            Cell { text: format!("▶ {name}"), look: colour::name }
        }
        (Some(name), _) => Cell { text: format!("({name})"), look: colour::quiet },
        (None, Moment::Passed(on)) if on == rail => Cell::plain(&format!("{TRACK} passes by")),
        (None, _) => Cell::plain(TRACK),
    }
}

fn draw_result(label: &str, result: &Shown, crossed: bool) -> String {
    let text = one_line(&result.to_string());
    let look: Look = if result.rail == Rail::Errback { colour::bad } else { colour::good };
    let here = Cell { text, look };
    let track = Cell::plain(TRACK);
    match (result.rail, crossed) {
        (Rail::Callback, false) => line(label, &here, "", &track),
        (Rail::Errback, false) => line(label, &track, "", &here),
        (Rail::Errback, true) => line(label, &Cell::plain(&fill("└─ fails ", LEFT)), "─▶ ", &here),
        (Rail::Callback, true) => {
            let value = cut(&here.text, BEFORE_TRACK);
            let back = fill(&format!("{value} ◀─ is handled "), LEFT);
            line(label, &Cell::plain(&back), "───", &Cell::plain("┘"))
        }
    }
}

/// What stands on a rail.
struct Cell {
    text: String,
    look: Look,
}

impl Cell {
    fn plain(text: &str) -> Cell {
        Cell { text: text.to_owned(), look: str::to_owned }
    }
}

/// A line of the picture. Colours take no room, so they come last.
fn line(label: &str, left: &Cell, gap: &str, right: &Cell) -> String {
    let (left_text, right_text) = (cut(&left.text, LEFT), cut(&right.text, RIGHT));
    let padding = " ".repeat(LEFT - left_text.width());
    let left = (left.look)(&left_text);
    let right = (right.look)(&right_text);
    format!("{label:>LABEL$}  {left}{padding}{gap:GAP$}{right}").trim_end().to_owned()
}

/// A text, and a line up to a width.
fn fill(start: &str, width: usize) -> String {
    format!("{start}{}", "─".repeat(width.saturating_sub(start.width())))
}

/// A text of the program, which may hold anything.
fn one_line(text: &str) -> String {
    harmless(text).replace('\n', "\\n").replace('\t', "\\t")
}
