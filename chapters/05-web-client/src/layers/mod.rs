//! Layers around an agent. Each is an agent itself, so they can be put around one
//! another.

mod cookies;
mod gzip;
mod redirects;

pub use cookies::{CookieAgent, CookieJar};
pub use gzip::ContentDecoderAgent;
pub use redirects::RedirectAgent;
