//! A client for the chat, to play with: sends the lines you type, prints those
//! that come. The end of your input (Ctrl-D) leaves.
//!
//! ```sh
//! cargo run --example chat_server   # first, in another terminal
//! cargo run --example chat_client
//! ```
//!
//! Reading the keyboard blocks, so it happens in a thread of its own. The lines
//! come over in a channel, which a future in the reactor's loop reads.

use reactor::{
    Address, ClientFactory, Connector, Factory, Failure, LineReceiver, LineTransport, Lines,
    Reactor,
};
use std::rc::Rc;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

struct ChatClient {
    reactor: Reactor,
}

impl LineReceiver for ChatClient {
    fn connection_made(&mut self, lines: &LineTransport) {
        let (lines, typed) = (lines.clone(), typed_lines());
        self.reactor.spawn(pass_on(typed, lines));
    }

    fn line_received(&mut self, _lines: &LineTransport, line: &[u8]) {
        println!("{}", String::from_utf8_lossy(line));
    }
}

/// The lines of the keyboard, as they are typed.
fn typed_lines() -> UnboundedReceiver<String> {
    let (sender, typed) = unbounded_channel();
    std::thread::spawn(move || {
        let lines = std::io::stdin().lines().map_while(Result::ok);
        for line in lines {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    typed
}

async fn pass_on(mut typed: UnboundedReceiver<String>, lines: LineTransport) {
    while let Some(line) = typed.recv().await {
        lines.send_line(line);
    }
    lines.lose_connection();
}

struct ChatClientFactory {
    reactor: Reactor,
}

impl Factory for ChatClientFactory {
    type Protocol = Lines<ChatClient>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(ChatClient { reactor: self.reactor.clone() })
    }
}

impl ClientFactory for ChatClientFactory {
    fn client_connection_failed(&self, _connector: &Connector, reason: &Failure) {
        println!("{reason}");
        self.reactor.stop();
    }

    fn client_connection_lost(&self, _connector: &Connector, reason: &Failure) {
        println!("{reason}");
        self.reactor.stop();
    }
}

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    reactor.connect_tcp_to(&server, ChatClientFactory { reactor: reactor.clone() });
    reactor.run()
}
