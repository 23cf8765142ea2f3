//! Certificates that are made for a test, and who believes them.

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use std::sync::Arc;
use web_client::rustls::crypto::ring::default_provider;
use web_client::rustls::pki_types::PrivateKeyDer;
use web_client::rustls::version::TLS12;
use web_client::rustls::{ALL_VERSIONS, RootCertStore, ServerConfig, SupportedProtocolVersion};

/// A certificate for one host, and its key.
pub struct Certificate(CertifiedKey<KeyPair>);

impl Certificate {
    pub fn of(host: &str) -> Self {
        Self(generate_simple_self_signed([host.to_owned()]).expect("a certificate"))
    }

    /// Whoever has these roots believes it, and nobody else.
    pub fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.cert.der().clone()).expect("a certificate");
        roots
    }

    /// For a server in Rust.
    pub fn server_config(&self) -> Arc<ServerConfig> {
        self.config(ALL_VERSIONS)
    }

    /// For one that is a little out of date, and speaks TLS 1.2 only.
    pub fn old_server_config(&self) -> Arc<ServerConfig> {
        self.config(&[&TLS12])
    }

    fn config(&self, versions: &[&'static SupportedProtocolVersion]) -> Arc<ServerConfig> {
        let key = PrivateKeyDer::Pkcs8(self.0.signing_key.serialize_der().into());
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(versions)
            .expect("ring has them")
            .with_no_client_auth()
            .with_single_cert(vec![self.0.cert.der().clone()], key)
            .expect("the key fits");
        Arc::new(config)
    }

    /// For a server that reads files: the certificate and the key.
    pub fn pem(&self) -> (String, String) {
        (self.0.cert.pem(), self.0.signing_key.serialize_pem())
    }
}
