//! How much memory a program has held, where the system keeps account.

/// The most that the process has held at a time, in bytes: the "high water mark"
/// of its resident set, as `proc_pid_status(5)` has it. Nothing where the system does
/// not say it.
#[cfg(target_os = "linux")]
pub fn peak(process: u32) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib * 1024)
}

/// Nothing: the system does not say it.
#[cfg(not(target_os = "linux"))]
pub fn peak(_process: u32) -> Option<usize> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn memory_that_was_held_counts_after_it_was_given_back() {
        const HELD: usize = 64 * 1024 * 1024;
        let touched: usize = vec![1_u8; HELD].iter().map(|byte| usize::from(*byte)).sum();
        assert!(peak(std::process::id()) >= Some(touched));
    }

    #[test]
    fn of_a_process_that_is_not_there_nothing_is_told() {
        assert_eq!(peak(u32::MAX), None);
    }
}
