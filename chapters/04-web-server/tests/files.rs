//! What a folder of files answers: whole files and parts of them, nothing new, text
//! made shorter, lists; and that the loop goes on while a file is sent.

mod support;

use std::io::Read;
use std::sync::mpsc;
use support::folder::{CHANGED, Folder};
use support::{Client, DEADLINE, Leaf, Server, body, header};
use web_server::{Branch, ErrorPage, File, Request, Resource, Site, StatusCode};

fn serve(folder: &Folder) -> Server {
    let root = folder.path("");
    Server::start(move |reactor| Site::new(reactor, File::new(root)))
}

fn letters() -> (Folder, Server) {
    let folder = Folder::with(&[("letters.bin", "0123456789abcdef"), ("empty.bin", "")]);
    let server = serve(&folder);
    (folder, server)
}

fn ask(server: &Server, method: &str, path: &str, headers: &str) -> String {
    let end = "Host: h\r\nConnection: close\r\n\r\n";
    server.ask(format!("{method} {path} HTTP/1.1\r\n{headers}{end}"))
}

fn get(server: &Server, path: &str, headers: &str) -> String {
    ask(server, "GET", path, headers)
}

#[track_caller]
fn assert_status(answer: &str, status: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "not {status}: {answer}");
}

#[test]
fn a_file_comes_with_its_type_its_length_and_its_date() {
    let folder = Folder::with(&[("sub/page.html", "<p>hello</p>")]);
    let answer = serve(&folder).get("/sub/page.html");
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-type"), Some("text/html"));
    assert_eq!(header(&answer, "content-length"), Some("12"));
    assert_eq!(header(&answer, "last-modified"), Some(CHANGED));
    assert_eq!(header(&answer, "accept-ranges"), Some("bytes"));
    assert_eq!(body(&answer), "<p>hello</p>");
}

#[test]
fn a_type_that_nobody_knows_is_bytes_to_be_stored() {
    let folder = Folder::with(&[("noending", "<script>"), ("a.strange", "<script>")]);
    let server = serve(&folder);
    for path in ["/noending", "/a.strange"] {
        let answer = server.get(path);
        assert_eq!(header(&answer, "content-type"), Some("application/octet-stream"), "{path}");
    }
}

#[test]
fn a_folder_without_its_slash_is_sent_there_with_its_query() {
    let folder = Folder::with(&[("a folder/x.txt", "x")]);
    let server = serve(&folder);
    let answer = server.get("/a%20folder?q=1&r=%0d");
    assert_status(&answer, 302);
    assert_eq!(header(&answer, "location"), Some("/a%20folder/?q=1&r=%0d"));
    assert_status(&server.get("/a%20folder/"), 200);
}

#[test]
fn a_folder_shows_its_index_or_a_list_by_name() {
    let files = [("b.txt", "12"), ("a.txt", "1"), ("c/d.txt", "x"), ("with/index.html", "index")];
    let folder = Folder::with(&files);
    folder.write(".hidden", "no");
    folder.write("é.txt", "x");
    let server = serve(&folder);
    assert_eq!(body(&server.get("/with/")), "index");
    let list = server.get("/");
    assert_eq!(header(&list, "content-type"), Some("text/html; charset=utf-8"));
    let rows: Vec<_> = body(&list).lines().filter(|line| line.starts_with("<tr>")).collect();
    assert_eq!(
        rows,
        [
            "<tr><td><a href=\"a.txt\">a.txt</a></td><td>1</td><td>text/plain</td></tr>",
            "<tr><td><a href=\"b.txt\">b.txt</a></td><td>2</td><td>text/plain</td></tr>",
            "<tr><td><a href=\"c/\">c/</a></td><td></td><td>folder</td></tr>",
            "<tr><td><a href=\"with/\">with/</a></td><td></td><td>folder</td></tr>",
            "<tr><td><a href=\"%C3%A9.txt\">é.txt</a></td><td>1</td><td>text/plain</td></tr>",
        ]
    );
}

#[test]
fn what_is_not_there_is_missing_and_may_come_to_be() {
    let folder = Folder::with::<&str>(&[]);
    let root = folder.path("later");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    assert_status(&server.get("/a.txt"), 404);
    assert_status(&server.get("/"), 404);
    folder.write("later/a.txt", "here");
    assert_eq!(body(&server.get("/a.txt")), "here");
}

