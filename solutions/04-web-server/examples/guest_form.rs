//! Whatever a guest wrote goes through one function: it trims, it says no to what is
//! blank, and it escapes.

use html_escape::encode_safe;
use reactor::{Failure, Reactor};
use std::borrow::Cow;
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
    let name = written(request.arg("name")?)?;
    let brings = request.args("brings").iter().filter_map(|value| written(value));
    let line = |thing| format!("<p>You bring {thing}.</p>\n");
    let lines: String = brings.map(line).collect();
    Some(format!("<html><body>\n<h1>Welcome, {name}!</h1>\n{lines}</body></html>\n"))
}

/// What somebody wrote into a field, as HTML; nothing if it is blank.
fn written(value: &str) -> Option<Cow<'_, str>> {
    let text = value.trim();
    (!text.is_empty()).then(|| encode_safe(text))
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Invitation))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
