//! The seed of a check that leaves something to luck.

use std::env;
use std::hash::{BuildHasher, RandomState};

use crate::environment;

/// The number that a check's luck begins with: another one each time, or what
/// `WORKBOOK_SEED` says. A verdict names it, so that it can be had again.
pub fn seed() -> u64 {
    let given = env::var(environment::SEED).ok().and_then(|text| text.trim().parse().ok());
    given.unwrap_or_else(|| RandomState::new().hash_one(0) % SMALLEST_TOO_LONG)
}

/// A seed has at most six digits: it may have to be typed.
const SMALLEST_TOO_LONG: u64 = 1_000_000;
