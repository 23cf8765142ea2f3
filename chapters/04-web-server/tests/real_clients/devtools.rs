//! The protocol of a browser's developer tools, by which it is told what to do: JSON
//! objects with a zero byte after each, over two pipes.
//!
//! A command has an id, and its answer the same one. Events come in between.

use crate::support::DEADLINE;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Instant;

pub struct DevTools {
    commands: ChildStdin,
    messages: Receiver<Value>,
    /// Events that nobody has waited for yet.
    events: VecDeque<Value>,
    last_id: u64,
    /// The page that is spoken to; `None` is the browser itself.
    session: Option<String>,
}

impl DevTools {
    pub fn new(commands: ChildStdin, messages: ChildStdout) -> Self {
        let (tell, received) = mpsc::channel();
        // A pipe has no read deadline; a channel has one.
        thread::spawn(move || {
            for message in BufReader::new(messages).split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).expect("DevTools speaks JSON");
                if tell.send(message).is_err() {
                    return;
                }
            }
        });
        let events = VecDeque::new();
        Self { commands, messages: received, events, last_id: 0, session: None }
    }

    /// From here on, commands are for this page.
    pub fn speak_to(&mut self, session: &str) {
        self.session = Some(session.to_owned());
    }

    /// Sends a command, and returns its id.
    pub fn send(&mut self, method: &str, params: Value) -> u64 {
        self.last_id += 1;
        let mut command = json!({"id": self.last_id, "method": method, "params": params});
        if let Some(session) = &self.session {
            command["sessionId"] = session.as_str().into();
        }
        write!(self.commands, "{command}\0").expect("the browser reads");
        self.last_id
    }

    /// Sends a command, and waits for its answer.
    #[track_caller]
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let mut answer = self.wait_for(method, |message| message["id"] == id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Waits for an event of this name whose parameters are as `is_it` wants them.
    #[track_caller]
    pub fn event(&mut self, method: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let is_it = |message: &Value| message["method"] == method && is_it(&message["params"]);
        let known = self.events.iter().position(is_it);
        let known = known.and_then(|index| self.events.remove(index));
        let mut event = known.unwrap_or_else(|| self.wait_for(method, is_it));
        event["params"].take()
    }

    /// Forgets the events that have come until now.
    pub fn forget_events(&mut self) {
        self.events.clear();
    }

    #[track_caller]
    fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left);
            let message = message.unwrap_or_else(|error| panic!("{what}: {error}"));
            if is_it(&message) {
                return message;
            }
            self.events.push_back(message);
        }
    }

    /// Closes the browser, and waits until it has.
    pub fn close(&mut self) {
        self.session = None;
        self.send("Browser.close", json!({}));
        let deadline = Instant::now() + DEADLINE;
        let left = || deadline.saturating_duration_since(Instant::now());
        while self.messages.recv_timeout(left()).is_ok() {}
    }
}
