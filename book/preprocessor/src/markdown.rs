//! Writing Markdown that stays what it was meant to be.

use anyhow::{Result, bail};
use pulldown_cmark::{Event, Options, Parser};

/// The Markdown that mdBook understands, as far as it decides where a fence is.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A fenced code block that holds `text`, whatever fences are in there.
pub fn fence(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest.max(2) + 1);
    format!("{ticks}{language}\n{text}\n{ticks}\n")
}

/// A figure: what it shows in words, then the block itself.
///
/// The blank lines end the HTML, so that mdBook reads caption and block as
/// Markdown: it colours the code and gives it a copy button.
pub fn figure(class: &str, caption: &str, block: &str) -> String {
    format!(
        "<figure class=\"{class}\">\n<figcaption>\n\n{caption}\n\n</figcaption>\n\n{block}\n</figure>\n"
    )
}

/// Refuses a sentence in which a `<ul>` would vanish as HTML.
///
/// # Errors
///
/// The sentence holds an HTML tag; the message names it.
pub fn ensure_no_html(sentence: &str) -> Result<()> {
    for event in Parser::new_ext(sentence, options()) {
        if let Event::Html(tag) | Event::InlineHtml(tag) = event {
            bail!("`{}` would be taken for HTML; put it in backticks", tag.trim());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_the_fences_it_holds() {
        assert_eq!(fence("text", "a"), "```text\na\n```\n");
        assert_eq!(fence("text", "```\nb\n```"), "````text\n```\nb\n```\n````\n");
    }

    #[test]
    fn html_in_a_sentence_is_refused_unless_it_is_code() {
        assert!(ensure_no_html("Write a `<ul>`, if 1 < 2.").is_ok());
        let error = ensure_no_html("Write a <ul>.").unwrap_err();
        assert!(error.to_string().contains("`<ul>`"));
    }
}
