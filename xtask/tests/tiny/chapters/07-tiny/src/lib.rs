//! The smallest of chapters.

/// A greeting.
pub fn greeting(name: &str) -> String {
    format!("hello, {name}")
}
