//! # due_timers
//!
//! The loop has come to its timers: call what is due, the earliest first. Of two
//! with the same time, the one that was added first comes first. A timer that is
//! added by a callback waits for the next turn, even if it is due at once.
//!
//! The first argument says at which times the loop looks. The others are timers,
//! `DUE:NAME`, or `DUE:NAME+OTHER` for one that adds another when it is called:
//!
//! ```text
//! $ cargo xtask run due_timers 2,2,3 1:water+tea 5:cake 2:milk
//! turn at 2
//! water
//! milk
//! turn at 2
//! tea
//! turn at 3
//! still waiting: 1
//! ```
//!
//! Read:  book/src/01-events/timers.md
//! Run:   cargo xtask run due_timers 2,2,3 1:water+tea 5:cake 2:milk
//! Check: cargo xtask check due_timers

/// The time that an unreadable number stands for.
const NEVER: u32 = u32::MAX;

struct Timer {
    due: u32,
    name: String,
    adds: Option<String>,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let looks = args.next().unwrap_or("1".to_string());
    let mut waiting: Vec<Timer> = args.map(|arg| parse(&arg)).collect();

    for now in looks.split(',').map(time) {
        println!("turn at {now}");
        turn(&mut waiting, now);
    }
    println!("still waiting: {}", waiting.len());
}

/// Calls what is due at `now`. Those that were `waiting` longest stand in front.
fn turn(waiting: &mut Vec<Timer>, now: u32) {
    // TODO
    todo!("take out what is due, then call it")
}

impl Timer {
    /// Says its name, and adds the timer that it has to add.
    fn call(self, waiting: &mut Vec<Timer>, now: u32) {
        println!("{}", self.name);
        waiting.extend(self.adds.map(|name| Timer { due: now, name, adds: None }));
    }
}

fn parse(arg: &str) -> Timer {
    let (due, names) = arg.split_once(':').unwrap_or(("", arg));
    let mut names = names.split('+').map(str::to_string);
    let name = names.next().unwrap_or_default();
    Timer { due: time(due), name, adds: names.next() }
}

fn time(text: &str) -> u32 {
    text.parse().unwrap_or(NEVER)
}
