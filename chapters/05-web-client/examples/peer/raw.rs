//! A server that says two things, word for word, with a pause between them, and then
//! closes: for answers that no decent server gives.

use reactor::{Address, Failure, Protocol, Reactor, Time, Transport};
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(20);

/// Listens on a free port of this computer, and returns the address of its only page.
pub fn serve(reactor: &Reactor, answer: [&'static str; 2]) -> Result<String, Failure> {
    let reactor_of_peers = reactor.clone();
    let factory = move |_: &Address| Raw { reactor: reactor_of_peers.clone(), answer };
    let port = reactor.listen_tcp_on("127.0.0.1:0", factory)?;
    Ok(format!("http://{}/", port.get_host()))
}

struct Raw {
    reactor: Reactor,
    answer: [&'static str; 2],
}

impl Protocol for Raw {
    /// The request, which comes in one piece.
    fn data_received(&mut self, transport: &Transport, _request: &[u8]) {
        let [now, later] = self.answer;
        transport.write(now);
        let transport = transport.clone();
        self.reactor.call_later(PAUSE, move || {
            transport.write(later);
            transport.lose_connection();
        });
    }
}
