//! Believes that what is at the end of a path is found, whatever stands before it.
//!
//! The check says: Whom does the farm return

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: farm "", 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", orchard "", 404
/barn/left/7: farm "barn", 200 the barn, and then ["left", "7"]
/cellar/barn: farm "cellar", farm "barn", 200 the barn, and then []
//barn: farm "", farm "barn", 200 the barn, and then []
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
