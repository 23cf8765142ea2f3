//! Believes that both have come before anybody is heard.
//!
//! The check says: before anybody else comes

/// What `two_clients` prints.
const PREDICTION: &str = "
build_protocol for client 1
1: connection_made
build_protocol for client 2
2: connection_made
1: data_received 'good day'
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
