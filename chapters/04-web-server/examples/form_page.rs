//! A form: GET shows it, POST answers with what was typed in.
//!
//! ```sh
//! cargo run --example form_page                    # listens on 127.0.0.1:8005
//! cargo run --example form_page -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it a browser at <http://127.0.0.1:8005/>, or
//! `curl --data form-field=hello http://127.0.0.1:8005/`. For each form that is sent
//! the server prints a line:
//!
//! ```text
//! POST /
//! ```

use html_escape::encode_safe;
use reactor::{Failure, Reactor};
use std::io::Write;
use web_server::{Rendered, Request, Resource, Site};

// ANCHOR: page
const FORM: &str = "<html>
<body>
<form method=\"POST\" action=\"/\">
<input name=\"form-field\" type=\"text\" />
<input type=\"submit\" />
</form>
</body>
</html>
";

struct FormPage;

impl Resource for FormPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        FORM.into()
    }

    fn render_post(&self, request: &Request) -> Rendered {
        println!("{} {}", request.method(), request.uri());
        answer(request).into()
    }
}

fn answer(request: &Request) -> Result<String, Failure> {
    let value = request.arg("form-field").ok_or("the form has no `form-field`")?;
    let value = encode_safe(value);
    Ok(format!("<html>\n<body>You submitted: {value}</body>\n</html>\n"))
}
// ANCHOR_END: page

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8005".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, FormPage))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
