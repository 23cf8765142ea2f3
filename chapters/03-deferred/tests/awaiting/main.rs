//! Deferreds as futures, and futures as Deferreds.

mod abandoned;
mod executor;
mod in_reactor;
mod result;