#[test]
fn a_child_that_was_put_wins_over_a_file_of_its_name() {
    let folder =
        Folder::with(&[("a/b.txt", "file"), ("other/b.txt", "put"), (".well-known/x", "x")]);
    let [root, other, known] = ["", "other", ".well-known"].map(|path| folder.path(path));
    let server = Server::start(move |reactor| {
        let root = File::new(root);
        root.put_child("a", File::new(other));
        root.put_child(".well-known", File::new(known));
        root.put_child("gone", ErrorPage::new(StatusCode::GONE, "It was here."));
        Site::new(reactor, root)
    });
    assert_eq!(body(&server.get("/a/b.txt")), "put");
    assert_eq!(body(&server.get("/other/b.txt")), "put");
    assert_eq!(body(&server.get("/.well-known/x")), "x");
    assert_status(&server.get("/gone"), 410);
}

#[test]
fn a_branch_may_stand_on_a_folder() {
    let folder = Folder::with(&[("index.html", "home"), ("sub/index.html", "sub"), ("a.txt", "a")]);
    let [root, one] = ["", "a.txt"].map(|path| folder.path(path));
    let server = Server::start(move |reactor| {
        let branch = Branch::new(File::new(root));
        branch.put_child("one", File::new(one));
        Site::new(reactor, branch)
    });
    for (path, expected) in [("/", "home"), ("/sub/", "sub"), ("/a.txt", "a"), ("/one", "a")] {
        assert_eq!(body(&server.get(path)), expected, "{path}");
    }
}

#[test]
fn a_file_takes_no_other_method() {
    let (_folder, server) = letters();
    let answer = ask(&server, "POST", "/letters.bin", "Content-Length: 0\r\n");
    assert_status(&answer, 405);
    assert_eq!(header(&answer, "allow"), Some("GET, HEAD, OPTIONS"));
    assert_status(&ask(&server, "DELETE", "/letters.bin", ""), 501);
    assert_status(&ask(&server, "OPTIONS", "/letters.bin", ""), 204);
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let folder = Folder::with(&[("a.bin", "0123456789"), ("a.txt", &"text ".repeat(1000))]);
    let server = serve(&folder);
    let unlike = |answer: &str| {
        answer.lines().filter(|line| !line.starts_with("Date")).collect::<Vec<_>>().join("\n")
    };
    for (path, headers) in [
        ("/a.bin", ""),
        ("/a.bin", "Range: bytes=2-4\r\n"),
        ("/a.bin", "Range: bytes=99-\r\n"),
        ("/a.txt", ""),
        ("/missing", ""),
        ("/", ""),
    ] {
        let whole = get(&server, path, headers);
        let head = ask(&server, "HEAD", path, headers);
        let expected = whole.split_once("\r\n\r\n").map_or("", |(head, _)| head);
        assert_eq!(unlike(head.trim_end()), unlike(expected), "{path} {headers}");
        assert_eq!(body(&head), "", "{path} {headers}");
    }
}

#[test]
fn one_part_of_a_file_is_sent() {
    let (_folder, server) = letters();
    for (range, content, part) in [
        ("0-3", "bytes 0-3/16", "0123"),
        ("10-", "bytes 10-15/16", "abcdef"),
        ("10-99", "bytes 10-15/16", "abcdef"),
        ("-2", "bytes 14-15/16", "ef"),
        ("-99", "bytes 0-15/16", "0123456789abcdef"),
        ("15-15", "bytes 15-15/16", "f"),
    ] {
        let answer = get(&server, "/letters.bin", &format!("Range: bytes={range}\r\n"));
        assert_status(&answer, 206);
        assert_eq!(header(&answer, "content-range"), Some(content), "{range}");
        assert_eq!(header(&answer, "content-length"), Some(&*part.len().to_string()), "{range}");
        assert_eq!(body(&answer), part, "{range}");
    }
}

#[test]
fn a_part_that_a_file_has_not_is_refused() {
    let (_folder, server) = letters();
    for range in ["16-", "50-60", "-0"] {
        let answer = get(&server, "/letters.bin", &format!("Range: bytes={range}\r\n"));
        assert_status(&answer, 416);
        assert_eq!(header(&answer, "content-range"), Some("bytes */16"), "{range}");
    }
}

#[test]
fn an_empty_file_comes_whole() {
    let (_folder, server) = letters();
    for range in ["", "Range: bytes=0-0\r\n", "Range: bytes=-1\r\n"] {
        let answer = get(&server, "/empty.bin", range);
        assert_status(&answer, 200);
        assert_eq!(header(&answer, "content-length"), Some("0"), "{range}");
    }
}

