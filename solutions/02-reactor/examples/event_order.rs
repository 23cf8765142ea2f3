//! A piece is one call of `data_received`, whatever was meant by it. And
//! `lose_connection` only asks: `connection_lost` comes in a turn of its own.

/// What `two_clients` prints.
const PREDICTION: &str = "
build_protocol for client 1
1: connection_made
1: data_received 'good day'
build_protocol for client 2
2: connection_made
2: data_received 'hello'
1: data_received 'by'
2: data_received 'bye'
2: closing
1: data_received 'e'
2: connection_lost after 2 pieces
1: connection_lost after 3 pieces
";

fn main() {
    println!("{}", PREDICTION.trim());
}
