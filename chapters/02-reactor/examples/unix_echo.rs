//! The echo over a Unix socket: the protocol is the same, only the transport is
//! another. (On Windows there is nothing to run.)
//!
//! ```sh
//! cargo run --example unix_echo                    # a file in the folder for temporary ones
//! cargo run --example unix_echo -- /tmp/echo.sock  # or where you like
//! nc -U /tmp/echo.sock                             # beside it
//! ```
//!
//! It prints `listening on /tmp/echo.sock`, and then what clients send.

#[cfg(unix)]
fn main() -> Result<(), reactor::Failure> {
    unix::main()
}

#[cfg(not(unix))]
fn main() {
    println!("There are no Unix sockets here.");
}

#[cfg(unix)]
mod unix {
    use reactor::{Address, Failure, Protocol, Reactor, Transport};
    use std::path::PathBuf;

    struct Echo;

    impl Protocol for Echo {
        fn data_received(&mut self, transport: &Transport, data: &[u8]) {
            println!("receive:  b'{}'", data.escape_ascii());
            transport.write(data);
        }
    }

    // ANCHOR: main
    pub fn main() -> Result<(), Failure> {
        let path = std::env::args_os().nth(1).map_or_else(default_path, PathBuf::from);
        let reactor = Reactor::new();
        let port = reactor.listen_unix(path, |_peer: &Address| Echo)?;
        println!("listening on {}", port.get_host());
        reactor.run()
    }
    // ANCHOR_END: main

    fn default_path() -> PathBuf {
        std::env::temp_dir().join("untwisted-echo.sock")
    }
}
