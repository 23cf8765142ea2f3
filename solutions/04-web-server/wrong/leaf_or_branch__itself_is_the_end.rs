//! Believes that who returns itself answers at once.
//!
//! The check says: there is a name left

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: farm "", 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", orchard "", 404
/barn/left/7: farm "barn", 200 the barn, and then ["left", "7"]
/cellar/barn: farm "cellar", 404
//barn: farm "", 200 the farm
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
