//! Chapter 2: the reactor, its transports and protocols.
//!
//! A program hands the [`Reactor`] its [factories](Factory) and runs it. For
//! each connection the factory makes a [`Protocol`], which is called when
//! something happens, and answers on a [`Transport`].
//!
//! ```no_run
//! use reactor::{Address, Failure, Protocol, Reactor, Transport};
//!
//! struct Echo;
//!
//! impl Protocol for Echo {
//!     fn data_received(&mut self, transport: &Transport, data: &[u8]) {
//!         transport.write(data);
//!     }
//! }
//!
//! fn main() -> Result<(), Failure> {
//!     let reactor = Reactor::new();
//!     reactor.listen_tcp(8001, |_: &Address| Echo)?;
//!     reactor.run()
//! }
//! ```
//!
//! # A map
//!
//! Read in this order: first the contracts, then who keeps them.
//!
//! | where | what |
//! |---|---|
//! | [`failure`], [`reasons`] | an error that travels, and why connections end |
//! | [`time`] | delayed calls, the contract [`Time`], and the [`Clock`] that tests turn |
//! | [`Protocol`] | what a program does with one connection |
//! | [`Factory`], [`ClientFactory`] | who makes the protocols, and keeps what they share |
//! | [`Transport`], [`Producer`] | the protocol's end of a connection, and back-pressure |
//! | [`Stream`], [`Address`] | what a transport stands on, and where its ends are |
//! | [`InMemory`] | a connection without a socket: start here to play |
//! | `connection` (private) | the driver: whose turn it is, and in which order things are done |
//! | `transport::outbox` (private) | who sends what was written when all have been heard |
//! | [`Reactor`], [`Port`], [`Connector`] | the loop, servers and clients |
//! | [`LineReceiver`], [`Lines`] | lines out of a stream |
//! | [`DatagramProtocol`], [`UdpTransport`] | UDP |
//! | [`trace`] | what a program's timers and Deferreds do, for `cargo xtask trace` |
//!
//! # Two rules that hold everything together
//!
//! **A driver owns its protocol.** Each connection is one task, and only that
//! task calls the protocol; so the methods have a plain `&mut self`. The methods
//! of a [`Transport`] leave notes and never call a protocol. So any callback may
//! write to any connection, close it, or send its protocol a message
//! ([`Transport::post`]), and nothing is ever borrowed twice.
//!
//! **The loop lives in [`Reactor::run`].** It is a tokio runtime for one thread
//! (a `LocalRuntime`), made there and gone afterwards. Nothing is global, nothing
//! needs `Send`, and errors in listening come out of `listen_tcp` itself.
//!
//! # From Twisted to here
//!
//! | Twisted | here | what differs, and why |
//! |---|---|---|
//! | `reactor` (global) | [`Reactor::new`], a handle | Several may run, each in its thread; tests do. |
//! | `reactor.run`, `stop` | [`Reactor::run`], [`stop`](Reactor::stop) | `stop` sends what was written, for a bounded time. Twisted drops it. Signals are not handled: Ctrl-C ends the process. |
//! | `callWhenRunning`, `addSystemEventTrigger` | [`call_when_running`](Reactor::call_when_running), [`before_shutdown`](Reactor::before_shutdown) | Only the phase that programs use. |
//! | `callFromThread`, `deferToThread` | a tokio channel and [`Reactor::spawn`] | See the example `chat_client`. |
//! | `callLater` | [`Time::call_later`] | A closure instead of a function with arguments. |
//! | `IDelayedCall` | [`DelayedCall`] | The errors are values. A negative `delay` is [`bring_forward`](DelayedCall::bring_forward). |
//! | `task.Clock` | [`Clock`] | It shares its queue with the reactor. |
//! | `listenTCP` | [`listen_tcp`](Reactor::listen_tcp), [`listen_tcp_on`](Reactor::listen_tcp_on) | Without an address only this computer is served. The backlog is 1024, not 50. |
//! | `listenUNIX`, `listenUDP` | [`listen_unix`](Reactor::listen_unix), [`listen_udp`](Reactor::listen_udp) | No lock file beside a Unix socket. |
//! | `connectTCP`, `connectUNIX` | [`connect_tcp`](Reactor::connect_tcp), [`connect_unix`](Reactor::connect_unix) | |
//! | `listenSSL` | [`listen_tcp_wrapped`](Reactor::listen_tcp_wrapped) | Any stream of bytes over TCP; chapter 4 has TLS. |
//! | `adoptStreamConnection` | [`attach`](Reactor::attach) | Any stream of bytes will do, TLS too. |
//! | `IListeningPort` | [`Port`] | [`limit_connections`](Port::limit_connections) makes clients wait; `LimitTotalConnectionsFactory` turns them away. |
//! | `IConnector` | [`Connector`] | `stopConnecting` is part of [`disconnect`](Connector::disconnect). |
//! | `Factory` | [`Factory`] | A closure is one, in place of `protocol = Echo`. No `startFactory`, no `stopFactory`: a constructor and `Drop`. |
//! | `buildProtocol` | [`build_protocol`](Factory::build_protocol) | It cannot return `None`; abort in `connection_made`. |
//! | `ClientFactory` | [`ClientFactory`] | Reconnecting is [`Connector::connect`]. |
//! | `Protocol` | [`Protocol`] | The transport is an argument and no attribute: there is none before the connection is made. |
//! | `IHalfCloseableProtocol` | [`read_connection_lost`](Protocol::read_connection_lost) | Part of every protocol. By default it closes *after* what was written is sent; Twisted loses an answer to data that came with the end. |
//! | `write`, `writeSequence` | [`write`](Transport::write), [`write_sequence`](Transport::write_sequence) | After `lose_connection` nothing more is taken. |
//! | `loseConnection` | [`lose_connection`](Transport::lose_connection) | Lingers for up to two seconds, so that a reset does not destroy what the peer has not read yet. |
//! | `loseWriteConnection`, `abortConnection` | the same names | |
//! | `getPeer`, `getHost` | the same names | [`Address`] prints as `host:port`. |
//! | `setTcpNoDelay`, `setTcpKeepAlive` | –, [`set_keep_alive`](Transport::set_keep_alive) | Nagle's algorithm is always off: the transport gathers small writes itself. |
//! | `registerProducer` | [`register_push_producer`](Transport::register_push_producer), [`register_pull_producer`](Transport::register_pull_producer) | Two names in place of a flag. |
//! | – | back-pressure by default | A peer that does not read is not read either, beyond 64 KiB. In Twisted an echo to it grows without bound. |
//! | – | [`set_write_limit`](Transport::set_write_limit), [`Transport::post`] | For broadcasts; and in place of `self` in a callback that comes later. |
//! | `LineReceiver` | [`LineReceiver`] in [`Lines`] | Where Python inherits, Rust wraps. `MAX_LENGTH` and `delimiter` are constants that can be changed at run time. |
//! | a value returned by `lineReceived` | [`LineTransport::hold`] | The rest waits for the next packet. |
//! | `LineOnlyReceiver` | [`LineOnly`] | |
//! | `StringTransport` | [`InMemory`] | Connection and protocol in one. |
//! | `failure.Failure` | [`Failure`] | It knows the line where it was made, but holds no frames. |
//! | `twisted.internet.error` | [`reasons`] | A refused connection is told from one that failed otherwise, as there. |
//! | an exception in a protocol | a panic | Ends that connection and is [reported](Reactor::set_error_reporter); the rest goes on, as there. |
//!
//! # What real programs do
//!
//! They write `async` functions on tokio; the examples whose names end in
//! `_tokio` show each program of this chapter that way. `cargo bench -p reactor`
//! measures what the callbacks cost beside that.

mod address;
mod connection;
mod factory;
pub mod failure;
mod lines;
mod memory;
mod protocol;
mod reactor;
pub mod reasons;
pub mod time;
pub mod trace;
mod transport;
mod udp;

pub use address::Address;
pub use factory::{ClientFactory, Factory};
pub use failure::Failure;
pub use lines::{LineOnly, LineReceiver, LineTransport, Lines};
pub use memory::InMemory;
pub use protocol::Protocol;
pub use reactor::{Connector, Port, Reactor, dial_tcp};
pub use reasons::{
    CannotListen, ConnectCancelled, ConnectFailed, ConnectionAborted, ConnectionDone,
    ConnectionLost, ConnectionRefused, DnsLookupFailed, NotRestartable, Panicked, TimedOut,
    WriteLimitExceeded,
};
pub use time::{Clock, DelayedCall, NotPending, Time, Timers};
pub use transport::{Producer, Stream, Transport};
pub use udp::{DatagramProtocol, UdpTransport};
