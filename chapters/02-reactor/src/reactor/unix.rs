//! Unix sockets: connections between programs of one computer, through a file.

use super::connector::{Connector, Dial};
use super::port::{Listener, Port, open_port};
use super::{CONNECT_TIMEOUT, Reactor};
use crate::reasons::{CannotListen, connect_failure};
use crate::{Address, ClientFactory, Factory, Failure};
use std::io;
use std::os::unix::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::{UnixListener, UnixStream};

impl Reactor {
    /// Serves on a Unix socket: makes the file `path`, and removes it when the
    /// port stops listening.
    ///
    /// A file that an earlier run left behind is not removed: another server
    /// may be alive behind it. Twisted keeps a lock file to tell the two apart
    /// (`wantPID`).
    ///
    /// # Errors
    ///
    /// At once, when the file is there already or cannot be made.
    ///
    /// Twisted: `listenUNIX`.
    pub fn listen_unix(
        &self,
        path: impl AsRef<Path>,
        factory: impl Factory,
    ) -> Result<Port, CannotListen> {
        let path = path.as_ref();
        let cannot = |source| CannotListen { address: path.display().to_string(), source };
        let listener = std::os::unix::net::UnixListener::bind(path).map_err(cannot)?;
        let file = SocketFile(path.to_owned());
        listener.set_nonblocking(true).map_err(cannot)?;
        let host = Address::Unix(Some(path.to_owned()));
        let open = move || {
            let listener = UnixListener::from_std(listener)?;
            Ok(UnixPort { listener, _file: file })
        };
        Ok(open_port(self, host, open, factory))
    }

    /// Connects to a Unix socket.
    ///
    /// Twisted: `connectUNIX`.
    pub fn connect_unix(&self, path: impl AsRef<Path>, factory: impl ClientFactory) -> Connector {
        let dial = DialUnix(path.as_ref().to_owned());
        let destination = dial.0.display().to_string();
        Connector::start(self, destination, dial, CONNECT_TIMEOUT, factory)
    }
}

/// The file of a socket that is listened on, removed on drop.
struct SocketFile(PathBuf);

impl Drop for SocketFile {
    fn drop(&mut self) {
        // Somebody else may have removed it: then there is nothing left to do.
        let _ = std::fs::remove_file(&self.0);
    }
}

struct UnixPort {
    listener: UnixListener,
    _file: SocketFile,
}

impl Listener for UnixPort {
    type Stream = UnixStream;

    async fn accept(&self) -> io::Result<(UnixStream, Address, Address)> {
        let (stream, _) = self.listener.accept().await?;
        with_addresses(stream)
    }
}

#[derive(Clone)]
struct DialUnix(PathBuf);

impl Dial for DialUnix {
    type Stream = UnixStream;

    async fn dial(&self) -> Result<(UnixStream, Address, Address), Failure> {
        let stream = UnixStream::connect(&self.0).await.map_err(connect_failure)?;
        with_addresses(stream).map_err(connect_failure)
    }
}

fn with_addresses(stream: UnixStream) -> io::Result<(UnixStream, Address, Address)> {
    let address = |end: SocketAddr| Address::Unix(end.as_pathname().map(Path::to_owned));
    let (host, peer) = (stream.local_addr()?, stream.peer_addr()?);
    Ok((stream, address(host.into()), address(peer.into())))
}