#[test]
fn what_is_no_range_or_several_is_ignored() {
    let (_folder, server) = letters();
    let many = "0-0,".repeat(1000) + "0-0";
    for range in
        ["bytes=x", "bytes=5-4", "lines=1-2", "bytes=0-1,4-5", "bytes=", &format!("bytes={many}")]
    {
        let answer = get(&server, "/letters.bin", &format!("Range: {range}\r\n"));
        assert_status(&answer, 200);
        assert_eq!(body(&answer), "0123456789abcdef", "{range}");
    }
}

#[test]
fn half_a_file_is_continued_only_if_it_is_the_same() {
    let (folder, server) = letters();
    let tag = header(&server.get("/letters.bin"), "etag").expect("a tag").to_owned();
    let part = |if_range: &str| {
        get(&server, "/letters.bin", &format!("Range: bytes=10-\r\nIf-Range: {if_range}\r\n"))
    };
    for same in [&tag, CHANGED] {
        assert_status(&part(same), 206);
    }
    let weak = format!("W/{tag}");
    for other in ["\"other\"", &weak, "Sun, 13 Sep 2020 12:26:41 GMT", "nonsense"] {
        assert_eq!(body(&part(other)), "0123456789abcdef", "{other}");
    }
    folder.write("letters.bin", "another file, of another length");
    assert_eq!(body(&part(&tag)), "another file, of another length");
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let (_folder, server) = letters();
    let tag = header(&server.get("/letters.bin"), "etag").expect("a tag").to_owned();
    for (condition, status) in [
        (format!("If-Modified-Since: {CHANGED}"), 304),
        ("If-Modified-Since: Sun, 13 Sep 2020 12:26:41 GMT".into(), 304),
        ("If-Modified-Since: Sun, 13 Sep 2020 12:26:39 GMT".into(), 200),
        ("If-Modified-Since: yesterday".into(), 200),
        (format!("If-None-Match: {tag}"), 304),
        (format!("If-None-Match: W/{tag}"), 304),
        (format!("If-None-Match: \"a,b\", {tag}"), 304),
        ("If-None-Match: *".into(), 304),
        ("If-None-Match: \"other\"".into(), 200),
        // The tag knows better than the date.
        (format!("If-None-Match: \"other\"\r\nIf-Modified-Since: {CHANGED}"), 200),
        (format!("If-None-Match: {tag}\r\nRange: bytes=0-1"), 304),
        ("If-Match: \"other\"".into(), 412),
        (format!("If-Match: {tag}"), 200),
        ("If-Unmodified-Since: Sun, 13 Sep 2020 12:26:39 GMT".into(), 412),
    ] {
        let answer = get(&server, "/letters.bin", &format!("{condition}\r\n"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{condition}: {answer}");
        if status == 304 {
            assert_eq!(header(&answer, "etag"), Some(&*tag), "{condition}");
            assert_eq!(header(&answer, "content-type"), None, "{condition}");
            assert_eq!(body(&answer), "", "{condition}");
        }
    }
}

#[test]
fn a_file_of_another_length_has_another_tag() {
    let (folder, server) = letters();
    let before = server.get("/letters.bin");
    folder.write("letters.bin", "0123456789");
    let after = server.get("/letters.bin");
    assert_ne!(header(&before, "etag"), header(&after, "etag"));
}

/// The bytes of an answer in chunks, put together.
fn unchunked(mut client: Client) -> (String, Vec<u8>) {
    let head = client.head();
    assert_eq!(header(&head, "transfer-encoding"), Some("chunked"), "{head}");
    let mut rest = Vec::new();
    client.0.read_to_end(&mut rest).expect("the server closes");
    let (mut rest, mut whole) = (&rest[..], Vec::new());
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("a length");
        let length = std::str::from_utf8(&rest[..end]).expect("text");
        let length = usize::from_str_radix(length, 16).expect("a number");
        if length == 0 {
            return (head, whole);
        }
        whole.extend(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 2 + length + 2..];
    }
}

#[test]
fn text_is_compressed_for_those_who_take_that() {
    let text = "All work and no play makes Jack a dull boy.\n".repeat(10_000);
    let folder = Folder::with(&[("a.txt", &text)]);
    let server = serve(&folder);
    let mut client = server.connect();
    client.send(
        "GET /a.txt HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept-Encoding: br, gzip\r\n\r\n",
    );
    let (head, compressed) = unchunked(client);
    assert_eq!(header(&head, "content-encoding"), Some("gzip"));
    assert_eq!(header(&head, "vary"), Some("accept-encoding"));
    assert_eq!(header(&head, "content-type"), Some("text/plain"));
    assert_eq!(header(&head, "content-length"), None);
    let tag = header(&head, "etag").expect("a tag");
    assert!(tag.starts_with("W/"), "the bytes are others: {tag}");
    assert!(compressed.len() < text.len() / 20, "{} bytes", compressed.len());
    let mut whole = String::new();
    flate2::read::GzDecoder::new(&compressed[..]).read_to_string(&mut whole).expect("gzip");
    assert!(whole == text, "it is the file");
    let again =
        get(&server, "/a.txt", &format!("Accept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n"));
    assert_status(&again, 304);
    assert_eq!(header(&again, "vary"), Some("accept-encoding"));
    assert_eq!(header(&again, "etag"), Some(tag));
}

#[test]
fn what_would_not_become_shorter_or_is_not_wanted_so_is_sent_as_it_is() {
    let long = "0123456789".repeat(1000);
    let files = [("a.txt", &*long), ("short.txt", "short"), ("a.png", &long), ("a.txt.gz", &long)];
    let folder = Folder::with(&files);
    let server = serve(&folder);
    for (path, accepted, vary, encoding) in [
        ("/a.txt", "", Some("accept-encoding"), None),
        ("/a.txt", "Accept-Encoding: br, gzip;q=0\r\n", Some("accept-encoding"), None),
        (
            "/a.txt",
            "Accept-Encoding: gzip\r\nRange: bytes=0-9999\r\n",
            Some("accept-encoding"),
            None,
        ),
        ("/short.txt", "Accept-Encoding: gzip\r\n", None, None),
        ("/a.png", "Accept-Encoding: gzip\r\n", None, None),
        ("/a.txt.gz", "Accept-Encoding: gzip\r\n", None, Some("gzip")),
        ("/a.txt.gz", "", None, Some("gzip")),
    ] {
        let answer = get(&server, path, accepted);
        let expected = files.iter().find(|(name, _)| path.ends_with(&format!("/{name}")));
        assert_eq!(Some(body(&answer)), expected.map(|(_, content)| *content), "{path} {accepted}");
        assert_eq!(header(&answer, "vary"), vary, "{path} {accepted}");
        assert_eq!(header(&answer, "content-encoding"), encoding, "{path} {accepted}");
    }
}

#[test]
fn who_takes_no_encoding_at_all_is_told_so_by_a_page() {
    let (_folder, server) = letters();
    let answer = get(&server, "/letters.bin", "Accept-Encoding: identity;q=0\r\n");
    assert_status(&answer, 406);
    assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
    assert!(body(&answer).contains("406 Not Acceptable"), "{answer}");
}

/// More than sockets and buffers hold.
const MUCH: usize = 64 * 1024 * 1024;

#[test]
fn a_client_that_reads_nothing_of_a_large_file_stops_nobody_and_is_noticed() {
    let folder = Folder::with(&[("large.bin", vec![7; MUCH]), ("small.bin", b"small".to_vec())]);
    let root = folder.path("");
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        Site::new(reactor, File::new(root)).with_log(move |access| {
            told.send((access.uri.clone(), access.body_bytes)).expect("heard");
        })
    });
    let mut slow = server.connect();
    slow.send("GET /large.bin HTTP/1.1\r\nHost: h\r\n\r\n");
    slow.head();
    assert_eq!(body(&server.get("/small.bin")), "small");
    assert_eq!(hears.recv_timeout(DEADLINE), Ok(("/small.bin".into(), 5)));
    slow.vanish();
    let (uri, bytes) = hears.recv_timeout(DEADLINE).expect("it is noticed");
    assert_eq!(uri, "/large.bin");
    assert!(bytes < MUCH as u64, "the whole file waited in memory");
}

