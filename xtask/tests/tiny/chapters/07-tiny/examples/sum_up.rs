//! Prints two sums, and ends as its argument says.

fn main() {
    println!("{}", 1 + 2);
    println!("{}", 3 + 4);
    let code = std::env::args().nth(1).map_or(0, |arg| arg.parse().unwrap());
    std::process::exit(code);
}
