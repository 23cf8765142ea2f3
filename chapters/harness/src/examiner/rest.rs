//! Whether a program sleeps for good: nobody then has to wait for its deadline to
//! know that what was to come will not come.
//!
//! A program that waits for events, and has set no timer, sleeps until something
//! comes in from outside. While a check waits, the check itself is the outside, and
//! has sent all that it wanted to. So if every thread of the program sleeps without
//! a timeout, or with one that is longer than all the time the program has, nothing
//! will wake it before its deadline.
//!
//! One look could fall into the moment in which something is still on its way, as a
//! packet between two sockets. So the program has to be found in the same sleep
//! several times in a row, not having run in between.
//!
//! Only Linux tells, and not to everybody; elsewhere a program is never at rest,
//! and its deadline comes. To be at rest is a matter of its threads only: a check
//! must not wait for a program that waits for another process.

use std::time::Duration;

/// How long to wait between two looks.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// So many looks have to find the same sleep. What is sent on one machine arrives
/// within a fraction of the time between two of them, also when it is busy.
const LOOKS: u32 = 20;

/// What was seen of a program while somebody waited for it.
#[derive(Debug, Clone)]
pub(super) struct Rest {
    process: u32,
    /// All the time that the program has.
    time: Duration,
    sleep: Option<String>,
    looks: u32,
}

impl Rest {
    pub fn of(process: u32, time: Duration) -> Rest {
        Rest { process, time, sleep: None, looks: 0 }
    }

    /// Looks once more. Whether it is certain by now that the program sleeps, and
    /// that nothing will wake it.
    pub fn is_certain(&mut self) -> bool {
        let sleep = sleep(self.process, self.time);
        let goes_on = sleep.is_some() && sleep == self.sleep;
        self.looks = if goes_on { self.looks + 1 } else { u32::from(sleep.is_some()) };
        self.sleep = sleep;
        self.looks >= LOOKS
    }
}

/// In which sleep, longer than `time`, each thread of the process is, and how often
/// it had been put to sleep before; nothing, if one of them is not, or the system does
/// not tell.
#[cfg(target_os = "linux")]
fn sleep(process: u32, time: Duration) -> Option<String> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let sleeps = threads.map(|thread| sleep_of_thread(&thread.ok()?.path(), time));
    sleeps.collect()
}

#[cfg(not(target_os = "linux"))]
fn sleep(_process: u32, _time: Duration) -> Option<String> {
    None
}

/// By `syscall` of `proc_pid_syscall(5)`, and the switches of `proc_pid_status(5)`.
/// A thread that runs, or was stopped, is in no system call that it sleeps in.
#[cfg(target_os = "linux")]
fn sleep_of_thread(folder: &std::path::Path, time: Duration) -> Option<String> {
    let call = std::fs::read_to_string(folder.join("syscall")).ok()?;
    let status = std::fs::read_to_string(folder.join("status")).ok()?;
    let sleeps = status.lines().any(|line| line.starts_with("State:\tS"));
    let switches = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches:"))?;
    (sleeps && calls::takes_longer(&call, time)).then(|| format!("{call}{switches}\n"))
}

#[cfg(target_os = "linux")]
mod calls {
    //! The system calls in which an event loop sleeps, and a thread that waits for
    //! another one.

    use std::time::Duration;

    /// `epoll_wait` where it is a call of its own, and `epoll_pwait`.
    const EPOLL: &[u64] = match () {
        () if cfg!(target_arch = "x86_64") => &[232, 281],
        () if cfg!(target_arch = "aarch64") => &[22],
        () => &[],
    };

    const FUTEX: &[u64] = match () {
        () if cfg!(target_arch = "x86_64") => &[202],
        () if cfg!(target_arch = "aarch64") => &[98],
        () => &[],
    };

    /// Whether the call, as the system shows it, waits for longer than `time`, or for
    /// as long as it takes: `232 0x3 0x7f… 0x400 0xffffffff …` does, whose timeout
    /// is -1.
    pub fn takes_longer(call: &str, time: Duration) -> bool {
        let mut words = call.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok());
        let number: u64 = number.unwrap_or(u64::MAX);
        let hex = |word: &str| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok();
        let args: Vec<u64> = words.map_while(hex).collect();
        let &[_, operation, _, timeout, ..] = &args[..] else { return false };
        // In milliseconds; read without its sign, -1 is the longest of all.
        let is_long = u128::from(timeout & 0xffff_ffff) > time.as_millis();
        (EPOLL.contains(&number) && is_long)
            || (FUTEX.contains(&number) && is_wait(operation) && timeout == 0)
    }

    /// `FUTEX_WAIT` and `FUTEX_WAIT_BITSET`, whatever their flags.
    fn is_wait(operation: u64) -> bool {
        matches!(operation & 0x7f, 0 | 9)
    }
}

#[cfg(all(test, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_with_a_short_timeout_ends_in_time() {
        let epoll = if cfg!(target_arch = "x86_64") { 281 } else { 22 };
        let call =
            |timeout: &str| format!("{epoll} 0x3 0x7f00 0x400 {timeout} 0x0 0x8 0x7ffe 0x7f\n");
        let takes_longer = |call: &str| calls::takes_longer(call, Duration::from_secs(10));
        assert!(takes_longer(&call("0xffffffff")));
        assert!(takes_longer(&call("0xffffffffffffffff")));
        assert!(takes_longer(&call("0x2711")), "10,001 milliseconds");
        assert!(!takes_longer(&call("0x2710")), "10,000 milliseconds");
        assert!(!takes_longer("running\n"));
        assert!(!takes_longer("0 0x3 0x7f00 0x400 0xffffffff 0x0 0x8 0x7ffe 0x7f\n"));
    }

    #[test]
    fn who_looks_is_not_asleep() {
        let mut rest = Rest::of(std::process::id(), Duration::MAX);
        assert!((0..2 * LOOKS).all(|_| !rest.is_certain()));
    }
}
