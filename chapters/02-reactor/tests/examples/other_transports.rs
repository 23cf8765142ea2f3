//! What is said to the echoes that do not speak TCP.

use crate::support::DEADLINE;
use harness::{Conversation, Exam, Step};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};

/// Two peers, and two datagrams of one of them: none runs into another.
pub fn udp(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    let server = talk.address();
    let [alice, bob] = [udp_peer(server), udp_peer(server)];
    send(&mut talk, "alice", &alice, "Hello,")?;
    send(&mut talk, "bob", &bob, "good day")?;
    send(&mut talk, "alice", &alice, "world!")?;
    receive(&mut talk, "alice", &alice, "Hello,")?;
    receive(&mut talk, "alice", &alice, "world!")?;
    receive(&mut talk, "bob", &bob, "good day")?;
    talk.finish();
    Ok(())
}

fn udp_peer(server: SocketAddr) -> UdpSocket {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    socket.connect(server).expect("it takes an address");
    socket.set_read_timeout(Some(DEADLINE)).expect("it takes a deadline");
    socket
}

fn send(talk: &mut Conversation<'_>, name: &str, peer: &UdpSocket, datagram: &str) -> Step {
    let sent = peer.send(datagram.as_bytes()).is_ok();
    let line = format!("{name} > {datagram:?}");
    talk.ensure(sent, &line, &format!("{name} cannot send {datagram:?}"))?;
    talk.prints(&format!("receive:  b'{datagram}'"))
}

fn receive(talk: &mut Conversation<'_>, name: &str, peer: &UdpSocket, datagram: &str) -> Step {
    let mut buffer = [0; 1024];
    let got = peer.recv(&mut buffer).map(|length| buffer[..length].escape_ascii().to_string());
    let holds = got.as_ref().is_ok_and(|got| got == datagram);
    talk.ensure(holds, &format!("{name} < {datagram:?}"), &format!("{name} gets {got:?}"))
}

/// The examiner's peers speak TCP only, so this transcript is written by hand.
#[cfg(unix)]
pub fn unix() -> String {
    use crate::support::program::Program;
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("echo.sock");
    let program = Program::start("unix_echo", &path.to_string_lossy());
    let listening = program.line();
    let mut alice = UnixStream::connect(&path).expect("it listens");
    alice.set_read_timeout(Some(DEADLINE)).expect("it takes a deadline");
    alice.write_all(b"Hello,world!").expect("it reads");
    let received = program.line();
    let mut echo = [0; 12];
    alice.read_exact(&mut echo).expect("it answers");
    let transcript = format!(
        "$ unix_echo \"{}\"\n| {listening}\nalice connects\nalice > \"Hello,world!\"\n\
         | {received}\nalice < \"{}\"",
        path.display(),
        echo.escape_ascii(),
    );
    transcript.replace(&*folder.path().to_string_lossy(), "<FOLDER>")
}
