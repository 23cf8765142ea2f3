//! `trace`: what the Deferreds of an example did, from the trace that the tests hold
//! against every run.
//!
//! It is a table, so that it can be read without a script, on paper and aloud: what
//! colours and arrows say stands there in words, too.

use std::fmt::Write;

use anyhow::{Context, Result, anyhow, ensure};
use harness::Workbook;
use harness::recording::{self, TRACES};
use harness::trace::{Event, Functions, Moment, Rail, Row, Scene, Shown, Story, Title, Trace};

use crate::markdown;
use crate::program::Program;

/// The figure for `CHAPTER/EXAMPLE`.
///
/// # Errors
///
/// There is no such example, or its trace is missing, empty, waiting for review, too
/// long to be whole, or without a Deferred.
pub fn render(workbook: &Workbook, argument: &str, caption: &str) -> Result<String> {
    markdown::ensure_no_html(caption)?;
    let program = Program::find(workbook, argument)?;
    ensure!(!program.is_library(), "`{argument}` is no program; name an example");
    let name = program.name;
    let package = &program.chapter.name;
    let snapshot = recording::path(&workbook.chapter_dir(program.chapter), TRACES, name);
    let recorded = recording::read(&snapshot).map_err(|error| {
        anyhow!("{error:#}; name it in tests/{TRACES}.rs, `cargo test -p {package} --test {TRACES}` records it, then accept that")
    })?;
    let trace = Trace::from_json(&recorded).context("its recording")?;
    ensure!(trace.has_deferreds(), "`{name}` made no Deferred; there is nothing to show");
    ensure!(!trace.events.contains(&Event::Cut), "the trace of `{name}` is too long for a page");
    let caption = format!("{caption} What `cargo xtask trace {name}` draws, recorded:");
    Ok(markdown::figure("trace", caption.trim(), &table(name, &Story::of(&trace))))
}

/// One block of HTML: no line of it may be blank.
fn table(name: &str, story: &Story) -> String {
    let mut html = format!(
        "<div class=\"rails\" data-trace=\"{0}\">\n<table>\n<thead>\n<tr><th scope=\"col\">Level</th>\
         <th scope=\"col\">Callback rail</th><th scope=\"col\">Errback rail</th></tr>\n</thead>\n",
        escape(name)
    );
    for scene in &story.scenes {
        html.push_str("<tbody>\n");
        for row in scene_rows(scene) {
            let _ = writeln!(html, "{row}");
        }
        html.push_str("</tbody>\n");
    }
    html + "</table>\n</div>\n"
}

fn scene_rows(scene: &Scene) -> Vec<String> {
    match scene {
        Scene::Between(words) => vec![format!(
            "<tr class=\"between\"><th scope=\"rowgroup\" colspan=\"3\">{}</th></tr>",
            escape(words)
        )],
        Scene::Deferred { title: Title { deferred, words }, rows } => {
            let title = format!(
                "<tr class=\"deferred\"><th scope=\"rowgroup\" colspan=\"3\"><strong>#{deferred}</strong> {}</th></tr>",
                escape(words)
            );
            std::iter::once(title).chain(rows.iter().map(table_row)).collect()
        }
    }
}

fn table_row(row: &Row) -> String {
    match row {
        Row::Note(words) => {
            format!("<tr class=\"note\"><td></td><td colspan=\"2\">{}</td></tr>", escape(words))
        }
        Row::Level { number, functions, moment } => {
            let [left, right] = level(functions, *moment);
            format!("<tr class=\"level\"><th scope=\"row\">{number}</th>{left}{right}</tr>")
        }
        Row::Result { label, result, crossed } => {
            let [left, right] = result_cells(result, *crossed);
            let label = escape(label);
            format!("<tr class=\"result\"><th scope=\"row\">{label}</th>{left}{right}</tr>")
        }
    }
}

fn level(functions: &Functions, moment: Moment) -> [String; 2] {
    let rails = [(Rail::Callback, &functions.callback), (Rail::Errback, &functions.errback)];
    rails.map(|(rail, function)| match (function, moment) {
        (Some(name), Moment::Called(on)) if on == rail => {
            format!("<td class=\"called\">{} is called</td>", code(name))
        }
        (Some(name), _) => format!("<td class=\"idle\">{} is not called</td>", code(name)),
        (None, Moment::Passed(on)) if on == rail => {
            "<td class=\"passed\">passes by</td>".to_owned()
        }
        (None, _) => EMPTY.to_owned(),
    })
}

/// A piece of track on which nothing happens.
const EMPTY: &str = "<td class=\"track\"></td>";

fn result_cells(result: &Shown, crossed: bool) -> [String; 2] {
    let text = code(&result.to_string());
    let arrow = |arrow: &str| format!("<span aria-hidden=\"true\">{arrow}</span>");
    match (result.rail, crossed) {
        (Rail::Callback, false) => [format!("<td class=\"value\">{text}</td>"), EMPTY.to_owned()],
        (Rail::Errback, false) => [EMPTY.to_owned(), format!("<td class=\"failure\">{text}</td>")],
        (Rail::Callback, true) => [
            format!("<td class=\"value\">{text}</td>"),
            format!("<td class=\"crossing\">{} is handled</td>", arrow("←")),
        ],
        (Rail::Errback, true) => [
            format!("<td class=\"crossing\">fails {}</td>", arrow("→")),
            format!("<td class=\"failure\">{text}</td>"),
        ],
    }
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// A text of the program as HTML, in one line.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c if c.is_control() => html.extend(c.escape_default()),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_the_program_is_no_html_and_breaks_no_block() {
        assert_eq!(
            escape("<b>\"a\" & b</b>\n\nc"),
            "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;\\n\\nc"
        );
    }
}
