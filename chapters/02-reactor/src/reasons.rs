//! The reasons why a connection ended, or never came about.
//!
//! They travel inside a [`Failure`](crate::Failure):
//! `reason.check::<ConnectionDone>()` asks for one of them.
//!
//! Twisted: `twisted.internet.error`.

use crate::Failure;
use std::any::Any;
use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

/// Gives an error type its message, and its source where it has one.
macro_rules! reason {
    ($name:ident, |$this:ident, $f:ident| $message:expr $(, source: $source:expr)?) => {
        impl fmt::Display for $name {
            fn fmt(&self, $f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $this = self;
                $message
            }
        }

        impl Error for $name {
            $(fn source(&self) -> Option<&(dyn Error + 'static)> {
                let $this = self;
                Some($source)
            })?
        }
    };
}

/// Either side closed the connection in order.
///
/// Twisted: `ConnectionDone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionDone;
reason!(ConnectionDone, |_this, f| f.write_str("Connection was closed cleanly."));

/// The connection broke: the peer reset it, or the network gave up.
///
/// The error inside tells which; [`was_reset`](Self::was_reset) asks for the
/// usual one.
///
/// Twisted: `ConnectionLost`.
#[derive(Debug)]
pub struct ConnectionLost(pub io::Error);
reason!(
    ConnectionLost,
    |this, f| write!(f, "Connection to the other side was lost in a non-clean fashion: {}.", this.0),
    source: &this.0
);

impl ConnectionLost {
    /// Whether the peer reset the connection (RST), which is also what one
    /// meets who writes to a peer that has gone.
    pub fn was_reset(&self) -> bool {
        matches!(self.0.kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe)
    }
}

/// This side gave the connection up with
/// [`abort_connection`](crate::Transport::abort_connection), or the reactor did
/// because the peer took too long when it stopped.
///
/// Twisted: `ConnectionAborted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionAborted;
reason!(ConnectionAborted, |_this, f| f.write_str("Connection was aborted locally."));

/// More was waiting to be written than
/// [`set_write_limit`](crate::Transport::set_write_limit) allows, because the
/// peer does not read.
///
/// Twisted has no such limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteLimitExceeded {
    /// The limit, in bytes.
    pub limit: usize,
}
reason!(WriteLimitExceeded, |this, f| write!(
    f,
    "The peer does not read: more than {} bytes were waiting to be written.",
    this.limit
));

/// Nobody listens at the address.
///
/// Twisted: `ConnectionRefusedError`.
#[derive(Debug)]
pub struct ConnectionRefused(pub io::Error);
reason!(
    ConnectionRefused,
    |this, f| write!(f, "Connection was refused by other side: {}.", this.0),
    source: &this.0
);

/// There was no answer in time.
///
/// Twisted: `TimeoutError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut {
    /// How long was waited; `None` when the operating system gave up first.
    pub after: Option<Duration>,
}
reason!(TimedOut, |this, f| match this.after {
    Some(after) => write!(f, "Timed out after {after:?}."),
    None => f.write_str("Timed out."),
});

/// The host name could not be turned into an address.
///
/// Twisted: `DNSLookupError`.
#[derive(Debug)]
pub struct DnsLookupFailed {
    /// The name that was looked up, with the port.
    pub address: String,
    /// What the lookup said.
    pub source: io::Error,
}
reason!(
    DnsLookupFailed,
    |this, f| write!(f, "DNS lookup of {:?} failed: {}.", this.address, this.source),
    source: &this.source
);

/// Connecting failed for another reason: no route, no permission, no socket
/// file of that name…
///
/// Twisted: `ConnectError`.
#[derive(Debug)]
pub struct ConnectFailed(pub io::Error);
reason!(
    ConnectFailed,
    |this, f| write!(f, "An error occurred while connecting: {}.", this.0),
    source: &this.0
);

/// Names what the operating system said when it could not connect:
/// [`ConnectionRefused`], [`TimedOut`] or [`ConnectFailed`].
pub(crate) fn connect_failure(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => ConnectionRefused(error).into(),
        io::ErrorKind::TimedOut => TimedOut { after: None }.into(),
        _ => ConnectFailed(error).into(),
    }
}

/// [`Connector::disconnect`](crate::Connector::disconnect) or the end of the
/// reactor came before the connection did.
///
/// Twisted: `UserError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectCancelled;
reason!(ConnectCancelled, |_this, f| f.write_str("Connecting was given up locally."));

/// A port or a socket file could not be listened on.
///
/// Twisted: `CannotListenError`.
#[derive(Debug)]
pub struct CannotListen {
    /// Where the server was to listen.
    pub address: String,
    /// What the operating system said.
    pub source: io::Error,
}
reason!(
    CannotListen,
    |this, f| write!(f, "Couldn't listen on {}: {}.", this.address, this.source),
    source: &this.source
);

/// [`Reactor::run`](crate::Reactor::run) was called a second time.
///
/// Twisted: `ReactorNotRestartable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRestartable;
reason!(NotRestartable, |_this, f| f.write_str("A reactor runs only once."));

/// A function of the program panicked while the reactor was calling it.
///
/// Where a protocol panics, its connection ends with this reason; everything
/// else goes on. In Twisted an exception does the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked {
    /// What was being called, such as `data_received of Echo`.
    pub place: String,
    /// What the panic said.
    pub message: String,
}
reason!(Panicked, |this, f| write!(f, "{} panicked: {}", this.place, this.message));

impl Panicked {
    /// What `catch_unwind` caught in `place`, for those who call code of others as
    /// the reactor does.
    pub fn new(place: impl Into<String>, payload: &(dyn Any + Send)) -> Self {
        let message = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("(no message)");
        Self { place: place.into(), message: message.to_owned() }
    }
}
