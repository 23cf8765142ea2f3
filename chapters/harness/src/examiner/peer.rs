//! One peer of a program: a real socket, read with a deadline.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use socket2::SockRef;

use super::program::Program;
use super::rest::{LOOK_EVERY, Rest};
use super::text::escape;

/// Data longer than this is shown by its beginning and its length.
const SHOWN_BYTES: usize = 200;

/// A peer, connected.
#[derive(Debug)]
pub(super) struct Peer {
    stream: TcpStream,
    deadline: Instant,
    /// The program at the other end, before it was looked at.
    rest: Rest,
}

/// How a peer's reading ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// All that was asked for; or less, if that is enough to know.
    Data(Vec<u8>),
    /// The end of the stream, after less than that.
    End(Vec<u8>),
    /// The connection was reset, after less than that.
    Reset(Vec<u8>),
    /// The deadline, or the certainty that there will be no more, after less than
    /// that.
    TooLate(Vec<u8>),
}

impl Peer {
    pub fn connect(address: SocketAddr, program: &Program) -> std::io::Result<Peer> {
        let stream = TcpStream::connect_timeout(&address, time_left(program.deadline()))?;
        Ok(Peer::new(stream, program))
    }

    pub fn new(stream: TcpStream, program: &Program) -> Peer {
        // Small writes leave at once, so that a check decides what is a packet.
        // Where that cannot be set, they leave a little later.
        let _ = stream.set_nodelay(true);
        Peer { stream, deadline: program.deadline(), rest: program.rest() }
    }

    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.stream.local_addr()
    }

    pub fn send(&mut self, data: &[u8]) -> std::io::Result<()> {
        self.stream.set_write_timeout(Some(time_left(self.deadline)))?;
        self.stream.write_all(data)
    }

    /// Reads until `length` bytes are there.
    pub fn hear(&mut self, length: usize) -> Heard {
        self.hear_while(length, |_, _| true)
    }

    /// Reads until as much is there as expected, or something else: nobody needs to
    /// wait for more of an answer that is wrong already.
    pub fn hear_as(&mut self, expected: &[u8]) -> Heard {
        self.hear_while(expected.len(), |from, data| expected[from..].starts_with(data))
    }

    /// Reads until `length` bytes are there, or what has just come is not right:
    /// `is_right` is handed its place in the whole, and itself.
    fn hear_while(&mut self, length: usize, is_right: impl Fn(usize, &[u8]) -> bool) -> Heard {
        let mut data = vec![0; length];
        let mut filled = 0;
        while filled < length {
            let read = self.read_some(&mut data[filled..]);
            match read {
                Ok(0) => return Heard::End(data[..filled].to_vec()),
                Ok(count) => {
                    let from = filled;
                    filled += count;
                    if !is_right(from, &data[from..filled]) {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_timeout(&error) => return Heard::TooLate(data[..filled].to_vec()),
                Err(_) => return Heard::Reset(data[..filled].to_vec()),
            }
        }
        data.truncate(filled);
        Heard::Data(data)
    }

    /// Says that nothing more will be sent; hearing goes on.
    pub fn half_close(&self) -> std::io::Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }

    /// Vanishes: the other side sees a reset, not an end.
    pub fn vanish(self) -> std::io::Result<()> {
        SockRef::from(&self.stream).set_linger(Some(Duration::ZERO))
    }

    /// Reads what comes, until the deadline, or as long as something may come.
    fn read_some(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut rest = self.rest.clone();
        loop {
            self.stream.set_read_timeout(Some(time_left(self.deadline).min(LOOK_EVERY)))?;
            match self.stream.read(buffer) {
                Err(error) if is_timeout(&error) && self.may_wait() && !rest.is_certain() => {}
                result => return result,
            }
        }
    }

    fn may_wait(&self) -> bool {
        Instant::now() < self.deadline
    }
}

/// A timeout of zero would mean none at all, so the least is a millisecond.
fn time_left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// Data on one line, in quotes.
pub(super) fn shown(data: &[u8]) -> String {
    let head = &data[..data.len().min(SHOWN_BYTES)];
    let text = escape(head).replace('\n', "\\n").replace('"', "\\\"");
    match data.len() {
        length if length > SHOWN_BYTES => format!("\"{text}…\" ({length} bytes)"),
        _ => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_shown_on_one_line() {
        assert_eq!(shown(b"a\r\n\"b\""), r#""a\r\n\"b\"""#);
    }

    #[test]
    fn long_data_is_shown_by_its_beginning_and_its_length() {
        let text = shown(&[b'x'; 1000]);
        assert!(text.ends_with("x…\" (1000 bytes)") && text.len() < 250);
    }
}