/// Half a file must not be taken for a whole one, so nothing follows it.
#[test]
fn a_file_that_is_cut_while_it_is_sent_ends_its_connection_and_no_other() {
    let folder = Folder::with(&[("large.bin", vec![7; MUCH]), ("small.bin", b"small".to_vec())]);
    let server = serve(&folder);
    let mut client = server.connect();
    client.send("GET /large.bin HTTP/1.1\r\nHost: h\r\n\r\n");
    client.head();
    folder.write("large.bin", "short");
    let mut received = Vec::new();
    client.0.read_to_end(&mut received).expect("the server closes");
    assert!(received.len() < MUCH, "{} bytes", received.len());
    assert_eq!(body(&server.get("/small.bin")), "small");
}

/// A page that has a file answer, and tells how the request ended.
fn told_of_the_end(folder: &Folder) -> (Server, mpsc::Receiver<String>) {
    let root = folder.path("file.txt");
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        let file = File::new(root);
        let page = Leaf(move |request: &Request| {
            let told = told.clone();
            request.notify_finish().add_both(move |end| {
                let end = end.map_or_else(|failure| failure.to_string(), |()| "finished".into());
                let _ = told.send(end);
            });
            file.render(request)
        });
        Site::new(reactor, page)
    });
    (server, hears)
}

