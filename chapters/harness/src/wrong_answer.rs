//! The plausible wrong answers: how one is named, and what its head must say.
//!
//! They lie in `solutions/<chapter>/wrong`, as `<exercise>__<mistake>.rs`.

/// What a wrong answer's head says before the words that its check must find.
pub const MUST_SAY: &str = "//! The check says: ";

/// The exercise that the program of this name answers.
pub fn exercise(program: &str) -> Option<&str> {
    program.split_once("__").map(|(exercise, _)| exercise)
}

/// The words that the check must find, going by the answer's text.
pub fn must_say(source: &str) -> Option<&str> {
    let words = source.lines().find_map(|line| line.strip_prefix(MUST_SAY))?.trim();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_is_answered() {
        assert_eq!(exercise("say_it__in_quotes"), Some("say_it"));
        assert_eq!(exercise("say_it"), None);
    }

    #[test]
    fn the_head_says_what_the_check_must_say() {
        let source = "//! Too early.\n//!\n//! The check says: before anybody \n\nfn main() {}\n";
        assert_eq!(must_say(source), Some("before anybody"));
        assert_eq!(must_say("//! The check says: \n"), None);
        assert_eq!(must_say("fn main() {}"), None);
    }
}
