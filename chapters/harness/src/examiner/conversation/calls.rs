//! Calls that come in whatever number and order, or do not come at all.

use super::Conversation;
use crate::examiner::exam::Step;
use crate::examiner::peer::Peer;

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

    /// Peers play a site: each of them is asked for one page by GET, and answers with
    /// the status and the body that `page` has for the path; or never, if it has none.
    /// So it goes on until the program ends, or calls nobody any more.
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
    pub fn serve_site<'a>(
        &mut self,
        page: impl Fn(&str) -> Option<(&'a str, String)>,
    ) -> Step<Vec<String>> {
        let mut asked_for = Vec::new();
        let before = self.exam.transcript.len();
        while let Some(name) = self.next_caller(asked_for.len()) {
            let asked = self.hear_request(&name)?;
            if let Some((status, body)) = page(&asked.target) {
                self.answer(&name, status, &[("Connection", "close")], body)?;
            }
            self.exam.transcript.truncate(before);
            asked_for.push(format!("{} {}", asked.method, asked.target));
        }
        Ok(asked_for)
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
