//! HTTPS: who a server is, and keys that nobody else knows.

use std::cell::OnceCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use reactor::Failure;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Host;

use crate::TlsFailed;

/// Whom an agent believes. The system's certificates are read when they are first
/// needed: there are more than a hundred.
#[derive(Clone)]
pub(super) struct Tls {
    roots: Option<Arc<RootCertStore>>,
    config: Rc<OnceCell<Arc<ClientConfig>>>,
}

impl Tls {
    pub(super) fn with_system_roots() -> Self {
        Self { roots: None, config: Rc::default() }
    }

    pub(super) fn with_roots(roots: RootCertStore) -> Self {
        Self { roots: Some(Arc::new(roots)), config: Rc::default() }
    }

    /// Agrees with the server on keys, once it has proved to be `host`.
    pub(super) async fn secure(
        &self,
        stream: TcpStream,
        host: &Host,
    ) -> Result<TlsStream<TcpStream>, Failure> {
        let failed = |source| TlsFailed { host: host.to_string(), source };
        let name = server_name(host).map_err(failed)?;
        let config = self.config().await.map_err(failed)?;
        Ok(TlsConnector::from(config).connect(name, stream).await.map_err(failed)?)
    }

    async fn config(&self) -> io::Result<Arc<ClientConfig>> {
        if let Some(config) = self.config.get() {
            return Ok(config.clone());
        }
        let roots = match &self.roots {
            Some(roots) => roots.clone(),
            None => Arc::new(tokio::task::spawn_blocking(system_roots).await?),
        };
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(self.config.get_or_init(|| Arc::new(config)).clone())
    }
}

/// A certificate that cannot be read is left out; without any, no server is believed.
fn system_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

fn server_name(host: &Host) -> io::Result<ServerName<'static>> {
    match host {
        Host::Domain(name) => ServerName::try_from(name.clone()).map_err(io::Error::other),
        Host::Ipv4(address) => Ok(ServerName::from(std::net::IpAddr::V4(*address))),
        Host::Ipv6(address) => Ok(ServerName::from(std::net::IpAddr::V6(*address))),
    }
}
