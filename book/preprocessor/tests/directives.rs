//! The preprocessor as mdBook runs it, on small workbooks: what it puts in the
//! place of a directive, and where and how it complains.

mod scratch;

use scratch::Scratch;

/// A page with two lines above the directive, which so stands on line 3.
fn page(directive: &str) -> String {
    format!("# A page\n\n{directive}\n```\n\nThe end.\n")
}

fn with_page(directive: &str) -> Scratch {
    Scratch::new().page("a.md", &page(directive))
}

const PLACE: &str = "book/src/a.md:3";

#[test]
fn a_page_without_directives_is_left_as_it_is() {
    let text = "# A\n\n```rust,ignore\nfn f() {}\n```\n\n- a\n\n  ```text\n  b\n  ```\n";
    assert_eq!(Scratch::new().page("a.md", text).run().page("a.md"), text);
}

#[test]
fn a_listing_shows_the_code_and_names_its_file() {
    let outcome = with_page("```listing deferred/hello#greet\nThe greeting.")
        .example("hello", "//! Head.\n\nfn main() {\n    // ANCHOR: greet\n    hi();\n    // ANCHOR_END: greet\n}\n")
        .run();
    let expected = "# A page\n\n<figure class=\"listing\">\n<figcaption>\n\n\
        The greeting. `chapters/03-deferred/examples/hello.rs`\n\n</figcaption>\n\n\
        ```rust,ignore\nhi();\n```\n\n</figure>\n\n\nThe end.\n";
    assert_eq!(outcome.page("a.md"), expected);
}

#[test]
fn a_listing_hides_no_line() {
    let outcome = with_page("```listing deferred/hello")
        .example("hello", "const TEXT: &str = \"\n# A heading\n\";\n")
        .run();
    assert!(outcome.page("a.md").contains("\n## A heading\n"), "mdBook takes one # away");
}

#[test]
fn a_file_of_the_library_can_be_listed() {
    let outcome = with_page("```listing deferred/src/core.rs")
        .file("chapters/03-deferred/src/core.rs", "//! Head.\n\nstruct Core;\n")
        .run();
    assert!(outcome.page("a.md").contains("\n```rust,ignore\nstruct Core;\n```\n"));
    assert!(outcome.page("a.md").contains("`chapters/03-deferred/src/core.rs`"));
}

#[test]
fn an_output_shows_the_recording_and_the_command() {
    let outcome = with_page("```output deferred/hello")
        .example("hello", "fn main() {}")
        .recording("hello", "hi\n\n<b>there</b>")
        .run();
    let page = outcome.page("a.md");
    assert!(page.contains("What `cargo xtask run hello` prints:"));
    assert!(page.contains("\n```text\nhi\n\n<b>there</b>\n```\n"));
}

#[test]
fn an_output_of_a_conversation_says_that_it_is_one() {
    let outcome = with_page("```output deferred/hello")
        .example("hello", "fn main() {}")
        .recording("hello", "$ hello\n| listening on 127.0.0.1:<PORT>\nalice connects")
        .run();
    assert!(outcome.page("a.md").contains("A conversation with `hello`, recorded:"));
}

#[test]
fn an_exercise_is_a_card_with_its_number_task_file_and_commands() {
    let outcome = Scratch::new()
        .exercise("first", "b.md")
        .exercise("say_it", "a.md")
        .page("b.md", &page("```exercise first"))
        .page("a.md", &page("```exercise say_it"))
        .run();
    let card = outcome.page("a.md");
    assert!(card.contains("### Exercise 3.2: `say_it` {#exercise-say_it}\n"));
    assert!(card.contains("**Fill in.** Say `hello`.\n"));
    assert!(card.contains("`exercises/03-deferred/src/bin/say_it.rs`"));
    assert!(card.contains("`cargo xtask check say_it`"));
    assert!(card.contains("`cargo xtask hint say_it`"));
}

#[test]
fn a_directive_without_its_argument_is_refused() {
    with_page("```listing").complains(&[(PLACE, "listing: it takes one argument")]);
}

#[test]
fn a_misspelt_directive_is_refused() {
    with_page("```lising deferred/hello")
        .complains(&[(PLACE, "lising: there is no such directive; did you mean `listing`?")]);
    with_page("```sample deferred/hello")
        .complains(&[(PLACE, "sample: there is no such directive; use one of")]);
}

