//! The same cases in Python.

use std::process::{Command, Stdio};

use crate::ours::Case;

/// Prints the nanoseconds for one level, or one Deferred, where it went fastest.
const PROGRAM: &str = r"
import sys, time
from twisted.internet.defer import Deferred, gatherResults, succeed

def levels(size):
    d = Deferred()
    for _ in range(size):
        d.addCallback(lambda n: n + 1)
    d.callback(0)
    assert d.result == size

def waiting(size):
    first = d = Deferred()
    for _ in range(size):
        d = succeed(None).addCallback(lambda _, inner=d: inner).addCallback(lambda n: n + 1)
    first.callback(0)
    assert d.result == size

def gathering(size):
    members = [Deferred() for _ in range(size)]
    all = gatherResults(members)
    for d in members:
        d.callback(1)
    assert sum(all.result) == size

case, size = globals()[sys.argv[1]], int(sys.argv[2])

RUNS = 8
start, fastest = time.perf_counter(), float('inf')
while time.perf_counter() - start < 0.2:
    sample = time.perf_counter()
    for _ in range(RUNS):
        case(size)
    fastest = min(fastest, time.perf_counter() - sample)
print(fastest * 1e9 / RUNS / size)
";

fn python() -> Command {
    Command::new(std::env::var("PYTHON").unwrap_or_else(|_| "python3".into()))
}

pub fn is_installed() -> bool {
    let mut import = python();
    import.args(["-c", "import twisted"]).stderr(Stdio::null());
    import.status().is_ok_and(|status| status.success())
}

pub fn nanoseconds(case: Case, size: u32) -> f64 {
    let run = python().args(["-c", PROGRAM, case.name(), &size.to_string()]).output();
    let run = run.expect("Python starts");
    let printed = String::from_utf8_lossy(&run.stdout);
    printed.trim().parse().unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&run.stderr)))
}
