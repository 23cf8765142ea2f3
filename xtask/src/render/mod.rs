//! Words and colours. The words alone must be enough: a pipe, a printer and a
//! screen reader get no colours.

pub mod colour;
pub mod difference;
pub mod exercise;
pub mod text;
pub mod trace;
pub mod verdict;
