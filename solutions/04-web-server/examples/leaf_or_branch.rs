//! A path is walked name by name, and an empty name is a name, too. A leaf is asked for
//! no child: neither the barn is, nor the page of "not found".

/// What `who_answers` prints.
const PREDICTION: &str = r#"
/: farm "", 200 the farm
/orchard: farm "orchard", 200 the orchard
/orchard/: farm "orchard", orchard "", 404
/barn/left/7: farm "barn", 200 the barn, and then ["left", "7"]
/cellar/barn: farm "cellar", 404
//barn: farm "", farm "barn", 200 the barn, and then []
"#;

fn main() {
    println!("{}", PREDICTION.trim());
}
