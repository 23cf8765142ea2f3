//! Believes that a leaf is asked for its children.
//!
//! The check says: says what it is by `is_leaf`

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: farm "", 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", orchard "", 404
/barn/left/7: farm "barn", barn "left", 404
/cellar/barn: farm "cellar", 404
//barn: farm "", farm "barn", 200 the barn, and then []
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
