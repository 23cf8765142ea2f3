//! `notify_finish` hears of both ends. Its errback stops the work, and is back on the
//! callback rail; so the level below frees the easel either way.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use deferred::defer_later;
use reactor::{Failure, Reactor};
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site, StatusCode};

struct Studio {
    free_easels: Rc<Cell<usize>>,
    sitting: Duration,
}

impl Resource for Studio {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        if self.free_easels.get() == 0 {
            request.set_response_code(StatusCode::SERVICE_UNAVAILABLE);
            return "All easels are taken.\n".into();
        }
        self.free_easels.set(self.free_easels.get() - 1);
        println!("begin {}", request.path());
        let sitter = request.clone();
        let work = defer_later(request.reactor(), self.sitting, move || sitter);
        let control = work.control();
        work.add_callbacks(hand_over, |_cancelled| ());

        let (path, free) = (request.path().to_owned(), self.free_easels.clone());
        request
            .notify_finish()
            .add_errback(move |_gone| {
                println!("gone {path}");
                control.cancel();
            })
            .add_callback(move |()| free.set(free.get() + 1));
        NOT_DONE_YET
    }
}

fn hand_over(request: Request) {
    println!("painted {}", request.path());
    request.write(format!("This is {}.\n", request.rest_of_path().join("/")));
    request.finish();
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or("127.0.0.1:8006".to_string());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let sitting = Duration::try_from_secs_f64(seconds)?;
    let reactor = Reactor::new();
    let studio = Studio { free_easels: Rc::new(Cell::new(2)), sitting };
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, studio))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
