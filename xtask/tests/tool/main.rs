//! The tool as its readers meet it: a command line, words, and an exit code.
//!
//! Every test is a chain on one page: a scratch workbook ([`scratch`]), what is
//! typed ([`typed`]), and what must come of it. The workbook is a copy of
//! `tests/tiny`; [`course`] alone works on a copy of the real one.

mod check;
mod course;
mod doctor;
mod image;
mod interrupt;
mod looking;
mod misbehaviour;
mod progress;
mod reset;
mod run;
mod scratch;
mod snapshots;
mod tidy;
mod trace;
mod typed;
mod usage;
