//! Calls a timer after its time, not at it.
//!
//! The check says: not only after it

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
    let is_due = |timer: &mut Timer| timer.due < now;
    let mut due: Vec<Timer> = waiting.extract_if(.., is_due).collect();
    due.sort_by_key(|timer| timer.due);
    for timer in due {
        timer.call(waiting, now);
    }
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
