//! Believes that a level which is added to a fired chain always runs at once.
//!
//! The check says: it stands behind those that wait

/// What `who_waits` prints.
const PREDICTION: &str = "
middle 1: 20
middle is fired
outer 1: 30
outer is fired
outer 3: 62
outer is longer
inner 1: 10
middle 2: 11
outer 2: 12
inner is fired
";

fn main() {
    println!("{}", PREDICTION.trim());
}
