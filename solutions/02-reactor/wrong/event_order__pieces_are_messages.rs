//! Believes that the second piece completes a message.
//!
//! The check says: in two pieces

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
1: closing
2: connection_lost after 2 pieces
1: connection_lost after 3 pieces
";

fn main() {
    println!("{}", PREDICTION.trim());
}
