//! What the pages say by hand is what the code says.

use harness::Verdict;

const HOW_TO_USE: &str = include_str!("../../src/how-to-use.md");

/// The words of `--json`, taken from what serde expects.
fn verdicts() -> Vec<String> {
    let error = serde_json::from_str::<Verdict>(r#"{"verdict": "?"}"#).unwrap_err().to_string();
    let (_, expected) = error.split_once("expected one of").expect("serde lists the words");
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_verdict_is_explained_and_no_other() {
    let table = HOW_TO_USE.split_once("| Verdict |").expect("the table of verdicts").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let explained: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(explained, verdicts());
}