#[test]
fn a_directive_that_is_not_at_the_margin_is_refused() {
    Scratch::new()
        .page("a.md", "- a\n\n  ```listing deferred/hello\n  ```\n")
        .complains(&[(PLACE, "listing: it stands in a list")]);
}

#[test]
fn a_directive_that_is_never_closed_is_refused() {
    Scratch::new()
        .page("a.md", "# A\n\n```listing deferred/hello\n\nThe end.\n")
        .complains(&[(PLACE, "listing: it is never closed")]);
}

#[test]
fn a_directive_inside_html_is_refused() {
    Scratch::new()
        .page("a.md", "# A\n\n<!-- later:\n```exercise say_it\n```\n-->\n")
        .complains(&[("book/src/a.md:4", "exercise: it stands inside HTML")]);
}

#[test]
fn an_unknown_chapter_is_refused() {
    with_page("```listing defered/hello")
        .complains(&[(PLACE, "no chapter `defered`; did you mean `deferred`?")]);
    with_page("```output hello")
        .complains(&[(PLACE, "output: `hello` is not of the form CHAPTER/EXAMPLE")]);
}

#[test]
fn a_missing_file_is_refused() {
    with_page("```listing deferred/hallo").example("hello", "fn main() {}").complains(&[(
        PLACE,
        "no file chapters/03-deferred/examples/hallo.rs; did you mean `hello`?",
    )]);
    with_page("```listing deferred/src/gone.rs")
        .complains(&[(PLACE, "no file chapters/03-deferred/src/gone.rs; write it")]);
}

#[test]
fn a_name_cannot_lead_out_of_the_chapter() {
    with_page("```listing deferred/../../hello")
        .file("chapters/hello.rs", "fn main() {}")
        .example("other", "fn main() {}")
        .complains(&[(PLACE, "no file")]);
}

#[test]
fn a_missing_anchor_is_refused() {
    with_page("```listing deferred/hello#gone")
        .example("hello", "// ANCHOR: a\nx\n// ANCHOR_END: a\n")
        .complains(&[(PLACE, "hello.rs: it has no `// ANCHOR: gone`; it has a")]);
    with_page("```listing deferred/hello#")
        .example("hello", "fn main() {}")
        .complains(&[(PLACE, "names no anchor")]);
}

#[test]
fn an_anchor_that_is_never_closed_is_refused() {
    with_page("```listing deferred/hello#a")
        .example("hello", "// ANCHOR: a\nx\n")
        .complains(&[(PLACE, "`// ANCHOR: a` on line 1 needs exactly one")]);
}

#[test]
fn an_anchor_that_stands_there_twice_is_refused() {
    with_page("```listing deferred/hello#a")
        .example("hello", "// ANCHOR: a\nx\n// ANCHOR_END: a\n// ANCHOR: a\ny\n// ANCHOR_END: a\n")
        .complains(&[(PLACE, "`// ANCHOR: a` stands on line 1 and again on line 4")]);
}

#[test]
fn an_empty_listing_is_refused() {
    with_page("```listing deferred/hello#a")
        .example("hello", "// ANCHOR: a\n\n// ANCHOR_END: a\n")
        .complains(&[(PLACE, "on line 1 holds no code")]);
    with_page("```listing deferred/hello")
        .example("hello", "//! Only a head.\n")
        .complains(&[(PLACE, "hello.rs: it is empty")]);
}

#[test]
fn html_in_a_caption_or_a_task_is_refused() {
    const REASON: &str = "`<b>` would be taken for HTML";
    with_page("```listing deferred/hello\nA <b> for bold.")
        .example("hello", "fn main() {}")
        .complains(&[(PLACE, REASON)]);
    with_page("```output deferred/hello\nA <b> for bold.")
        .example("hello", "fn main() {}")
        .recording("hello", "hi")
        .complains(&[(PLACE, REASON)]);
    with_page("```exercise say_bold")
        .row_with_task("say_bold", "a.md", "Print a <b>.")
        .file("exercises/03-deferred/src/bin/say_bold.rs", "fn main() {}")
        .complains(&[(PLACE, REASON)]);
}

#[test]
fn a_missing_recording_is_refused() {
    with_page("```output deferred/hello")
        .example("hello", "fn main() {}")
        .complains(&[(PLACE, "output: no recording")]);
}

#[test]
fn a_recording_without_its_example_is_refused() {
    with_page("```output deferred/hello")
        .recording("hello", "hi")
        .complains(&[(PLACE, "no file chapters/03-deferred/examples/hello.rs")]);
}

