//! What differs from run to run is replaced, by named rules.

use std::sync::LazyLock;

use regex_lite::Regex;

/// A rule: what it looks for, and the word that takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redaction {
    /// The port behind a loopback address, by `<PORT>`.
    Ports,
    /// A date as HTTP writes it (RFC 9110, section 5.6.7), by `<DATE>`.
    Dates,
    /// An address in memory, by `<ADDR>`.
    Addresses,
    /// The number that the system has for an error: another one on each. By `<N>`.
    OsErrors,
    /// The thread's number in a panic's message, by nothing.
    ThreadIds,
}

impl Redaction {
    /// The rules for every transcript.
    pub const ALWAYS: [Redaction; 3] =
        [Redaction::Ports, Redaction::OsErrors, Redaction::ThreadIds];

    /// Applies the rule to a text.
    pub fn apply(self, text: &str) -> String {
        static PORTS: LazyLock<Regex> = rule!(r"(127\.0\.0\.1|localhost|\[::1\]):\d+");
        static DATES: LazyLock<Regex> =
            rule!(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT");
        static ADDRESSES: LazyLock<Regex> = rule!(r"0x[0-9a-f]{6,}");
        static OS_ERRORS: LazyLock<Regex> = rule!(r"\(os error \d+\)");
        static THREAD_IDS: LazyLock<Regex> = rule!(r"(thread '[^']*') \(\d+\)( panicked)");
        let (rule, by) = match self {
            Redaction::Ports => (&PORTS, "$1:<PORT>"),
            Redaction::Dates => (&DATES, "<DATE>"),
            Redaction::Addresses => (&ADDRESSES, "<ADDR>"),
            Redaction::OsErrors => (&OS_ERRORS, "(os error <N>)"),
            Redaction::ThreadIds => (&THREAD_IDS, "$1$2"),
        };
        rule.replace_all(text, by).into_owned()
    }

    /// Applies several rules, one after another.
    pub fn apply_all(rules: &[Redaction], text: &str) -> String {
        rules.iter().fold(text.to_owned(), |text, rule| rule.apply(&text))
    }
}

/// A pattern that is compiled when it is first needed.
macro_rules! rule {
    ($pattern:literal) => {
        LazyLock::new(|| Regex::new($pattern).expect("the pattern is a constant, and tested"))
    };
}
use rule;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_of_loopback_addresses_are_replaced() {
        let text = "listening on 127.0.0.1:43121, [::1]:80; at 12:30";
        let expected = "listening on 127.0.0.1:<PORT>, [::1]:<PORT>; at 12:30";
        assert_eq!(Redaction::Ports.apply(text), expected);
    }

    #[test]
    fn dates_of_http_are_replaced() {
        let text = "Date: Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(Redaction::Dates.apply(text), "Date: <DATE>");
    }

    #[test]
    fn addresses_in_memory_are_replaced() {
        assert_eq!(Redaction::Addresses.apply("at 0x7ffdeadbeef0"), "at <ADDR>");
    }

    #[test]
    fn numbers_of_errors_are_replaced() {
        let text = "Connection refused (os error 111).";
        assert_eq!(Redaction::OsErrors.apply(text), "Connection refused (os error <N>).");
    }

    #[test]
    fn thread_numbers_are_left_out_of_a_panic() {
        let text = "thread 'main' (4711) panicked at a.rs:1:2:";
        assert_eq!(Redaction::ThreadIds.apply(text), "thread 'main' panicked at a.rs:1:2:");
    }
}
