//! HTTPS: a site over TLS.

use crate::Site;
use reactor::reasons::CannotListen;
use reactor::{Port, Reactor, Stream};
use std::future::Future;
use std::io;
use std::net::ToSocketAddrs;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::{Accept, TlsAcceptor, server};

/// Serves a site over TLS. The configuration holds the certificate and its key.
/// Sessions' cookies are then sent over TLS only.
///
/// # Errors
///
/// At once, when the address cannot be listened on.
///
/// # Panics
///
/// The site serves already.
///
/// Twisted: `listenSSL(port, site, contextFactory)`.
pub fn listen_tls(
    reactor: &Reactor,
    address: impl ToSocketAddrs,
    config: Arc<ServerConfig>,
    site: Site,
) -> Result<Port, CannotListen> {
    let acceptor = TlsAcceptor::from(config);
    let wrap = move |socket| Encrypted::Agreeing(acceptor.accept(socket));
    reactor.listen_tcp_wrapped(address, wrap, site.secure())
}

/// A stream that agrees with its peer on keys when it is first used. A peer that
/// takes for ever is cut off by the same limit as one that sends no headers.
enum Encrypted {
    Agreeing(Accept<TcpStream>),
    Agreed(server::TlsStream<TcpStream>),
}

impl Encrypted {
    fn agreed(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<Pin<&mut server::TlsStream<TcpStream>>>> {
        let this = self.get_mut();
        if let Encrypted::Agreeing(agreement) = this {
            let stream = ready!(Pin::new(agreement).poll(context))?;
            *this = Encrypted::Agreed(stream);
        }
        match this {
            Encrypted::Agreed(stream) => Poll::Ready(Ok(Pin::new(stream))),
            Encrypted::Agreeing(_) => Poll::Pending,
        }
    }

    fn socket(&self) -> Option<&TcpStream> {
        match self {
            Encrypted::Agreeing(agreement) => agreement.get_ref(),
            Encrypted::Agreed(stream) => Some(stream.get_ref().0),
        }
    }
}

impl Stream for Encrypted {
    fn break_on_drop(&self) {
        if let Some(socket) = self.socket() {
            socket.break_on_drop();
        }
    }

    fn set_keep_alive(&self, on: bool) -> io::Result<()> {
        self.socket().map_or(Ok(()), |socket| socket.set_keep_alive(on))
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.agreed(context))?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.agreed(context))?.poll_write(context, data)
    }

    /// Before there are keys, nothing was written, and nothing has to be sent.
    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Encrypted::Agreeing(_) => Poll::Ready(Ok(())),
            Encrypted::Agreed(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Encrypted::Agreeing(_) => Poll::Ready(Ok(())),
            Encrypted::Agreed(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
