//! Streams of bytes whose lines are known: from runs of real Twisted, and two of
//! our own. And how a stream may be cut.

use harness::escape;
use serde::Deserialize;
use serde_json::Value;

/// Runs of Twisted's `LineReceiver` and `LineOnlyReceiver`.
const RECORDED: &str = include_str!("../cases/line_receiver_cases.jsonl");

const SEVERAL: &str = "All came in one packet: that may hold no line, one, or several. Each of \
                       them is told, and what is left over stays.";
const REST: &str = "The stream was cut outside of its delimiters. What is no whole line yet is \
                    kept, and goes on with the next packet.";
const TORN: &str = "A delimiter was torn between two packets. It can be found only where all of it \
                    is.";
const LONE: &str = "A part of the delimiter ends no line: alone it is a byte like any other.";
const OTHER: &str = "It works for `\\r\\n`, but the first argument says what ends a line.";
const ANEW: &str = "What looked like the beginning of a delimiter was none, but the delimiter \
                    began inside of it: in `aaab` stands `aab`.";
const BYTES: &str = "It works for ASCII, but a line may hold any bytes: look for the delimiter \
                     among bytes, and make no text of them.";

/// The length of the longest stream that is cut at every two places.
const MOST_CUT_TWICE: usize = 25;

/// A stream of bytes, and what is in it.
pub struct Stream {
    delimiter: Vec<u8>,
    bytes: Vec<u8>,
    /// What the program is to print: the lines, and what is left over.
    pub printed: Vec<String>,
    /// The mistake, if it goes wrong in one piece.
    mistake: &'static str,
}

/// The places at which a stream is cut into packets.
pub type Cuts = Vec<usize>;

/// All streams, the more usual ones first.
pub fn streams() -> Vec<Stream> {
    let case = |line| -> Case { serde_json::from_str(line).expect("a recorded case") };
    let mut streams: Vec<Stream> =
        RECORDED.lines().map(case).filter(Case::is_plain).map(Stream::from).collect();
    let lone = b"a\nb\r\r\n\n\r\r\n\r";
    streams.push(Stream::new(b"\r\n", lone, &[b"a\nb\r", b"\n\r"], b"\r", LONE));
    streams.push(Stream::new(b"aab", b"aaabaaaab.a", &[b"a", b"aa"], b".a", ANEW));
    streams.sort_by_key(|stream| {
        (!stream.bytes.is_ascii(), stream.delimiter != b"\r\n", stream.delimiter.clone())
    });
    streams
}

impl Stream {
    fn new(
        delimiter: &[u8],
        bytes: &[u8],
        lines: &[&[u8]],
        left_over: &[u8],
        mistake: &'static str,
    ) -> Stream {
        let line = |line: &&[u8]| format!("line: \"{}\"", line.escape_ascii());
        let left_over = format!("left over: \"{}\"", left_over.escape_ascii());
        let printed = lines.iter().map(line).chain([left_over]);
        let printed = printed.map(|line| escape(line.as_bytes())).collect();
        Stream { delimiter: delimiter.to_vec(), bytes: bytes.to_vec(), printed, mistake }
    }

    /// The ways to cut it that are tried: not at all, at one place, at every place,
    /// and at two places, if that makes no more than a few hundred. Those that tear no
    /// delimiter come first, so that the mistake which is told is the first to mend.
    pub fn ways_to_cut(&self) -> Vec<Cuts> {
        let end = self.bytes.len();
        let mut ways = vec![vec![]];
        ways.extend((1..end).map(|cut| vec![cut]));
        ways.push((1..end).collect());
        if end <= MOST_CUT_TWICE {
            ways.extend((1..end).flat_map(|one| (one + 1..end).map(move |two| vec![one, two])));
        }
        ways.sort_by_key(|cuts| self.tears_a_delimiter(cuts));
        ways
    }

    fn tears_a_delimiter(&self, cuts: &[usize]) -> bool {
        let reach = self.delimiter.len() - 1;
        cuts.iter().any(|&cut| {
            let mut starts = cut.saturating_sub(reach)..cut;
            starts.any(|start| self.bytes[start..].starts_with(&self.delimiter))
        })
    }

    /// The mistake that it shows to go wrong when it is cut like this.
    pub fn mistake(&self, cuts: &[usize]) -> &'static str {
        match cuts {
            _ if !self.bytes.is_ascii() => BYTES,
            [] => self.mistake,
            _ if self.tears_a_delimiter(cuts) => TORN,
            _ => REST,
        }
    }

    /// The packets, as arguments.
    pub fn packets(&self, cuts: &[usize]) -> Vec<String> {
        let cuts = || cuts.iter().copied();
        let (starts, ends) = ([0].into_iter().chain(cuts()), cuts().chain([self.bytes.len()]));
        starts.zip(ends).map(|(start, end)| argument(&self.bytes[start..end])).collect()
    }

    /// The delimiter, as an argument.
    pub fn delimiter(&self) -> String {
        argument(&self.delimiter)
    }

    /// All of it, for people.
    pub fn shown(&self) -> String {
        format!("`{}` by `{}`", argument(&self.bytes), self.delimiter())
    }
}

/// Any bytes as an argument. A `/` alone would be none.
fn argument(bytes: &[u8]) -> String {
    let escaped = |byte: &u8| match byte {
        b'\r' => r"\r".to_owned(),
        b'\n' => r"\n".to_owned(),
        b'\\' | b'/' => format!(r"\x{byte:02x}"),
        b' '..=b'~' => char::from(*byte).to_string(),
        _ => format!(r"\x{byte:02x}"),
    };
    bytes.iter().map(escaped).collect()
}

/// A recorded run. One character of a string is one byte.
#[derive(Deserialize)]
struct Case {
    delimiter: String,
    steps: Vec<Value>,
    events: Vec<Vec<Value>>,
    #[serde(rename = "final")]
    last: Value,
}

impl Case {
    /// Whether nothing happens in it but that bytes come in and lines go out: no line
    /// is too long, or a command; a `resume` where nothing is paused does nothing.
    fn is_plain(&self) -> bool {
        let is_plain_event = |event: &Value| match event["e"].as_str() {
            Some("line") => !text(&event["data"]).starts_with('!'),
            event => event == Some("t_resume"),
        };
        let is_plain_step = |step: &Value| match step["do"].as_str() {
            Some("set_line") => text(&step["extra"]).is_empty(),
            action => matches!(action, None | Some("resume")),
        };
        self.steps.iter().all(is_plain_step) && self.events.iter().flatten().all(is_plain_event)
    }
}

impl From<Case> for Stream {
    fn from(case: Case) -> Stream {
        let input: String = case.steps.iter().map(|step| text(&step["in"])).collect();
        let lines = case.events.iter().flatten().filter(|event| event["e"] == "line");
        let lines: Vec<Vec<u8>> = lines.map(|line| bytes(text(&line["data"]))).collect();
        let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        let left_over = bytes(text(&case.last["buffer"]));
        let mistake = match case.delimiter.as_str() {
            "\r\n" => SEVERAL,
            "aab" => ANEW,
            _ => OTHER,
        };
        Stream::new(&bytes(&case.delimiter), &bytes(&input), &lines, &left_over, mistake)
    }
}

/// A step that is no input has no text, which is as good as an empty one.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn bytes(text: &str) -> Vec<u8> {
    text.chars().map(|byte| u8::try_from(byte).expect("one byte")).collect()
}