#[test]
fn a_request_is_finished_when_its_file_is_sent_however_much_of_it_was_wanted() {
    let folder = Folder::with(&[("file.txt", "some text, ".repeat(10_000))]);
    let (server, hears) = told_of_the_end(&folder);
    for (method, headers) in [
        ("GET", String::new()),
        ("HEAD", String::new()),
        ("GET", "Range: bytes=0-9\r\n".to_owned()),
        ("GET", "Accept-Encoding: gzip\r\n".to_owned()),
        ("HEAD", "Accept-Encoding: gzip\r\n".to_owned()),
        ("GET", format!("If-Modified-Since: {CHANGED}\r\n")),
        ("GET", "If-Match: \"other\"\r\n".to_owned()),
    ] {
        ask(&server, method, "/", &headers);
        let end = hears.recv_timeout(DEADLINE);
        assert_eq!(end.as_deref(), Ok("finished"), "{method} {headers}");
    }
}

#[test]
fn a_request_for_an_empty_file_is_finished() {
    let folder = Folder::with(&[("file.txt", "")]);
    let (server, hears) = told_of_the_end(&folder);
    assert_status(&server.get("/"), 200);
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok("finished"));
}

#[test]
fn a_client_that_leaves_in_the_middle_of_a_file_has_gone() {
    let folder = Folder::with(&[("file.txt", vec![7; MUCH])]);
    let (server, hears) = told_of_the_end(&folder);
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    client.head();
    client.vanish();
    let end = "the client left before its answer was complete";
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok(end));
}

#[test]
fn files_are_asked_for_one_after_the_other_on_one_connection() {
    let (_folder, server) = letters();
    let mut client = server.connect();
    for part in ["0-1", "2-3", "4-5"] {
        client.send(format!("GET /letters.bin HTTP/1.1\r\nHost: h\r\nRange: bytes={part}\r\n\r\n"));
    }
    for part in ["01", "23", "45"] {
        client.head();
        client.expect(part);
    }
}

/// Many times what is read at once.
const LARGE: usize = 8 * 1024 * 1024;

#[test]
fn a_large_file_arrives_whole() {
    // 251 pieces of different bytes, in turn: no piece may be lost, or come twice.
    let pieces = (0..=250).cycle().flat_map(|byte| [byte; 1000]);
    let content: Vec<u8> = pieces.take(LARGE).collect();
    let folder = Folder::with(&[("large.bin", &content)]);
    let server = serve(&folder);
    let mut client = server.connect();
    client.send("GET /large.bin HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    let head = client.head();
    assert_eq!(header(&head, "content-length"), Some(&*LARGE.to_string()));
    let mut received = Vec::with_capacity(LARGE);
    client.0.read_to_end(&mut received).expect("the server closes");
    assert!(received == content, "{} bytes of {LARGE}, or others", received.len());
}

/// Its end comes together with what it asks for, long before the file is found.
#[test]
fn a_client_that_stops_sending_gets_all_of_its_file() {
    let folder = Folder::with(&[("large.bin", vec![b'x'; LARGE])]);
    let server = serve(&folder);
    for _ in 0..20 {
        let mut client = server.connect();
        client.send("GET /large.bin HTTP/1.1\r\nHost: h\r\n\r\n");
        client.half_close();
        let answer = harness::Answer::read(&mut client.0, "GET").expect("all of it");
        assert_eq!((answer.status, answer.body.len()), (200, LARGE));
        assert_eq!(client.rest(), "");
    }
}
