//! A folder of files, and two of its folders once more at names of their own.
//!
//! ```sh
//! cargo run --example static_putchild                          # 127.0.0.1:8004, folder ..
//! cargo run --example static_putchild 127.0.0.1:8004 /var/www  # another one
//! curl -i 127.0.0.1:8004/TCP/                                  # in a second terminal
//! curl -i 127.0.0.1:8004/%E5%AD%A6%E4%B9%A0/test.html          # 学习, as it is sent
//! ```
//!
//! The folder may hold the folders `tcp` and `study`; without them, the two names
//! are missing. The server prints nothing but where it listens.

use reactor::{Failure, Reactor};
use std::path::PathBuf;
use web_server::{File, Site};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8004".into());
    let path = PathBuf::from(std::env::args().nth(2).unwrap_or_else(|| "..".into()));
    // ANCHOR: children
    let root = File::new(&path);
    // A name is one segment of a path: one with a slash in it is never asked for.
    root.put_child("学习", File::new(path.join("study")));
    root.put_child("TCP", File::new(path.join("tcp")));
    // ANCHOR_END: children
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, root))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
