//! Forms that hold files.

mod support;

use support::{Leaf, Server, body};
use web_server::{Request, Site};

fn server() -> Server {
    Server::start(|reactor| {
        Site::new(
            reactor,
            Leaf(|request: &Request| {
                let files = request.uploads("file").iter();
                let files = files.map(|file| {
                    let content_type = file.content_type.as_deref().unwrap_or("-");
                    format!("{} {content_type} {}", file.file_name, file.content.len())
                });
                format!("{:?} {:?}", request.args("name"), files.collect::<Vec<_>>()).into()
            }),
        )
    })
}

fn post(server: &Server, content: &str) -> String {
    let length = content.len();
    server.ask(format!(
        "POST /?name=q HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {length}\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\n\r\n{content}"
    ))
}

#[test]
fn the_parts_are_fields_and_files() {
    let answer = post(
        &server(),
        "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nann\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.txt\"\r\n\
         Content-Type: text/plain\r\n\r\nfive\n\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b\"\r\n\r\n\r\n\
         --edge--\r\n",
    );
    assert_eq!(body(&answer), "[\"ann\"] [\"../a.txt text/plain 5\", \"b - 0\"]");
}

#[test]
fn a_body_that_only_says_it_has_parts_is_refused() {
    let server = server();
    for content in ["", "no edge", "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"]
    {
        let answer = post(&server, content);
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{content:?}: {answer}");
    }
}
