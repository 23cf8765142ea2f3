//! Calls that come in whatever number and order, or do not come at all.

use super::Conversation;
use crate::examiner::exam::Step;
use crate::examiner::peer::Peer;

/// How a site answers that a check plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Served {
    /// A whole page.
    Page {
        /// Such as `200 OK`.
        status: &'static str,
        /// What stands on the page.
        body: String,
    },
    /// The head of an answer, and then nothing any more.
    Head,
    /// Nothing at all.
    Nothing,
}

impl Conversation<'_> {
    /// The program has done all that it can, and has called nobody else meanwhile: for a
    /// check of how many it calls at once. What tells when it has is
    /// [`let_it_rest`](Conversation::let_it_rest)'s affair.
    ///
    /// # Errors
    ///
    /// It has called.
    ///
    /// # Panics
    ///
    /// The program is no client, or the system does not let us look.
    pub fn nobody_else_is_called(&mut self) -> Step {
        self.program.wait_for_rest();
        let host = self.host.as_ref().expect("only a check of a client accepts");
        let call = host.call_in_line().expect("a socket that listens can be asked");
        self.ensure(call.is_none(), "nobody else is called", "somebody else is called")
    }

    /// Peers play a site: each of them is asked for one page by GET, and answers as
    /// `answer` says for that path. So it goes on until the program ends, or calls nobody
    /// any more.
    ///
    /// What was asked for is returned, in its order. The transcript has none of it,
    /// since the order may be a matter of luck.
    ///
    /// # Errors
    ///
    /// What is asked for is not a whole request, or cannot be answered.
    ///
    /// # Panics
    ///
    /// The program is no client.
    pub fn serve_site(&mut self, answer: impl Fn(&str) -> Served) -> Step<Vec<String>> {
        let mut asked_for = Vec::new();
        let before = self.exam.transcript.len();
        while let Some(name) = self.next_caller(asked_for.len()) {
            let asked = self.hear_request(&name)?;
            self.serve(&name, answer(&asked.target))?;
            self.exam.transcript.truncate(before);
            asked_for.push(format!("{} {}", asked.method, asked.target));
        }
        Ok(asked_for)
    }

    fn serve(&mut self, name: &str, served: Served) -> Step {
        // The next call comes on a connection of its own, also from a client with a pool.
        let closes = ("Connection", "close");
        match served {
            Served::Page { status, body } => self.answer(name, status, &[closes], body),
            Served::Head => self.begin_answer(name, "200 OK", &[("Content-Length", "9"), closes]),
            Served::Nothing => Ok(()),
        }
    }

    /// A peer for the next call, if there is one.
    fn next_caller(&mut self, number: usize) -> Option<String> {
        let host = self.host.as_ref().expect("only a check of a client accepts");
        let stream = host.next_call(&self.program)?;
        let name = format!("caller {number}");
        self.peers.insert(name.clone(), Peer::new(stream, &self.program));
        Some(name)
    }
}
