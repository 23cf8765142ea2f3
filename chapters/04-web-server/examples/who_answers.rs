//! A tree of three resources, and who is asked on the way to a page.
//!
//! ```sh
//! cargo run --example who_answers
//! ```
//!
//! The program is its own visitor. For each path it prints a line: who was asked for
//! which child, and then the status of the answer, with the page if there is one. What
//! the lines are is the question of the exercise `leaf_or_branch`.

use reactor::{Failure, Reactor};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use web_server::{NoResource, Rendered, Request, Resource, Site};

// ANCHOR: farm
struct Farm;

impl Resource for Farm {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        print!("farm {name:?}, ");
        match name {
            "" => self,
            "orchard" => Rc::new(Orchard),
            "barn" => Rc::new(Barn),
            _ => Rc::new(NoResource),
        }
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "the farm".into()
    }
}
// ANCHOR_END: farm

// ANCHOR: below
struct Orchard;

impl Resource for Orchard {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        print!("orchard {name:?}, ");
        Rc::new(NoResource)
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "the orchard".into()
    }
}

struct Barn;

impl Resource for Barn {
    fn is_leaf(&self) -> bool {
        true
    }

    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        print!("barn {name:?}, ");
        Rc::new(NoResource)
    }

    fn render_get(&self, request: &Request) -> Rendered {
        format!("the barn, and then {:?}", request.rest_of_path()).into()
    }
}
// ANCHOR_END: below

// ANCHOR: main
const PATHS: [&str; 6] = ["/", "/orchard", "/orchard/", "/barn/left/7", "/cellar/barn", "//barn"];

fn main() -> Result<(), Failure> {
    let (tell, address) = mpsc::channel();
    thread::spawn(move || serve(&tell));
    let address = address.recv()?;
    for path in PATHS {
        print!("{path}: ");
        println!("{}", ask(&address, path)?);
    }
    Ok(())
}
// ANCHOR_END: main

/// The farm's site, on any free port.
fn serve(tell: &Sender<String>) -> Result<(), Failure> {
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on("127.0.0.1:0", Site::new(&reactor, Farm))?;
    tell.send(port.get_host().to_string())?;
    reactor.run()
}

/// The status of the answer; and the page, if that is not an error's.
fn ask(address: &str, path: &str) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, page) = answer.split_once("\r\n\r\n").ok_or("the answer has no end")?;
    let status = head.split(' ').nth(1).ok_or("the answer has no status")?;
    Ok(if status == "200" { format!("{status} {page}") } else { status.to_owned() })
}
