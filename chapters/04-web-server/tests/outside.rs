//! Nothing but what a folder was made for comes out of it, by any spelling.

mod support;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use std::fs;
use support::folder::Folder;
use support::{Server, body, header};
use web_server::{Branch, File, Site};

const SECRET: &str = "the secret";

/// `site` is served; what lies beside it is not.
fn folder() -> Folder {
    Folder::with(&[
        ("secret.txt", SECRET),
        ("site-too/secret.txt", SECRET),
        ("site/a.txt", "public"),
        ("site/.env", SECRET),
        ("site/.git/config", SECRET),
        ("site/sub/b.txt", "public"),
        ("site/sub/.htpasswd", SECRET),
    ])
}

fn serve(folder: &Folder) -> Server {
    let site = folder.path("site");
    Server::start(move |reactor| Site::new(reactor, File::new(site)))
}

/// Paths that lead to a secret if anything in them is taken for more than a name.
const PATHS: &[&str] = &[
    "/../secret.txt",
    "/sub/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2E/secret.txt",
    "/.%2e/secret.txt",
    "/%2e./secret.txt",
    "/..%2fsecret.txt",
    "/..%2Fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/sub/..%2f..%2fsecret.txt",
    "/sub%2f..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/..%5Csecret.txt",
    "/%2e%2e%5csecret.txt",
    "/sub\\..\\..\\secret.txt",
    "/....//secret.txt",
    "/..././secret.txt",
    "/..;/secret.txt",
    "/..%00/secret.txt",
    "/..%c0%afsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/../site-too/secret.txt",
    "/..%2fsite-too%2fsecret.txt",
    "/./a.txt",
    "/%2e/a.txt",
    "/sub/%2e%2e/a.txt",
    "/sub/..",
    "/..",
    "/%2e%2e",
    "/%2e%2e/",
    "/a.txt%00",
    "/a.txt%00.html",
    "/%00",
    "//a.txt",
    "/sub//b.txt",
    "/sub%2fb.txt",
    "/%2fa.txt",
    "/a.txt/",
    "/a.txt/..",
    "/a.txt/%2e%2e/a.txt",
    "/C:/secret.txt",
    "/C:%5csecret.txt",
    "/c:secret.txt",
    "/~/secret.txt",
    "/file:///secret.txt",
    "/.env",
    "/%2eenv",
    "/.git/config",
    "/%2Egit/config",
    "/.git/",
    "/.git",
    "/sub/.htpasswd",
    "/sub/%2ehtpasswd",
];

#[test]
fn no_spelling_of_a_path_leads_out() {
    let folder = folder();
    let server = serve(&folder);
    for path in PATHS {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(!answer.contains(SECRET), "{path}: {answer}");
    }
    assert_eq!(body(&server.get("/a.txt")), "public");
    assert_eq!(body(&server.get("/sub/b.txt")), "public");
}

