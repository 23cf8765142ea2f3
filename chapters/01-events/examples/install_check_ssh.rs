//! Is SSH there? The second half of `install_check`.
//!
//! It makes a host key, connects to itself over loopback, and shakes hands in
//! SSH; the client accepts that one host key and no other.
//!
//! ```text
//! cargo run -p events --features ssh --example install_check_ssh
//! ```
//!
//! Nothing has to run beside it. It prints what the two ends agreed on, and exits
//! with 0. If a part does not work, it says on stderr which one and what to do
//! next, and exits with 1.
//!
//! It is a program of its own, behind the feature `ssh`, because russh brings
//! more crates along than the rest of the workbook, and nothing else needs them.
//! Without the feature none of them is compiled.

mod parts;

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use parts::{LOOPBACK, Part};
use russh::keys::{Algorithm, PrivateKey, PublicKey, PublicKeyOrCertificate};
use russh::{Names, client, server};
use tokio::net::{TcpListener, TcpStream};

const SETUP: Part =
    Part { name: "making a host key", next_step: "build russh again: `cargo clean -p russh`" };
const HANDSHAKE: Part = Part {
    name: "the SSH handshake",
    next_step: "look for a proxy or a virus scanner that breaks into SSH connections",
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    println!("untwisted {}", env!("CARGO_PKG_VERSION"));
    match check_ssh().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

// ANCHOR: check
async fn check_ssh() -> Result<(), String> {
    let host_key = SETUP.holds(PrivateKey::random(&mut rand::rng(), Algorithm::Ed25519))?;
    let known = KnownHost(host_key.public_key().clone());
    let listener = LOOPBACK.attempt(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).await?;
    let address = LOOPBACK.holds(listener.local_addr())?;
    tokio::try_join!(serve(listener, host_key), shake_hands(address, known))?;
    Ok(())
}

async fn serve(listener: TcpListener, host_key: PrivateKey) -> Result<(), String> {
    let (stream, _) = LOOPBACK.attempt(listener.accept()).await?;
    let config = server::Config { keys: vec![host_key], ..Default::default() };
    let session = server::run_stream(Arc::new(config), stream, Host);
    HANDSHAKE.attempt(async { session.await?.await }).await
}

async fn shake_hands(address: SocketAddr, known: KnownHost) -> Result<(), String> {
    let stream = LOOPBACK.attempt(TcpStream::connect(address)).await?;
    let config = Arc::new(client::Config::default());
    let session = HANDSHAKE.attempt(client::connect_stream(config, stream, known)).await?;
    let goodbye = session.disconnect(russh::Disconnect::ByApplication, "", "");
    HANDSHAKE.attempt(goodbye).await
}
// ANCHOR_END: check

/// The server. It lets nobody in, but shaking hands comes before that.
struct Host;

impl server::Handler for Host {
    type Error = russh::Error;
}

/// The client, who knows what the server's key must be.
struct KnownHost(PublicKey);

impl client::Handler for KnownHost {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        shown: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        Ok(matches!(shown, PublicKeyOrCertificate::PublicKey { key, .. } if *key == self.0))
    }

    async fn kex_done(
        &mut self,
        _shared_secret: Option<&[u8]>,
        names: &Names,
        _session: &mut client::Session,
    ) -> Result<(), Self::Error> {
        println!("host key: {}", names.key);
        println!("key exchange: {}", names.kex.as_ref());
        println!("cipher: {}", names.cipher.as_ref());
        Ok(())
    }
}
