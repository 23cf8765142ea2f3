//! # leaf_or_branch
//!
//! A farm with an orchard and a barn, and six paths that somebody asks for.
//!
//! Write down what the program `who_answers` prints, line by line, before you run it.
//! The page shows it; it is the file
//! chapters/04-web-server/examples/who_answers.rs.
//!
//! Read:  book/src/04-web-server/tree.md
//! Check: cargo xtask check leaf_or_branch

/// What `who_answers` prints. Blank lines do not count.
// TODO: the lines, one below the other.
const PREDICTION: &str = r#"

"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