#[test]
fn no_absolute_path_leads_anywhere() {
    let folder = folder();
    let server = serve(&folder);
    let secret = folder.path("secret.txt").display().to_string();
    let encoded = secret.replace('/', "%2f");
    for path in [secret.clone(), format!("/{secret}"), encoded.clone(), format!("/{encoded}")] {
        let answer =
            server.ask(format!("GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
        assert!(!answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        assert!(!answer.contains(SECRET), "{path}: {answer}");
    }
}

#[test]
fn a_file_alone_has_nothing_below_or_beside_it() {
    let folder = folder();
    let (one, too) = (folder.path("site/a.txt"), folder.path("site/a.txt"));
    let server = Server::start(move |reactor| {
        let root = Branch::new(File::new(one));
        root.put_child("one", File::new(too));
        Site::new(reactor, root)
    });
    assert_eq!(body(&server.get("/one")), "public");
    for path in ["/one/", "/one/x", "/one/..", "/one/../secret.txt", "/one/%2e%2e%2fsecret.txt"] {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_below_the_root_and_nowhere_else() {
    use std::os::unix::fs::symlink;

    let folder = folder();
    let link = |to: &str, at: &str| symlink(to, folder.path("site").join(at)).expect("a link");
    link("sub/b.txt", "inside.txt");
    link("sub", "inside");
    link("../secret.txt", "relative.txt");
    link(folder.path("secret.txt").to_str().expect("a path"), "absolute.txt");
    link("../site-too", "beside");
    link("..", "up");
    link("up/secret.txt", "twice.txt");
    link("circle", "circle");
    link("nothing", "dangling");
    link("../../secret.txt", "sub/index.html");
    let server = serve(&folder);
    assert_eq!(body(&server.get("/inside.txt")), "public");
    assert_eq!(body(&server.get("/inside/b.txt")), "public");
    for path in [
        "/relative.txt",
        "/absolute.txt",
        "/beside/secret.txt",
        "/beside/",
        "/beside",
        "/up/secret.txt",
        "/up/site/a.txt/",
        "/up/",
        "/twice.txt",
        "/circle",
        "/circle/x",
        "/dangling",
        "/sub/index.html",
    ] {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        assert!(!answer.contains(SECRET), "{path}: {answer}");
    }
    let list = server.get("/");
    let shown = |name: &str| list.contains(&format!("\"{name}\""));
    assert!(["a.txt", "inside.txt", "inside/", "sub/"].into_iter().all(shown), "{list}");
    let leaving =
        ["relative.txt", "absolute.txt", "beside", "up", "twice.txt", "circle", "dangling"];
    assert!(!leaving.into_iter().any(|name| list.contains(name)), "{list}");
    // A folder whose page leaves is shown as a list.
    assert!(server.get("/sub/").contains("b.txt"));
}

#[cfg(unix)]
#[test]
fn a_root_may_itself_be_a_link() {
    let folder = folder();
    std::os::unix::fs::symlink("site", folder.path("current")).expect("a link");
    let root = folder.path("current");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    assert_eq!(body(&server.get("/a.txt")), "public");
    assert!(server.get("/../secret.txt").starts_with("HTTP/1.1 404 "));
}

/// A pipe that nobody writes to would be waited for without end, and so would a
/// terminal or `/dev/zero`.
#[cfg(unix)]
#[test]
fn pipes_sockets_and_devices_are_not_served() {
    let folder = folder();
    let pipe = std::process::Command::new("mkfifo").arg(folder.path("site/pipe")).status();
    assert!(pipe.expect("mkfifo is part of every Unix").success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path("site/socket")).expect("one");
    let server = serve(&folder);
    for path in ["/pipe", "/socket", "/pipe/", "/pipe/x"] {
        assert!(server.get(path).starts_with("HTTP/1.1 404 "), "{path}");
    }
    let list = server.get("/");
    assert!(!list.contains("pipe") && !list.contains("socket"), "{list}");

    for device in ["/dev/zero", "/dev/tty", "/dev/stdin"] {
        let server = Server::start(move |reactor| {
            let root = Branch::new(web_server::NoResource);
            root.put_child("device", File::new(device));
            Site::new(reactor, root)
        });
        assert!(server.get("/device").starts_with("HTTP/1.1 404 "), "{device}");
    }
}

/// Names that are HTML, or that a link could be ended with. Windows forbids them.
#[cfg(unix)]
const NAMES: &[&str] = &[
    "<script>alert(1)<|script>",
    "\"onmouseover=\"alert(1)",
    "'onmouseover='alert(1)",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "a&b.txt",
    "<img src=x onerror=alert(1)>.png",
    "</td></table><b>",
    "a?b#c",
    "%3Cb%3E",
    "100%",
    "a\r\nSet-Cookie: stolen=1",
    "a b.txt",
    "学习.txt",
];

/// What stands between `<` and `>`.
#[cfg(unix)]
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or(rest))
}

#[cfg(unix)]
fn is_ours(tag: &str) -> bool {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
    let link = tag.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"'));
    let names = ["html", "head", "title", "body", "h1", "table", "tr", "td", "a"];
    link.is_some_and(|link| link.bytes().all(is_unreserved))
        || tag == "!DOCTYPE html"
        || names.contains(&tag.trim_start_matches('/'))
}

#[cfg(unix)]
#[test]
fn every_name_in_a_list_is_escaped_and_its_link_leads_to_the_file() {
    let folder = Folder::with::<&str>(&[]);
    let names: Vec<_> = NAMES.iter().filter(|name| !name.contains('/')).collect();
    for name in &names {
        folder.write(name, format!("this is {name}"));
    }
    let root = folder.path("");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    let list = server.get("/");
    let page = body(&list);
    assert!(tags(page).all(is_ours), "{page}");
    let links: Vec<_> = page
        .split("href=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').expect("an end")])
        .collect();
    assert_eq!(links.len(), names.len(), "{page}");
    let mut found: Vec<_> = links.iter().map(|link| server.get(&format!("/{link}"))).collect();
    assert!(found.iter().all(|answer| header(answer, "set-cookie").is_none()), "{found:?}");
    found = found.iter().map(|answer| body(answer).to_owned()).collect();
    let mut expected: Vec<_> = names.iter().map(|name| format!("this is {name}")).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[cfg(unix)]
#[test]
fn the_name_of_a_folder_is_escaped_in_its_list() {
    let folder = Folder::with::<&str>(&[]);
    let names: Vec<_> = NAMES.iter().filter(|name| !name.contains('/')).collect();
    for name in &names {
        folder.write(&format!("{name}/x.txt"), "x");
    }
    let root = folder.path("");
    let server = Server::start(move |reactor| Site::new(reactor, File::new(root)));
    for name in names {
        let list = server.get(&format!("/{}/", percent_encode(name.as_bytes(), NON_ALPHANUMERIC)));
        assert!(list.starts_with("HTTP/1.1 200 ") && list.contains("x.txt"), "{name}: {list}");
        assert!(tags(body(&list)).all(is_ours), "{name}: {list}");
    }
}

#[cfg(unix)]
#[test]
fn no_header_comes_from_the_name_of_a_folder() {
    let folder = Folder::with(&[("a\r\nSet-Cookie: stolen=1/x.txt", "x"), ("evil.com/x.txt", "x")]);
    let root = folder.path("");
    let server = Server::start(move |reactor| Site::new(reactor, Branch::new(File::new(root))));
    let answer = server.get("/a%0d%0aSet-Cookie:%20stolen=1");
    assert!(answer.starts_with("HTTP/1.1 302 "), "{answer}");
    assert_eq!(header(&answer, "location"), Some("/a%0d%0aSet-Cookie:%20stolen=1/"));
    assert_eq!(header(&answer, "set-cookie"), None);
    let list = server.get("/a%0d%0aSet-Cookie:%20stolen=1/");
    assert!(list.starts_with("HTTP/1.1 200 ") && header(&list, "set-cookie").is_none(), "{list}");
    // Two slashes at the beginning would name another host.
    for path in ["//evil.com", "///evil.com"] {
        let answer = server.get(path);
        let to = header(&answer, "location").unwrap_or("/");
        assert!(to.starts_with('/') && !to.starts_with("//"), "{path}: {answer}");
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_forbidden() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let closed = folder.path("site/closed.txt");
    fs::write(&closed, SECRET).expect("a file");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    if fs::read(&closed).is_ok() {
        return; // Nothing is closed to root.
    }
    let answer = serve(&folder).get("/closed.txt");
    assert!(answer.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{answer}");
}

/// What is asked in a path of ten thousand names costs no more than what is read.
#[test]
fn a_path_of_many_names_is_missing_at_once() {
    let folder = folder();
    let server = serve(&folder);
    for name in ["a/", "/", "%2e/", "sub/"] {
        let path = format!("/{}", name.repeat(12_000 / name.len()));
        assert!(server.get(&path).starts_with("HTTP/1.1 404 "), "{name}");
    }
}
