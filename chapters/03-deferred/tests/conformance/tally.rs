//! Counts what came of the cases.

use std::collections::BTreeMap;
use std::fmt;

use crate::case::Case;
use crate::comparison::Verdict;
use crate::difference::Difference;

/// How many cases came out how. A case counts once for each of its differences.
#[derive(Default)]
pub struct Tally {
    cases: usize,
    pub agree: usize,
    pub agree_until: usize,
    pub differences: BTreeMap<Difference, usize>,
    /// The cases that do not agree, and where.
    pub differ: Vec<String>,
}

impl Tally {
    pub fn count(&mut self, case: &Case, verdict: Verdict) {
        self.cases += 1;
        match verdict {
            Verdict::Agrees(differences) => {
                self.agree += 1;
                for difference in differences {
                    self.note(difference);
                }
            }
            Verdict::AgreesUntil(end) => {
                self.agree_until += 1;
                self.note(end);
            }
            Verdict::Differs(point) => self.differ.push(format!("{}, {point}", case.id)),
        }
    }

    fn note(&mut self, difference: Difference) {
        *self.differences.entry(difference).or_default() += 1;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:5} cases", self.cases)?;
        writeln!(f, "{:5} agree to the end", self.agree)?;
        writeln!(f, "{:5} agree as far as ours goes", self.agree_until)?;
        writeln!(f, "{:5} do not agree", self.differ.len())?;
        writeln!(f, "\nof those that agree:")?;
        for (difference, count) in &self.differences {
            writeln!(f, "{count:5} {difference:?}: {}", difference.reason())?;
        }
        self.differ.iter().take(10).try_for_each(|point| writeln!(f, "\n{point}"))
    }
}
