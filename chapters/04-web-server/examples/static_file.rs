//! A folder of files on the web: whole files and parts of them, nothing that the
//! browser has already, lists of what is in a folder.
//!
//! ```sh
//! cargo run --example static_file                          # 127.0.0.1:8005, this folder
//! cargo run --example static_file 127.0.0.1:8005 /var/www  # another one
//! curl -i 127.0.0.1:8005/                                  # in a second terminal
//! ```
//!
//! The server prints nothing but where it listens.

use reactor::{Failure, Reactor};
use web_server::{File, Site};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8005".into());
    let root = std::env::args().nth(2).unwrap_or_else(|| ".".into());
    // ANCHOR: site
    let reactor = Reactor::new();
    let site = Site::new(&reactor, File::new(root));
    let port = reactor.listen_tcp_on(address, site)?;
    println!("listening on {}", port.get_host());
    reactor.run()
    // ANCHOR_END: site
}
