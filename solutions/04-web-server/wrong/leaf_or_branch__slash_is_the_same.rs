//! Believes that a slash at the end changes nothing.
//!
//! The check says: makes one more name

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: farm "", 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", 200 the orchard
/barn/left/7: farm "barn", 200 the barn, and then ["left", "7"]
/cellar/barn: farm "cellar", 404
//barn: farm "", farm "barn", 200 the barn, and then []
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
