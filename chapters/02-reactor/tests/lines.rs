//! Lines: what the recorded cases do not show.

use reactor::{InMemory, LineReceiver, LineTransport, Lines};

#[derive(Default)]
struct Counter {
    lines: usize,
    exceeded: usize,
    raw: usize,
}

impl LineReceiver for Counter {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        self.lines += 1;
        if line == b"raw" {
            lines.set_raw_mode();
        }
    }

    fn raw_data_received(&mut self, lines: &LineTransport, data: &[u8]) {
        self.raw += 1;
        lines.set_line_mode(data);
    }

    fn line_length_exceeded(&mut self, _: &LineTransport, _: &[u8]) {
        self.exceeded += 1;
    }
}

/// The counter inside a connection is reached by a message, as in a program.
fn counted(connection: &mut InMemory<Lines<Counter>>) -> (usize, usize, usize) {
    let (sender, receiver) = std::sync::mpsc::channel();
    connection.receiver_says(move |counter| {
        let _ = sender.send((counter.lines, counter.raw, counter.exceeded));
    });
    receiver.try_recv().expect("the message is delivered")
}

trait ReceiverSays {
    fn receiver_says(&mut self, message: impl FnOnce(&mut Counter) + 'static);
}

impl ReceiverSays for InMemory<Lines<Counter>> {
    fn receiver_says(&mut self, message: impl FnOnce(&mut Counter) + 'static) {
        self.transport().post(move |lines: &mut Lines<Counter>, _| message(lines.receiver_mut()));
        self.turn();
    }
}

fn connection() -> InMemory<Lines<Counter>> {
    InMemory::new(Lines::from(Counter::default()))
}

#[test]
fn twenty_thousand_mode_switches_in_one_packet_need_no_stack() {
    let mut connection = connection();
    connection.receive(&b"raw\r\n".repeat(20_000));
    assert_eq!(counted(&mut connection), (20_000, 19_999, 0));
}

#[test]
fn an_empty_line_is_a_line() {
    let mut connection = connection();
    connection.receive(b"\r\n\r\n\r");
    assert_eq!(counted(&mut connection), (2, 0, 0));
}

#[test]
fn the_length_is_bounded_without_the_delimiter() {
    let mut connection = connection();
    connection.receive(&[b"x".repeat(16_384), b"\r\n".to_vec()].concat());
    assert_eq!(counted(&mut connection), (1, 0, 0));
    connection.receive(&[b"x".repeat(16_385), b"\r\n".to_vec()].concat());
    assert_eq!(counted(&mut connection), (1, 0, 1));
}

#[test]
fn resuming_from_outside_hands_over_what_was_kept() {
    struct Pauses;
    impl LineReceiver for Pauses {
        fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
            lines.send_line(line);
            lines.pause_producing();
        }
    }
    let mut connection = InMemory::new(Lines::from(Pauses));
    connection.receive(b"one\r\ntwo\r\n");
    assert_eq!(connection.written(), b"one\r\n");
    connection.transport().post(|lines: &mut Lines<Pauses>, _| {
        lines.transport().expect("the connection stands").resume_producing();
    });
    assert_eq!(connection.written(), b"two\r\n");
}

#[test]
#[should_panic(expected = "a line cannot end with nothing")]
fn an_empty_delimiter_is_refused() {
    struct Endless;
    impl LineReceiver for Endless {
        const DELIMITER: &'static [u8] = b"";
        fn line_received(&mut self, _: &LineTransport, _: &[u8]) {}
    }
    InMemory::new(Lines::from(Endless));
}
