//! Peers that speak HTTP.

use super::Conversation;
use crate::examiner::exam::Step;
use crate::examiner::http::{Answer, Source};
use crate::examiner::peer::{Heard, shown};
use crate::verdict::Verdict;

/// No body that a check asks for is longer.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

impl Conversation<'_> {
    /// A peer asks for a page, on the connection that it has.
    ///
    /// # Errors
    ///
    /// The connection is gone, or the program does not read.
    pub fn ask(&mut self, name: &str, method: &str, target: &str) -> Step {
        let request = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.send(name, request.as_bytes())
    }

    /// A peer sends a form by POST.
    ///
    /// # Errors
    ///
    /// As [`ask`](Conversation::ask).
    pub fn post_form(&mut self, name: &str, target: &str, form: &str) -> Step {
        let length = form.len();
        let request = format!(
            "POST {target} HTTP/1.1\r\nHost: localhost\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        self.send(name, request.as_bytes())
    }

    /// A peer receives the whole answer to a request of that method. It stands in no
    /// transcript: say with [`ensure`](Conversation::ensure) what matters of it, or
    /// use [`receive_page`](Conversation::receive_page).
    ///
    /// # Errors
    ///
    /// There is no whole answer until the end or the deadline; or what comes is none.
    pub fn receive_answer(&mut self, name: &str, method: &str) -> Step<Answer> {
        Answer::read_from(&mut Wire { conversation: self, name, what: "an answer" }, method)
    }

    /// A peer receives an answer with this status and this body. The transcript has
    /// these two; the answer is returned for its headers.
    ///
    /// # Errors
    ///
    /// As [`receive_answer`](Conversation::receive_answer); or it is another answer.
    pub fn receive_page(
        &mut self,
        name: &str,
        method: &str,
        status: u16,
        body: impl AsRef<[u8]>,
    ) -> Step<Answer> {
        let answer = self.receive_answer(name, method)?;
        let line = |status: u16, body: &[u8]| format!("{name} < {status} {}", shown(body));
        let (wanted, got) = (line(status, body.as_ref()), line(answer.status, &answer.body));
        // What is shown of a long body is only its beginning.
        if answer.status == status && answer.body == body.as_ref() {
            self.note(&wanted)?;
            return Ok(answer);
        }
        self.differs(&wanted, &got)
    }

    /// [`ask`](Conversation::ask) with GET, and
    /// [`receive_page`](Conversation::receive_page).
    ///
    /// # Errors
    ///
    /// As these two.
    pub fn get(&mut self, name: &str, target: &str, status: u16, body: &str) -> Step<Answer> {
        self.ask(name, "GET", target)?;
        self.receive_page(name, "GET", status, body)
    }

    /// The last answer that a peer got has this header; or, for `None`, has it not.
    ///
    /// # Errors
    ///
    /// It is otherwise.
    pub fn has_header(
        &mut self,
        name: &str,
        answer: &Answer,
        header: &str,
        value: Option<&str>,
    ) -> Step {
        self.header_is(name, header, answer.header(header), value)
    }

    pub(super) fn header_is(
        &mut self,
        name: &str,
        header: &str,
        found: Option<&str>,
        wanted: Option<&str>,
    ) -> Step {
        let line = |value: Option<&str>| match value {
            Some(value) => format!("{name} < {header}: {value}"),
            None => format!("{name} < no {header}"),
        };
        self.ensure(found == wanted, &line(wanted), &line(found))
    }
}

/// A peer, as the source of an answer or of a request.
pub(super) struct Wire<'a, 'exam> {
    pub conversation: &'a mut Conversation<'exam>,
    pub name: &'a str,
    pub what: &'a str,
}

impl Wire<'_, '_> {
    fn wanted(&self) -> String {
        format!("{} < {} of HTTP", self.name, self.what)
    }
}

impl Source for Wire<'_, '_> {
    type Error = Verdict;

    fn exactly(&mut self, length: usize) -> Step<Vec<u8>> {
        if length > LONGEST_BODY {
            let got = format!("{} < a body that announces {length} bytes", self.name);
            return self.conversation.differs(&self.wanted(), &got);
        }
        let wanted = self.wanted();
        self.conversation.hear(self.name, length, &wanted)
    }

    fn rest(&mut self) -> Step<Vec<u8>> {
        match self.conversation.peer(self.name).hear(LONGEST_BODY) {
            Heard::Data(data) | Heard::End(data) => Ok(data),
            Heard::Reset(_) => {
                let got = format!("{} sees a reset", self.name);
                self.conversation.differs(&self.wanted(), &got)
            }
            Heard::TooLate(_) => Err(self.conversation.program.why_not(&self.wanted())),
        }
    }

    fn malformed(&self, data: &[u8]) -> Verdict {
        let got = format!("{} < {}", self.name, shown(data));
        let before = &self.conversation.exam.transcript;
        Verdict::Differs {
            expected: format!("{before}{}", self.wanted()),
            got: format!("{before}{got}"),
        }
    }
}
