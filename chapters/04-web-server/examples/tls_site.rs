//! A page over TLS, with a certificate that is made at each start and that nobody
//! trusts.
//!
//! ```sh
//! cargo run --example tls_site                    # listens on 127.0.0.1:8443
//! cargo run --example tls_site -- 127.0.0.1:9443  # or where you like
//! ```
//!
//! Beside it: `curl --insecure https://127.0.0.1:8443/`. A browser will warn you, and
//! rightly so. It prints nothing but where it listens.

use rcgen::generate_simple_self_signed;
use reactor::{Failure, Reactor};
use std::io::Write;
use std::sync::Arc;
use web_server::rustls::ServerConfig;
use web_server::rustls::crypto::ring::default_provider;
use web_server::rustls::pki_types::PrivateKeyDer;
use web_server::{Rendered, Request, Resource, Site, listen_tls};

struct Secret;

impl Resource for Secret {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "Nobody on the way can read this\n".into()
    }
}

// ANCHOR: config
fn config() -> Result<Arc<ServerConfig>, Failure> {
    let own = generate_simple_self_signed(["localhost".to_owned()])?;
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)?;
    Ok(Arc::new(config))
}
// ANCHOR_END: config

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8443".into());
    let reactor = Reactor::new();
    let port = listen_tls(&reactor, address, config()?, Site::new(&reactor, Secret))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
// ANCHOR_END: main
