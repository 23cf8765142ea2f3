//! nginx, as a process that the test has started.

use crate::installed::installed;
use crate::process::Process;
use crate::website::Website;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

pub struct Nginx {
    pub website: Website,
    port: u16,
    _process: Process,
}

/// So often somebody else may take a port that was free just now.
const TRIES: usize = 10;

/// A server with these lines in its configuration, unless there is no nginx.
pub fn nginx(lines: &str) -> Option<Nginx> {
    serve(Website::new(), "", lines)
}

/// The same over TLS, with this certificate and its key.
#[cfg(feature = "tls")]
pub fn secure_nginx((certificate, key): &(String, String)) -> Option<Nginx> {
    let website = Website::new();
    let (certificate_file, key_file) = (website.aside("certificate"), website.aside("key"));
    fs::write(&certificate_file, certificate).expect("a file");
    fs::write(&key_file, key).expect("a file");
    let lines = format!(
        "ssl_certificate {}; ssl_certificate_key {};",
        certificate_file.display(),
        key_file.display()
    );
    serve(website, "ssl", &lines)
}

fn serve(website: Website, listen: &str, lines: &str) -> Option<Nginx> {
    let program = installed("nginx")?;
    let start = |_| {
        let port = free_port();
        let file = website.aside("nginx.conf");
        fs::write(&file, configuration(&website, port, listen, lines)).expect("a file");
        let mut command = Command::new(&program);
        command.arg("-e").arg("stderr").arg("-c").arg(file).stderr(Stdio::piped());
        let process = Process::start(&mut command, |child| child.stderr.take());
        process.hear(is_up).then_some((port, process))
    };
    let (port, process) = (0..TRIES).find_map(start).expect("a port stays free");
    Some(Nginx { website, port, _process: process })
}

/// A port that nobody listens on. nginx does not choose one itself.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Whether it listens, as soon as a line tells.
fn is_up(line: &str) -> Option<bool> {
    match line {
        _ if line.contains("Address already in use") => Some(false),
        _ if line.contains("event method") => Some(true),
        _ if line.contains("[emerg]") => panic!("{line}"),
        _ => None,
    }
}

fn configuration(website: &Website, port: u16, listen: &str, lines: &str) -> String {
    let (pages, aside) = (website.path(""), website.aside(""));
    let (pages, aside) = (pages.display(), aside.display());
    format!(
        r#"
daemon off;
master_process off;
pid "{aside}/pid";
error_log stderr notice;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path "{aside}/body";
    proxy_temp_path "{aside}/proxy";
    fastcgi_temp_path "{aside}/fastcgi";
    uwsgi_temp_path "{aside}/uwsgi";
    scgi_temp_path "{aside}/scgi";
    types {{ text/html html; text/plain txt; }}
    gzip on;
    gzip_types text/plain;
    server {{
        listen 127.0.0.1:{port} {listen};
        root "{pages}";
        {lines}
        location = /connection {{ return 200 "$connection $connection_requests"; }}
        location = /moved {{ return 301 /hello.html; }}
        location = /echo {{ return 200 "$request_method $http_user_agent"; }}
        location /upload/ {{ root "{aside}"; dav_methods PUT; client_max_body_size 10m; create_full_put_path on; }}
    }}
}}
"#
    )
}

impl Nginx {
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The same over TLS, with a certificate of `localhost`.
    #[cfg(feature = "tls")]
    pub fn secure_url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }
}
