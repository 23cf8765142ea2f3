//! A server that does not read until somebody is made to wait, and has seen enough at
//! some time.

use reactor::{Address, Failure, Protocol, Reactor, Transport};
use std::cell::RefCell;
use std::rc::Rc;

/// More than the sockets of both ends hold.
const ENOUGH: usize = 16 * 1024 * 1024;

const THANKS: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[derive(Clone, Default)]
pub struct Observatory {
    /// The connection that is not read.
    asleep: Rc<RefCell<Option<Transport>>>,
}

impl Observatory {
    /// Listens on a free port of this computer, and returns its address.
    pub fn open(&self, reactor: &Reactor) -> Result<String, Failure> {
        let this = self.clone();
        let factory = move |_: &Address| Night { observatory: this.clone(), seen: 0 };
        Ok(format!("http://{}/sky", reactor.listen_tcp_on("127.0.0.1:0", factory)?.get_host()))
    }

    /// Begins to read, if it does not yet.
    pub fn wake(&self) {
        if let Some(transport) = self.asleep.take() {
            println!("the server begins to read");
            transport.resume_producing();
        }
    }
}

struct Night {
    observatory: Observatory,
    seen: usize,
}

impl Protocol for Night {
    fn connection_made(&mut self, transport: &Transport) {
        transport.pause_producing();
        self.observatory.asleep.replace(Some(transport.clone()));
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let before = self.seen;
        self.seen += data.len();
        if before < ENOUGH && self.seen >= ENOUGH {
            println!("the server has seen enough");
            transport.write(THANKS);
        }
    }
}