#[test]
fn an_empty_recording_is_refused() {
    with_page("```output deferred/hello")
        .example("hello", "fn main() {}")
        .recording("hello", "")
        .complains(&[(PLACE, "is empty")]);
}

#[test]
fn a_recording_that_waits_for_review_is_refused() {
    with_page("```output deferred/hello")
        .example("hello", "fn main() {}")
        .recording("hello", "hi")
        .file("chapters/03-deferred/tests/snapshots/examples__hello.snap.new", "x")
        .complains(&[(PLACE, "waits for review")]);
}

#[test]
fn the_output_of_a_library_file_is_refused() {
    with_page("```output deferred/src/core.rs")
        .file("chapters/03-deferred/src/core.rs", "struct Core;")
        .complains(&[(PLACE, "is no program")]);
}

const MADE: &str = r#"{"event":"made","deferred":1,"by":"pair"}"#;

fn with_trace(directive: &str, events: &str) -> Scratch {
    with_page(directive).example("hello", "fn main() {}").trace("hello", events)
}

#[test]
fn a_trace_is_a_table_with_two_rails() {
    let result = r#""result":{"rail":"errback","type":"Failure","text":"a < b\n\nc"}"#;
    let level = r#"{"event":"level","deferred":1,"level":1,"by":"add_callback","callback":"say"}"#;
    let fired = format!(r#"{{"event":"fired","deferred":1,{result}}}"#);
    let passed = format!(r#"{{"event":"passed","deferred":1,"level":1,{result}}}"#);
    let events = [MADE, level, &fired, &passed].join(",");
    let outcome = with_trace("```trace deferred/hello\nLook at `it`.", &events).run();
    let page = outcome.page("a.md");
    for part in [
        "Look at `it`. What `cargo xtask trace hello` draws, recorded:",
        "<th scope=\"col\">Callback rail</th><th scope=\"col\">Errback rail</th>",
        "<strong>#1</strong> made by pair</th>",
        "<th scope=\"row\">fired</th><td class=\"track\"></td><td class=\"failure\"><code>a &lt; b\\n\\nc</code></td>",
        "<th scope=\"row\">1</th><td class=\"idle\"><code>say</code> is not called</td><td class=\"passed\">passes by</td>",
    ] {
        assert!(page.contains(part), "not there: {part}\n{page}");
    }
    let table = page.split_once("<div").and_then(|(_, rest)| rest.split_once("</div>"));
    assert!(!table.expect("a table").0.contains("\n\n"), "a blank line would end the HTML: {page}");
}

#[test]
fn a_trace_that_is_not_recorded_is_refused() {
    with_page("```trace deferred/hello")
        .example("hello", "fn main() {}")
        .complains(&[(PLACE, "trace: no recording")]);
    with_page("```trace deferred/hallo")
        .example("hello", "fn main() {}")
        .trace("hello", MADE)
        .complains(&[(
            PLACE,
            "no file chapters/03-deferred/examples/hallo.rs; did you mean `hello`?",
        )]);
    with_page("```trace deferred/src/core.rs")
        .file("chapters/03-deferred/src/core.rs", "struct Core;")
        .complains(&[(PLACE, "is no program")]);
}

#[test]
fn a_trace_that_waits_for_review_is_refused() {
    with_trace("```trace deferred/hello", MADE)
        .file("chapters/03-deferred/tests/snapshots/traces__hello.snap.new", "x")
        .complains(&[(PLACE, "waits for review")]);
}

#[test]
fn a_trace_in_which_nothing_is_to_be_seen_is_refused() {
    with_trace("```trace deferred/hello", "").complains(&[(PLACE, "`hello` made no Deferred")]);
    let cut = format!("{MADE},{{\"event\":\"cut\"}}");
    with_trace("```trace deferred/hello", &cut).complains(&[(PLACE, "too long for a page")]);
    with_trace("```trace deferred/hello", "{}").complains(&[(PLACE, "this is no trace")]);
}

#[test]
fn html_in_the_caption_of_a_trace_is_refused() {
    with_trace("```trace deferred/hello\nA <b> for bold.", MADE)
        .complains(&[(PLACE, "`<b>` would be taken for HTML")]);
}

#[test]
fn a_card_without_its_row_is_refused() {
    with_page("```exercise say_id")
        .exercise("say_it", "b.md")
        .page("b.md", &page("```exercise say_it"))
        .complains(&[(PLACE, "no exercise `say_id`; did you mean `say_it`?")]);
}

#[test]
fn a_card_without_its_file_is_refused() {
    with_page("```exercise say_it")
        .row("say_it", "a.md")
        .complains(&[(PLACE, "no file exercises/03-deferred/src/bin/say_it.rs")]);
}

#[test]
fn a_card_with_words_of_its_own_is_refused() {
    with_page("```exercise say_it\nMore words.")
        .exercise("say_it", "a.md")
        .complains(&[(PLACE, "its words come from the manifest")]);
}

#[test]
fn a_card_on_another_page_is_refused() {
    with_page("```exercise say_it")
        .exercise("say_it", "b.md")
        .page("b.md", "# B\n")
        .complains(&[(PLACE, "the manifest puts `say_it` on b.md")]);
}

#[test]
fn a_card_that_stands_there_twice_is_refused() {
    let twice = page("```exercise say_it\n```\n\n```exercise say_it");
    Scratch::new()
        .exercise("say_it", "a.md")
        .page("a.md", &twice)
        .complains(&[("book/src/a.md:6", "stands at book/src/a.md:3 already")]);
}

#[test]
fn cards_in_another_order_than_the_courses_are_refused() {
    let page = page("```exercise second\n```\n\n```exercise first");
    Scratch::new()
        .exercise("first", "a.md")
        .exercise("second", "a.md")
        .page("a.md", &page)
        .complains(&[("book/src/a.md:6", "`first` stands behind that of `second`")]);
}

#[test]
fn a_page_that_forgets_its_exercise_is_refused() {
    Scratch::new().exercise("say_it", "a.md").page("a.md", "# A\n").complains(&[(
        "book/src/a.md:1",
        "no card of `say_it`; add the directive `exercise say_it`",
    )]);
}

#[test]
fn an_exercise_whose_page_is_not_in_the_book_is_refused() {
    Scratch::new().exercise("say_it", "gone.md").page("a.md", "# A\n").complains(&[(
        "exercises/exercises.toml:8",
        "`say_it` belongs on gone.md, which is not in the book",
    )]);
}

#[test]
fn an_include_that_mdbook_could_not_follow_is_refused() {
    let text = "# A\n\nSee {{#include gone.md}}.\n";
    Scratch::new().page("a.md", text).complains(&[(PLACE, "include: mdBook could not follow it")]);
}

#[test]
fn lines_are_those_of_the_page_whatever_was_included_above() {
    let source = "{{#include long.md}}\n\n```listing deferred/hello\n```\n";
    let content = source.replace("{{#include long.md}}", "one\ntwo\nthree\nfour");
    Scratch::new().page_with_includes("a.md", source, &content).complains(&[(PLACE, "no file")]);
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_book() {
    Scratch::new()
        .exercise("say_it", "b.md")
        .page("b.md", &page("```output deferred/hello"))
        .page("a.md", &page("```listing deferred/hello\n```\n\n```exercise nobody"))
        .complains(&[
            ("book/src/a.md:3", "listing: there is no file"),
            ("book/src/a.md:6", "exercise: there is no exercise `nobody`"),
            ("book/src/b.md:1", "exercise: the page has no card"),
            ("book/src/b.md:3", "output: there is no file"),
        ]);
}

#[test]
fn a_book_outside_of_a_workbook_is_refused() {
    let complaints = Scratch::new().run_as_it_is().complaints;
    assert!(complaints.starts_with("mdbook-untwisted: no workbook here"), "{complaints}");
}

#[test]
fn a_broken_manifest_is_refused() {
    let broken = Scratch::new().file("exercises/exercises.toml", "[[chapter]]\n");
    let complaints = broken.run_as_it_is().complaints;
    assert!(complaints.starts_with("mdbook-untwisted: "), "{complaints}");
    assert!(complaints.contains("missing field `number`"), "{complaints}");
}

#[test]
fn a_book_of_another_mdbook_is_refused() {
    let output = scratch::command().write_stdin("{}").output().expect("it runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.starts_with("mdbook-untwisted: this book is made for mdBook 0.5"));
    assert!(!output.status.success());
}

#[test]
fn html_is_the_one_renderer_it_serves() {
    scratch::command().args(["supports", "html"]).assert().success();
    scratch::command().args(["supports", "epub"]).assert().failure();
}
