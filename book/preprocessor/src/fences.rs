//! Finding the fenced code blocks of a page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::markdown;

/// A fenced code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// Where it stands in the page.
    pub range: Range<usize>,
    /// The words behind the opening backticks.
    pub info: String,
    /// The lines between the backticks.
    pub body: String,
    /// Why a directive cannot be replaced here, if so.
    pub obstacle: Option<&'static str>,
}

const INDENTED: &str = "it stands in a list, in a quotation or indented; begin it at the margin";
const UNCLOSED: &str = "it is never closed; end it with a line of backticks";
const IN_HTML: &str = "it stands inside HTML; leave a blank line before it, or take it out";

/// The fences of a page, in order.
pub fn find(page: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<Fence> = None;
    for (event, range) in Parser::new_ext(page, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let obstacle = obstacle(page, &range);
                open = Some(Fence { range, info: info.into(), body: String::new(), obstacle });
            }
            Event::Text(text) => {
                if let Some(fence) = &mut open {
                    fence.body.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => fences.extend(open.take()),
            Event::Html(line) => fences.extend(swallowed(&line, range)),
            _ => {}
        }
    }
    fences
}

fn obstacle(page: &str, range: &Range<usize>) -> Option<&'static str> {
    let above = &page[..range.start];
    if !(above.is_empty() || above.ends_with('\n')) {
        Some(INDENTED)
    } else if !is_closed(&page[range.clone()]) {
        Some(UNCLOSED)
    } else {
        None
    }
}

/// Whether the block ends with a fence like the one it begins with. Markdown
/// lets an open one run on to the end of the page.
fn is_closed(block: &str) -> bool {
    let ticks = block.chars().take_while(|c| "`~".contains(*c)).count();
    let fence = &block[..ticks];
    let last = block.lines().skip(1).last().unwrap_or_default().trim();
    last.starts_with(fence) && last.chars().all(|c| fence.contains(c))
}

/// A fence which Markdown does not see, since a line of HTML stands above it.
fn swallowed(line: &str, range: Range<usize>) -> Option<Fence> {
    let info = line.trim_start().strip_prefix("```")?.trim();
    let info = (!info.is_empty()).then(|| info.to_owned())?;
    Some(Fence { range, info, body: String::new(), obstacle: Some(IN_HTML) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn obstacle_in(page: &str) -> Option<&'static str> {
        let fences = find(page);
        assert_eq!(fences.len(), 1, "{fences:?}");
        fences[0].obstacle
    }

    #[test]
    fn a_fence_is_its_words_its_lines_and_its_place() {
        let page = "# A\n\n```listing a/b#c\nA caption\n```\n\ntext\n";
        let fences = find(page);
        assert_eq!(fences[0].info, "listing a/b#c");
        assert_eq!(fences[0].body, "A caption\n");
        assert_eq!(&page[fences[0].range.clone()], "```listing a/b#c\nA caption\n```");
        assert_eq!(fences[0].obstacle, None);
    }

    #[test]
    fn a_fence_shown_within_a_fence_is_not_one() {
        let fences = find("````text\n```listing a/b\n```\n````\n");
        assert_eq!(fences.len(), 1);
        assert_eq!(fences[0].info, "text");
    }

    #[test]
    fn a_fence_within_something_else_is_noticed() {
        assert_eq!(obstacle_in("- a\n\n  ```listing a/b\n  ```\n"), Some(INDENTED));
        assert_eq!(obstacle_in("> ```listing a/b\n> ```\n"), Some(INDENTED));
        assert_eq!(obstacle_in(" ```listing a/b\n ```\n"), Some(INDENTED));
    }

    #[test]
    fn a_fence_that_is_never_closed_is_noticed() {
        assert_eq!(obstacle_in("```listing a/b\n\nThe rest of the page.\n"), Some(UNCLOSED));
        assert_eq!(obstacle_in("```listing a/b"), Some(UNCLOSED));
        assert_eq!(obstacle_in("````listing a/b\n```\n"), Some(UNCLOSED));
        assert_eq!(obstacle_in("~~~listing a/b\n~~~\n"), None);
    }

    #[test]
    fn a_fence_that_html_swallows_is_noticed() {
        assert_eq!(obstacle_in("<div>\n```listing a/b\n</div>\n"), Some(IN_HTML));
    }
}
