//! How a [`Timeline`] is printed: plain text, for a terminal of 80 columns, a
//! pipe, or a screen reader.

use std::fmt;

use super::{Entry, Step, Timeline};

/// What stands at the left of a row: `task A  `.
const MARGIN: usize = 8;
/// Every so many ticks the ruler shows a number.
const RULED: usize = 5;

const WORKING: char = '#';
const WAITING: char = '.';
const READY: char = '-';

impl fmt::Display for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_ruler(f, self.total())?;
        for task in self.tasks() {
            writeln!(f, "{:MARGIN$}{}", format!("task {task}"), self.row(task))?;
        }
        writeln!(f)?;
        writeln!(f, "{WORKING} works")?;
        writeln!(f, "{WAITING} waits for its event")?;
        writeln!(f, "{READY} could work, but its turn has not come")?;
        writeln!(f)?;
        for entry in &self.entries {
            writeln!(f, "{entry}")?;
        }
        writeln!(f)?;
        writeln!(f, "{} ticks in all", self.total())
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { began, task, step } = self;
        match step {
            Step::Work(ticks) => write!(f, "tick {began:2}  {task} works for {ticks}"),
            Step::Wait(ticks) => write!(f, "tick {began:2}  {task} waits for {ticks}"),
        }
    }
}

impl Timeline {
    /// The tasks, each once, in the order of their names.
    fn tasks(&self) -> Vec<&'static str> {
        let mut tasks: Vec<_> = self.entries.iter().map(|entry| entry.task).collect();
        tasks.sort_unstable();
        tasks.dedup();
        tasks
    }

    /// One character for each tick until the task is done. A gap between two of its
    /// steps means that it was kept waiting.
    fn row(&self, task: &str) -> String {
        let mut row = String::new();
        let mut drawn = 0;
        for entry in self.entries.iter().filter(|entry| entry.task == task) {
            draw(&mut row, READY, entry.began.saturating_sub(drawn));
            match entry.step {
                Step::Work(ticks) => draw(&mut row, WORKING, ticks),
                Step::Wait(ticks) => draw(&mut row, WAITING, ticks),
            }
            drawn = entry.ended();
        }
        row
    }
}

fn draw(row: &mut String, sign: char, ticks: u32) {
    row.extend((0..ticks).map(|_| sign));
}

/// The numbers of the ticks, and below each a mark over its column.
fn write_ruler(f: &mut fmt::Formatter<'_>, total: u32) -> fmt::Result {
    let numbers: Vec<String> =
        (0..=total).step_by(RULED).map(|tick| format!("{tick:<RULED$}")).collect();
    let marks = format!("{:<RULED$}", "|").repeat(numbers.len());
    writeln!(f, "{:MARGIN$}{}", "tick", numbers.concat().trim_end())?;
    writeln!(f, "{:MARGIN$}{}", "", marks.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_a_ruler_a_row_for_each_task_the_events_and_the_total() {
        let mut timeline = Timeline::default();
        timeline.record(0, "A", Step::Work(2));
        timeline.record(2, "A", Step::Wait(1));
        timeline.record(2, "B", Step::Work(3));
        timeline.record(5, "A", Step::Work(1));
        let expected = "\
tick    0    5
        |    |
task A  ##.--#
task B  --###

# works
. waits for its event
- could work, but its turn has not come

tick  0  A works for 2
tick  2  A waits for 1
tick  2  B works for 3
tick  5  A works for 1

6 ticks in all
";
        assert_eq!(timeline.to_string(), expected);
    }

    #[test]
    fn a_sorted_diary_does_not_tell_who_wrote_first_within_a_tick() {
        let mut one_way = Timeline::default();
        one_way.record(0, "A", Step::Work(1));
        one_way.record(0, "B", Step::Work(1));
        let mut the_other = Timeline::default();
        the_other.record(0, "B", Step::Work(1));
        the_other.record(0, "A", Step::Work(1));
        the_other.sort();
        assert_eq!(one_way.to_string(), the_other.to_string());
    }
}
