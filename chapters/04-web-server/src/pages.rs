//! [`ErrorPage`] and [`NoResource`]: what is shown instead.

use crate::{Rendered, Request, Resource};
use hyper::StatusCode;

/// A page that says what went wrong, with the status that says it to programs.
///
/// Twisted: `twisted.web.pages.errorPage`.
pub struct ErrorPage {
    status: StatusCode,
    detail: String,
}

impl ErrorPage {
    /// The page for `status`. The detail is text: it is escaped, whatever it holds.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    pub(crate) fn html(&self) -> String {
        // A status without a name says so in angle brackets.
        let title = self.status.to_string();
        let title = html_escape::encode_text(&title);
        let detail = html_escape::encode_text(&self.detail);
        format!(
            "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n\
             <body><h1>{title}</h1>\n<p>{detail}</p></body></html>\n"
        )
    }
}

impl Resource for ErrorPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        request.set_response_code(self.status);
        self.html().into()
    }
}

/// There is nothing at this path: 404, *Not Found*.
///
/// Twisted: `twisted.web.resource.NoResource`, today `pages.notFound`.
pub struct NoResource;

impl Resource for NoResource {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        ErrorPage::new(StatusCode::NOT_FOUND, "There is nothing at this path.").render(request)
    }
}
