//! `doctor`: what this machine has.

use super::scratch::Scratch;

#[test]
fn everything_that_is_needed_is_looked_at() {
    let scratch = Scratch::built();
    let found = scratch.xtask("doctor").run();
    for what in ["rustc", "cargo", "git", "mdbook", "progress", "disk", "sockets", "TLS"] {
        assert!(found.said().contains(&format!("  {what}: ")), "{what}\n{found}");
    }
    found.says("ok       sockets").says("ok       TLS: tiny 0.1.0, all is well").fits_the_page();
}

#[test]
fn what_is_needed_and_missing_is_told_with_the_next_step() {
    let scratch = Scratch::built();
    scratch
        .write(".workbook", "a file")
        .xtask("doctor")
        .with("TINY_TLS", "no handshake")
        .ends_with(1)
        .says("missing  TLS: no handshake\n         next step: cargo run --package events")
        .says("missing  progress: cannot write to")
        .says("Not ready yet.");
}

#[test]
fn what_is_merely_useful_is_told_too() {
    let scratch = Scratch::built();
    // Without a search path there is no mdbook, and no rustc for cargo either.
    let found = scratch.xtask("doctor").with("PATH", "").ends_with(1);
    found
        .says("without  mdbook: cannot be started")
        .says("without  git")
        .says("cargo install mdbook");
}
