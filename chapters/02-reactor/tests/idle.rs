//! What idle connections cost.
#![cfg(target_os = "linux")]

mod support;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io::{Read, Write};
use std::net::TcpStream;
use support::program::{self, Program};
use support::{connect, in_time};

const CONNECTIONS: u64 = 10_000;

/// Descriptors that a process needs for other things.
const SPARE: u64 = 64;

/// "About 1 KiB": what is measured is some hundred bytes below, and a page more
/// or less here and there.
const MOST_BYTES: u64 = 1280;

/// Raises the limit as far as it goes; returns how many connections it allows.
fn possible_connections() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let wanted = CONNECTIONS + SPARE;
    let most = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
    let current = limit.current.map(|current| current.max(most));
    setrlimit(Resource::Nofile, Rlimit { current, ..limit }).expect("below the maximum");
    most - SPARE
}

/// The memory of a process, in bytes.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kilobytes * 1024
}

/// Whoever is answered last was accepted last: then all are.
fn touch(stream: &mut TcpStream) {
    stream.write_all(b"x").unwrap();
    stream.read_exact(&mut [0]).unwrap();
}

#[test]
fn ten_thousand_idle_connections_cost_about_a_kilobyte_each() {
    program::build();
    in_time(|| {
        let count = possible_connections();
        let (server, address) = Program::serve("echo_server");
        // What the first connections need is there for all later ones.
        let mut held: Vec<TcpStream> = (0..100).map(|_| connect(address)).collect();
        touch(&mut held[99]);
        let before = memory(server.id());
        held.extend((100..count).map(|_| connect(address)));
        touch(held.last_mut().unwrap());
        let each = (memory(server.id()) - before) / (count - 100);
        println!("{count} connections, {each} bytes each");
        assert!(each <= MOST_BYTES, "{count} connections take {each} bytes each");
        touch(&mut held[0]);
    });
}
