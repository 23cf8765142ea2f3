//! `chat_server` in plain tokio.
//!
//! ```sh
//! cargo run --example chat_server_tokio   # listens on 127.0.0.1:8001
//! cargo run --example chat_client         # in as many terminals as you like
//! ```
//!
//! The state machine has become a function that reads on: first the name, then
//! the chat. What is said to a visitor goes through a channel to the task that
//! serves him, for only that task may write to his socket.

use bytes::BytesMut;
use memchr::memmem;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{LocalSet, spawn_local};

/// The longest line, without its end.
const MAX_LENGTH: usize = 16_384;

/// So many lines may wait for a visitor who does not read; what is said beyond
/// that he misses.
const MOST_UNREAD: usize = 1024;

type Line = Vec<u8>;

#[derive(Default)]
struct Chat {
    users: RefCell<BTreeMap<Line, Sender<Line>>>,
}

impl Chat {
    /// Tells everybody but `name`.
    fn broadcast(&self, name: &[u8], message: &[u8]) {
        for (user, lines) in self.users.borrow().iter() {
            if user != name {
                // His queue may be full, or he is just leaving: then he misses it.
                let _ = lines.try_send(message.to_vec());
            }
        }
    }
}

// ANCHOR: lines
/// Cuts a stream into lines.
struct Lines {
    stream: OwnedReadHalf,
    buffer: BytesMut,
}

impl Lines {
    /// `None` is the end: of the stream, or of our patience.
    async fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            if let Some(length) = memmem::find(&self.buffer, b"\r\n") {
                let line = self.buffer.split_to(length + 2)[..length].to_vec();
                return Ok((length <= MAX_LENGTH).then_some(line));
            }
            let too_long = self.buffer.len() >= MAX_LENGTH + 2;
            if too_long || self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Ok(None);
            }
        }
    }
}
// ANCHOR_END: lines

/// Writes to a visitor what is said to him, until nobody can say anything more.
async fn write_lines(mut stream: OwnedWriteHalf, mut said: Receiver<Line>) {
    while let Some(mut line) = said.recv().await {
        line.extend_from_slice(b"\r\n");
        if stream.write_all(&line).await.is_err() {
            return;
        }
    }
}

async fn serve(chat: Rc<Chat>, stream: TcpStream) {
    let (read, write) = stream.into_split();
    let (lines, said) = channel(MOST_UNREAD);
    spawn_local(write_lines(write, said));
    let mut visitor = Lines { stream: read, buffer: BytesMut::new() };
    // Whether he leaves or breaks off makes no difference to the others.
    let _ = visit(&chat, &mut visitor, lines).await;
}

// ANCHOR: visit
async fn visit(chat: &Chat, visitor: &mut Lines, lines: Sender<Line>) -> io::Result<()> {
    let Some(name) = register(chat, visitor, &lines).await? else { return Ok(()) };
    chat.broadcast(&name, &[&name[..], b" has joined the channel"].concat());
    chat.users.borrow_mut().insert(name.clone(), lines);
    let outcome = talk(chat, visitor, &name).await;
    chat.users.borrow_mut().remove(&name);
    chat.broadcast(&name, &[&name[..], b" has left the channel"].concat());
    outcome
}

/// `None`, if the visitor leaves without a name.
async fn register(
    chat: &Chat,
    visitor: &mut Lines,
    lines: &Sender<Line>,
) -> io::Result<Option<Line>> {
    let _ = lines.try_send(b"What is your name?".to_vec());
    while let Some(name) = visitor.next().await? {
        if !chat.users.borrow().contains_key(&name) {
            let _ = lines.try_send([&b"welcome "[..], &name].concat());
            return Ok(Some(name));
        }
        let _ = lines.try_send(b"Name token,choose another".to_vec());
    }
    Ok(None)
}

async fn talk(chat: &Chat, visitor: &mut Lines, name: &[u8]) -> io::Result<()> {
    while let Some(line) = visitor.next().await? {
        chat.broadcast(name, &[&b"<"[..], name, b">", &line].concat());
    }
    Ok(())
}
// ANCHOR_END: visit

async fn accept(address: String) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    println!("listening on {}", listener.local_addr()?);
    let chat = Rc::new(Chat::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        spawn_local(serve(chat.clone(), stream));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    LocalSet::new().run_until(accept(address)).await
}
