//! Does everything work here? Run this first.
//!
//! It prints the version of the workbook and answers "is SSL there?" by doing it:
//! it makes a certificate, connects to itself over loopback, shakes hands in TLS
//! 1.3, and sends a question through the tunnel to be echoed.
//!
//! ```text
//! cargo run -p events --example install_check
//! ```
//!
//! Nothing has to run beside it. It prints what the two ends agreed on, and exits
//! with 0. If a part does not work, it says on stderr which one and what to do
//! next, and exits with 1. For SSH, see `install_check_ssh.rs`.

mod parts;

use std::error::Error;
use std::fmt::Debug;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use parts::{LOOPBACK, Part};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::{PrivatePkcs8KeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig, version};
use tokio_rustls::{TlsAcceptor, TlsConnector};

const QUESTION: &str = "is SSL there?";

/// The name which the certificate is for, and which the client insists on.
const HOST: &str = "localhost";

const SETUP: Part = Part {
    name: "making a certificate",
    next_step: "build the crate `ring` again (it needs a C compiler): `cargo clean -p ring`",
};
const HANDSHAKE: Part = Part {
    name: "the TLS handshake",
    next_step: "look at this machine's clock: a certificate is valid only between its dates",
};
const ECHO: Part = Part {
    name: "the echo through TLS",
    next_step: "look for a proxy or a virus scanner that breaks into TLS connections",
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    println!("untwisted {}", env!("CARGO_PKG_VERSION"));
    match check_tls().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

// ANCHOR: check
async fn check_tls() -> Result<(), String> {
    let (acceptor, connector) = SETUP.holds(both_ends())?;
    let listener = LOOPBACK.attempt(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).await?;
    let address = LOOPBACK.holds(listener.local_addr())?;
    tokio::try_join!(serve(listener, acceptor), ask(address, connector))?;
    Ok(())
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor) -> Result<(), String> {
    let (stream, _) = LOOPBACK.attempt(listener.accept()).await?;
    let mut tls = HANDSHAKE.attempt(acceptor.accept(stream)).await?;
    let mut question = [0; QUESTION.len()];
    ECHO.attempt(tls.read_exact(&mut question)).await?;
    ECHO.attempt(tls.write_all(&question)).await?;
    ECHO.attempt(tls.shutdown()).await
}

async fn ask(address: SocketAddr, connector: TlsConnector) -> Result<(), String> {
    let stream = LOOPBACK.attempt(TcpStream::connect(address)).await?;
    let name = SETUP.holds(ServerName::try_from(HOST))?;
    let mut tls = HANDSHAKE.attempt(connector.connect(name, stream)).await?;

    let (_, session) = tls.get_ref();
    println!("protocol version: {}", shown(session.protocol_version()));
    let suite = session.negotiated_cipher_suite().map(|suite| suite.suite());
    println!("cipher suite: {}", shown(suite));

    ECHO.attempt(tls.write_all(QUESTION.as_bytes())).await?;
    let mut answer = String::new();
    ECHO.attempt(tls.read_to_string(&mut answer)).await?;
    ECHO.holds(if answer == QUESTION { Ok(()) } else { Err(format!("{answer:?} came back")) })?;
    println!("echoed through TLS: {answer}");
    Ok(())
}
// ANCHOR_END: check

// ANCHOR: both_ends
/// A server's end with a certificate made on the spot, and a client's end that
/// trusts this one certificate and no other.
fn both_ends() -> Result<(TlsAcceptor, TlsConnector), Box<dyn Error>> {
    let made = rcgen::generate_simple_self_signed([HOST.to_string()])?;
    let certificate = made.cert.der();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider: Arc<CryptoProvider> = ring::default_provider().into();

    let server = ServerConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&[&version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key.into())?;

    let mut trusted = RootCertStore::empty();
    trusted.add(certificate.clone())?;
    let client = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&version::TLS13])?
        .with_root_certificates(trusted)
        .with_no_client_auth();

    Ok((Arc::new(server).into(), Arc::new(client).into()))
}
// ANCHOR_END: both_ends

/// What the two ends agreed on, by the name that its standard gives it.
fn shown<T: Debug>(agreed: Option<T>) -> String {
    agreed.map_or_else(|| "none".to_string(), |agreed| format!("{agreed:?}"))
}
