//! # guest_form
//!
//! An invitation to a feast. GET shows a form, and POST welcomes the guest who sent it,
//! with a line for each thing that he brings, in the order of the form:
//!
//! ```text
//! <html><body>
//! <h1>Welcome, Zoë!</h1>
//! <p>You bring salad.</p>
//! <p>You bring two chairs.</p>
//! </body></html>
//! ```
//!
//! The field `name` comes once, the field `brings` any number of times, also never. An
//! empty field to write in is sent, too: what is blank is nothing. A guest with no name,
//! or a blank one, gets the form again. Space around what he wrote does not count.
//!
//! What a guest wrote is text, whatever it looks like, and is shown as he wrote it.
//!
//! Read:  book/src/04-web-server/forms.md
//! Run:   cargo xtask run guest_form 127.0.0.1:8005
//! Check: cargo xtask check guest_form

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site, StatusCode};

const FORM: &str = "<html><body>
<form method=\"POST\" action=\"/\">
<p>Name: <input name=\"name\"></p>
<p><input type=\"checkbox\" name=\"brings\" value=\"salad\"> a salad</p>
<p><input type=\"checkbox\" name=\"brings\" value=\"cake\"> a cake</p>
<p>or else <input name=\"brings\"></p>
<input type=\"submit\">
</form>
</body></html>
";

struct Invitation;

impl Resource for Invitation {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        FORM.into()
    }

    fn render_post(&self, request: &Request) -> Rendered {
        if let Some(page) = welcome(request) {
            return page.into();
        }
        request.set_response_code(StatusCode::BAD_REQUEST);
        FORM.into()
    }
}

/// The page for a guest; `None` if he has no name.
fn welcome(request: &Request) -> Option<String> {
    // TODO: read the fields, and write the page.
    todo!("welcome the guest")
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Invitation))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
