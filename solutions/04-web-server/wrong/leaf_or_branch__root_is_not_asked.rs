//! Believes that `/` has no name in it, and that the root answers at once.
//!
//! The check says: an empty one is a name, too

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", orchard "", 404
/barn/left/7: farm "barn", 200 the barn, and then ["left", "7"]
/cellar/barn: farm "cellar", 404
//barn: farm "", farm "barn", 200 the barn, and then []
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
