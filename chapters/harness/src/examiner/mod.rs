//! The half of the crate that runs programs.

mod asked;
mod build;
mod checks;
mod conversation;
mod exam;
mod example;
mod exit;
mod fields;
mod host;
mod http;
mod interrupt;
mod judge;
mod memory;
mod output;
mod peer;
mod prediction;
mod program;
mod redact;
mod rest;
mod run;
mod seed;
mod server;
mod side;
mod surprise;
mod text;

pub use asked::Asked;
pub use checks::{Check, refuse_empty_main, refuse_wrong_answers, sit};
pub use conversation::{Conversation, Served};
pub use exam::{Exam, Step};
pub use example::{
    example_exam, example_output, example_output_with, example_trace, program_trace,
};
pub use exit::Exit;
pub use host::ClosedPort;
pub use http::{Answer, Framing};
pub use memory::peak as peak_memory;
pub use program::Program;
pub use redact::Redaction;
pub use run::Run;
pub use seed::seed;
pub use server::{Server, processor_time, this_program};
pub use side::Side;
pub use text::escape;
