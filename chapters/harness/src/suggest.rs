//! "Did you mean": the nearest of the names that exist.

use strsim::osa_distance;

/// How many slips of the finger still count as the same word.
const SLIPS: usize = 2;

/// The candidate that `word` is most likely meant to be, if one is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (osa_distance(word, candidate), candidate))
        .filter(|(slips, _)| *slips <= SLIPS)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The end of a message about an unknown `word`: the nearest name, or `else_do`.
pub fn next_step<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    else_do: &str,
) -> String {
    match nearest(word, candidates) {
        Some(name) => format!("did you mean `{name}`?"),
        None => else_do.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["listing", "output"];

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("lising", NAMES), Some("listing"));
        assert_eq!(nearest("ouptut", NAMES), Some("output"));
    }

    #[test]
    fn two_slips_are_forgiven_and_no_third() {
        assert_eq!(nearest("isting_", NAMES), Some("listing"));
        assert_eq!(nearest("sting_", NAMES), None);
    }

    #[test]
    fn of_two_near_names_the_nearer_one_is_meant() {
        assert_eq!(nearest("chain_2", ["chain_12", "chain_2x1", "chain_34"]), Some("chain_12"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("rust", NAMES), None);
    }
}
