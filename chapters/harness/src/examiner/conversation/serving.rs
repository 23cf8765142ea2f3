//! Peers that are asked for pages, by a program that is a client.

use super::Conversation;
use super::http::Wire;
use crate::examiner::asked::Asked;
use crate::examiner::exam::Step;
use crate::examiner::peer::shown;

impl Conversation<'_> {
    /// A peer takes a call, is asked for a page by GET, and answers with it.
    ///
    /// # Errors
    ///
    /// As [`accept`](Conversation::accept),
    /// [`receive_request`](Conversation::receive_request) and
    /// [`answer`](Conversation::answer).
    pub fn serve_page(
        &mut self,
        name: &str,
        target: &str,
        status: &str,
        body: impl AsRef<[u8]>,
    ) -> Step<Asked> {
        self.accept(name)?;
        let asked = self.receive_request(name, "GET", target)?;
        self.answer(name, status, &[], body)?;
        Ok(asked)
    }

    /// A peer receives a whole request with this method, for this target. The
    /// transcript has these two and the body; the request is returned for its headers.
    ///
    /// # Errors
    ///
    /// Something else is asked for; there is no whole request until the end or the
    /// deadline; or what comes is none.
    pub fn receive_request(&mut self, name: &str, method: &str, target: &str) -> Step<Asked> {
        let asked = self.hear_request(name)?;
        let wanted = format!("{name} < {method} {target}");
        let got = format!("{name} < {} {}", asked.method, asked.target);
        self.ensure(wanted == got, &with_body(&wanted, &asked), &with_body(&got, &asked))?;
        Ok(asked)
    }

    /// A peer receives a whole request, whatever it asks for. It stands in no
    /// transcript.
    ///
    /// # Errors
    ///
    /// There is no whole request until the end or the deadline; or what comes is none.
    pub fn hear_request(&mut self, name: &str) -> Step<Asked> {
        Asked::read_from(&mut Wire { conversation: self, name, what: "a request" })
    }

    /// The last request that a peer got has this header; or, for `None`, has it not.
    ///
    /// # Errors
    ///
    /// It is otherwise.
    pub fn asks_with_header(
        &mut self,
        name: &str,
        asked: &Asked,
        header: &str,
        value: Option<&str>,
    ) -> Step {
        self.header_is(name, header, asked.header(header), value)
    }

    /// A peer begins to answer: this status and these headers, of which one says where
    /// the body ends, or none does. The body is to be sent.
    ///
    /// # Errors
    ///
    /// As [`send`](Conversation::send).
    pub fn begin_answer(&mut self, name: &str, status: &str, headers: &[(&str, &str)]) -> Step {
        let lines = each(headers, |header, value| format!("{header}: {value}\r\n"));
        let told = each(headers, |header, value| format!(", {header}: {value}"));
        let head = format!("HTTP/1.1 {status}\r\n{lines}\r\n");
        self.send_as(name, head.as_bytes(), &format!("{name} > {status}{told}"))
    }

    /// A peer answers with this status, such as `200 OK`, these headers, and a body
    /// whose length it says. It closes the connection neither now nor later.
    ///
    /// # Errors
    ///
    /// The connection is gone, or the program does not read.
    pub fn answer(
        &mut self,
        name: &str,
        status: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Step {
        let body = body.as_ref();
        let lines = each(headers, |header, value| format!("{header}: {value}\r\n"));
        let told = each(headers, |header, value| format!(", {header}: {value}"));
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{lines}\r\n");
        let answer = [head.as_bytes(), body].concat();
        let line = format!("{name} > {status}{told}");
        let line = if body.is_empty() { line } else { format!("{line} {}", shown(body)) };
        self.send_as(name, &answer, &line)
    }
}

fn each(headers: &[(&str, &str)], around: fn(&str, &str) -> String) -> String {
    headers.iter().map(|(header, value)| around(header, value)).collect()
}

fn with_body(line: &str, asked: &Asked) -> String {
    if asked.body.is_empty() { line.to_owned() } else { format!("{line} {}", shown(&asked.body)) }
}
