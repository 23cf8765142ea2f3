//! The list of what is in a folder.

use super::find::{Refusal, locate};
use super::kind::Kind;
use super::name::is_plain;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::fs;
use std::path::Path;

/// One line of the list.
pub(super) struct Entry {
    name: String,
    /// In bytes; `None` for a folder.
    size: Option<u64>,
}

/// What may stand in a segment of a link: RFC 3986 calls it unreserved. All else is
/// encoded, so that no name can end the link, or leave the folder.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is in the folder, by name. It lists what would be served, and nothing else:
/// nothing hidden, no link that leaves, no pipe, no name that is not UTF-8.
pub(super) fn entries(root: &Path, names: &[String], folder: &Path) -> Result<Vec<Entry>, Refusal> {
    let mut names = names.to_vec();
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let Ok(name) = entry?.file_name().into_string() else { continue };
        names.push(name);
        entries.extend(served(root, &names));
        names.pop();
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

fn served(root: &Path, names: &[String]) -> Option<Entry> {
    let name = names.last().filter(|name| is_plain(name))?.clone();
    let metadata = locate(root, names).ok()?.metadata;
    Some(Entry { name, size: metadata.is_file().then_some(metadata.len()) })
}

/// The page. Whoever names a file writes no HTML of ours.
pub(super) fn html(path: &str, entries: &[Entry]) -> String {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let title = format!("What is in {}", html_escape::encode_text(&path));
    let rows: String = entries.iter().map(row).collect();
    format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n\
         <body><h1>{title}</h1>\n<table>\n{rows}</table></body></html>\n"
    )
}

fn row(entry: &Entry) -> String {
    let link = utf8_percent_encode(&entry.name, ENCODED);
    let name = html_escape::encode_text(&entry.name);
    let (slash, size, kind) = match entry.size {
        Some(size) => ("", size.to_string(), Kind::of(entry.name.as_ref()).content_type),
        None => ("/", String::new(), "folder"),
    };
    format!(
        "<tr><td><a href=\"{link}{slash}\">{name}{slash}</a></td>\
         <td>{size}</td><td>{kind}</td></tr>\n"
    )
}
