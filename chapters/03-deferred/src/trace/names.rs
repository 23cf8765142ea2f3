//! From what the compiler calls a function or a type to what its author does.

/// What a closure's type is called, behind the function in which it stands.
const CLOSURE: &str = "::{{closure}}";

/// `add_bold` for `html_chain::add_bold`; `Headline::new`; `a closure in main`. A
/// closure of this crate goes by the function that made it, such as `chain`.
pub(super) fn function(type_name: &str) -> String {
    if type_name.starts_with("fn(") {
        return short_type(type_name);
    }
    let start = type_name.find("::{{").unwrap_or(type_name.len());
    let (path, rest) = type_name.split_at(start);
    let name = last_parts(path);
    let ours = type_name.starts_with(concat!(env!("CARGO_CRATE_NAME"), "::"));
    if rest.starts_with(CLOSURE) && !ours {
        return format!("a closure in {name}");
    }
    if ours { our_own(path).to_owned() } else { name }
}

/// A function of this crate, as a program knows it: by the method that it serves.
fn our_own(path: &str) -> &str {
    let module = path.split("::").nth(1).unwrap_or("");
    match (module, last_part(path)) {
        ("list", _) => "the list",
        ("looping_call", _) => "the looping call",
        ("future", _) => "the end of an await",
        ("sharing", "run") => "run, with a token",
        ("timeout", "add_timeout_with") => "add_timeout",
        (_, name) => name,
    }
}

/// A type without the modules in which it and its parameters lie:
/// `Option<String>` for `core::option::Option<alloc::string::String>`.
pub(super) fn short_type(type_name: &str) -> String {
    let mut short = String::new();
    let mut rest = type_name;
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(word.max(c.len_utf8()));
        rest = match behind.strip_prefix("::") {
            Some(path) if c.is_alphanumeric() || c == '_' => path,
            _ => {
                short.push_str(word);
                behind
            }
        };
    }
    short
}

/// The last part of a path; with its type, if that is what stands before it.
fn last_parts(path: &str) -> String {
    let (before, last) = split_last(path);
    let holder = last_part(before);
    let is_type = holder.starts_with(|c: char| c.is_uppercase());
    let last = without_parameters(last);
    if is_type { format!("{}::{last}", without_parameters(holder)) } else { last.to_owned() }
}

fn last_part(path: &str) -> &str {
    without_parameters(split_last(path).1)
}

/// Parts a path at its last `::` that stands in no brackets.
fn split_last(path: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    let mut cut = None;
    for (at, c) in path.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            // The arrow of `fn() -> T` closes nothing.
            '>' if path[..at].ends_with('-') => {}
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => cut = Some(at),
            _ => {}
        }
    }
    cut.map_or(("", path), |at| (path[..at].trim_end_matches(':'), &path[at + 1..]))
}

fn without_parameters(name: &str) -> &str {
    match name.find('<') {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::any::type_name_of_val;

    struct Headline;

    impl Headline {
        fn new(_: u8) -> Self {
            Headline
        }
    }

    fn generic<T>(_: T) {}

    #[test]
    fn a_function_goes_by_its_name() {
        for (name, shown) in [
            ("html_chain::add_bold", "add_bold"),
            ("program::Headline::new", "Headline::new"),
            ("program::Pair<u8, a::B<c::D>>::swap", "Pair::swap"),
            ("<u8 as program::Show>::show", "show"),
            ("core::option::Option<i32>::Some::{{constructor}}", "Option::Some"),
            ("fn(u8) -> a::B", "fn(u8) -> B"),
        ] {
            assert_eq!(function(name), shown);
        }
    }

    #[test]
    fn a_closure_goes_by_the_function_that_it_stands_in() {
        assert_eq!(function("say_it::listen::{{closure}}"), "a closure in listen");
        assert_eq!(function("a::b::{{closure}}::{{closure}}"), "a closure in b");
        let ours =
            concat!(env!("CARGO_CRATE_NAME"), "::deferred::Deferred<u8>::chain::{{closure}}");
        assert_eq!(function(ours), "chain");
    }

    #[test]
    fn the_compiler_still_names_functions_like_that() {
        let ends = |name: &str, end: &str| assert!(name.ends_with(end), "{name}");
        ends(type_name_of_val(&Headline::new), "::Headline::new");
        ends(type_name_of_val(&generic::<Vec<u8>>), "::generic<alloc::vec::Vec<u8>>");
        ends(type_name_of_val(&|()| ()), CLOSURE);
    }

    #[test]
    fn a_type_is_shown_without_its_modules() {
        for (name, shown) in [
            ("core::option::Option<alloc::string::String>", "Option<String>"),
            ("&str", "&str"),
            ("(u8, [a::B; 3])", "(u8, [B; 3])"),
            ("alloc::boxed::Box<dyn a::B<c::D>>", "Box<dyn B<D>>"),
        ] {
            assert_eq!(short_type(name), shown);
        }
    }
}
