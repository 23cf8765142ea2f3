//! [`Answer`]: an answer of HTTP/1.1, as a browser takes it out of a stream (RFC
//! 9112).

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};

use super::fields::Fields;

/// No head that a check asks for is longer.
const LONGEST_HEAD: usize = 64 * 1024;

/// A body in chunks could go on for ever. No check asks for a longer one.
const LONGEST_CHUNKS: usize = 64 * 1024 * 1024;

/// An answer, whole. A body that came in chunks has been put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// 200, 404 …
    pub status: u16,
    /// The status in words, as the server put it.
    pub reason: String,
    /// What the body was framed by.
    pub framing: Framing,
    /// What came behind the head.
    pub body: Vec<u8>,
    headers: Fields,
}

/// How one knows where a body ends (RFC 9112, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// There is none, whatever the headers say.
    NoBody,
    /// By `Content-Length`.
    Length(usize),
    /// By `Transfer-Encoding: chunked`.
    Chunked,
    /// By the end of the connection.
    UntilTheEnd,
}

/// Where an answer is read from.
pub(super) trait Source {
    /// Why it could not be read.
    type Error;

    /// Exactly so many bytes.
    fn exactly(&mut self, length: usize) -> Result<Vec<u8>, Self::Error>;

    /// All bytes until the end.
    fn rest(&mut self) -> Result<Vec<u8>, Self::Error>;

    /// What came is no HTTP.
    fn malformed(&self, data: &[u8]) -> Self::Error;
}

impl Answer {
    /// Reads the answer to a request of this method from a stream.
    ///
    /// # Errors
    ///
    /// The stream's; or what comes is no answer of HTTP/1.1.
    pub fn read(stream: &mut impl Read, method: &str) -> io::Result<Answer> {
        Answer::read_from(&mut Stream(stream), method)
    }

    pub(super) fn read_from<S: Source>(source: &mut S, method: &str) -> Result<Answer, S::Error> {
        let head = read_until(source, b"\r\n\r\n")?;
        let parsed = std::str::from_utf8(&head).ok().and_then(parse_head);
        let mut answer = parsed.ok_or_else(|| source.malformed(&head))?;
        answer.framing = answer.framing_for(method).ok_or_else(|| source.malformed(&head))?;
        answer.body = match answer.framing {
            Framing::NoBody => Vec::new(),
            Framing::Length(length) => source.exactly(length)?,
            Framing::Chunked => read_chunks(source)?,
            Framing::UntilTheEnd => source.rest()?,
        };
        Ok(answer)
    }

    /// The value of a header, whichever way its name is spelt.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }

    /// All headers, in their order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter()
    }

    /// The body as text.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    fn framing_for(&self, method: &str) -> Option<Framing> {
        if method == "HEAD" || matches!(self.status, 100..=199 | 204 | 304) {
            return Some(Framing::NoBody);
        }
        if self.header("transfer-encoding") == Some("chunked") {
            return Some(Framing::Chunked);
        }
        let Some(length) = self.header("content-length") else {
            return Some(Framing::UntilTheEnd);
        };
        length.parse().ok().map(Framing::Length)
    }
}

fn parse_head(head: &str) -> Option<Answer> {
    let mut lines = head.strip_suffix("\r\n\r\n")?.split("\r\n");
    let status_line = lines.next()?.strip_prefix("HTTP/1.")?;
    let (_minor_version, status) = status_line.split_once(' ')?;
    let (status, reason) = status.split_once(' ').unwrap_or((status, ""));
    Some(Answer {
        status: status.parse().ok()?,
        reason: reason.to_owned(),
        framing: Framing::NoBody,
        body: Vec::new(),
        headers: Fields::parse(lines)?,
    })
}

pub(super) fn read_until<S: Source>(source: &mut S, end: &[u8]) -> Result<Vec<u8>, S::Error> {
    let mut data = Vec::new();
    while !data.ends_with(end) {
        if data.len() == LONGEST_HEAD {
            return Err(source.malformed(&data));
        }
        data.extend(source.exactly(1)?);
    }
    Ok(data)
}

pub(super) fn read_chunks<S: Source>(source: &mut S) -> Result<Vec<u8>, S::Error> {
    let mut body = Vec::new();
    loop {
        let line = read_until(source, b"\r\n")?;
        let length = chunk_length(&line).ok_or_else(|| source.malformed(&line))?;
        let mut chunk = source.exactly(length + 2)?;
        if !chunk.ends_with(b"\r\n") {
            return Err(source.malformed(&chunk));
        }
        if length == 0 {
            return Ok(body);
        }
        if body.len() + length > LONGEST_CHUNKS {
            return Err(source.malformed(b"chunks without an end"));
        }
        chunk.truncate(length);
        body.append(&mut chunk);
    }
}

fn chunk_length(line: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(line).ok()?.strip_suffix("\r\n")?;
    let length = usize::from_str_radix(text, 16).ok()?;
    // What no check asks for must not be made room for.
    (length < usize::MAX / 2).then_some(length)
}

struct Stream<'a, R>(&'a mut R);

impl<R: Read> Source for Stream<'_, R> {
    type Error = io::Error;

    fn exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut data = Vec::new();
        self.0.by_ref().take(length as u64).read_to_end(&mut data)?;
        if data.len() < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(data) }
    }

    fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut data = Vec::new();
        self.0.read_to_end(&mut data)?;
        Ok(data)
    }

    fn malformed(&self, data: &[u8]) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, format!("no HTTP: {}", data.escape_ascii()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut stream: &[u8]) -> io::Result<Answer> {
        Answer::read(&mut stream, "GET")
    }

    #[test]
    fn a_body_ends_where_its_length_says() {
        let mut stream =
            &b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 404 Not Found\r\n"[..];
        let answer = Answer::read(&mut stream, "GET").unwrap();
        assert_eq!((answer.status, &*answer.reason, &*answer.text()), (200, "OK", "ok"));
        assert!(stream.starts_with(b"HTTP/1.1 404"));
    }

    #[test]
    fn chunks_are_put_together() {
        let answer =
            read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nA\r\n0123456789\r\n0\r\n\r\n");
        assert_eq!(answer.unwrap().text(), "a0123456789");
    }

    #[test]
    fn chunks_that_come_to_no_end_are_an_error() {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        let chunk = [&b"100000\r\n"[..], &vec![b'.'; 1 << 20], b"\r\n"].concat();
        let error = read(&[head, chunk.repeat(65)].concat()).unwrap_err();
        assert!(error.to_string().contains("chunks without an end"), "{error}");
    }

    #[test]
    fn without_a_length_the_end_of_the_connection_is_the_end() {
        let answer = read(b"HTTP/1.0 200\r\n\r\nall of it").unwrap();
        assert_eq!((answer.framing, &*answer.text()), (Framing::UntilTheEnd, "all of it"));
    }

    #[test]
    fn the_answer_to_head_has_no_body_whatever_its_length() {
        let mut stream = &b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nnext"[..];
        let answer = Answer::read(&mut stream, "HEAD").unwrap();
        assert_eq!((answer.header("content-LENGTH"), answer.body.len()), (Some("2"), 0));
        assert_eq!(stream, b"next");
    }

    #[test]
    fn what_is_cut_short_or_no_http_is_an_error() {
        for stream in [
            &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok"[..],
            b"HTTP/1.1 200 OK\r\nContent-Length: three\r\n\r\nok",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            b"HTTP/1.1 OK\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            b"SSH-2.0-OpenSSH\r\n\r\n",
            b"",
        ] {
            assert!(read(stream).is_err(), "{}", stream.escape_ascii());
        }
    }
}
