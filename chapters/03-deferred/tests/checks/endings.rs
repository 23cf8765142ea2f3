//! How a chain ends: what is closed in every case, and a failure that is left over.

use harness::{Exam, Run, Step};

use super::UNHANDLED;

pub fn always_close(exam: &mut Exam) -> Step {
    for vehicles in
        [&["car"][..], &["truck"], &["nobody"], &["car", "truck", "van", "nobody", "truck", "car"]]
    {
        let run = exam.run_with(vehicles)?;
        name_the_gap(exam, vehicles, &run);
    }
    let vehicle = format!("van-{}", exam.lot());
    let through = format!("the {vehicle} drives through");
    let parked = format!("parked in row {}", vehicle.len());
    let lines = ["the gate opens", &through, "the gate closes", &parked];
    exam.surprise(&[&vehicle], &lines.map(str::to_owned));
    Ok(())
}

fn name_the_gap(exam: &mut Exam, vehicles: &[&str], run: &Run) {
    let closes = "the gate closes";
    exam.mistake_if(
        run.says_in_order(closes, "the gate opens") && vehicles.len() == 1,
        "The gate is closed before it was opened: that happens while the chain is made. Put a \
         function on the chain that does it.",
    );
    exam.mistake_if(
        run.says_in_order(closes, "drives through") && vehicles.len() == 1,
        "The gate is closed in front of it: the level that closes stands above the one that drives \
         through.",
    );
    exam.mistake_if(
        run.says("the gate closes already"),
        "The gate is closed twice: one level that stands on both rails is enough.",
    );
    exam.mistake_if(
        run.says("parked in row 0"),
        "It is turned away, and parks all the same: the level that closes makes a value of the \
         failure. What comes to it must leave it as it came.",
    );
    exam.mistake_if(
        vehicles == ["nobody"] && !run.says(closes),
        "Who was turned away leaves the gate open: the function that closes it is called with a \
         value alone.",
    );
    exam.mistake_if(
        vehicles == ["car", "truck", "van", "nobody", "truck", "car"] && run.says("opens already"),
        "The truck leaves the gate open: a function beside `drive_through` does not hear that it \
         failed. One below it does.",
    );
}

pub fn not_silent(exam: &mut Exam) -> Step {
    for dishes in [&["fish"][..], &["pancake", "fish"], &[""], &["fish", "", "pancake", "", "rice"]]
    {
        let run = exam.run_with(dishes)?;
        name_the_silence(exam, dishes, &run);
    }
    let dish = format!("dish {}", exam.lot());
    let closes = "the kitchen closes, orders: 1, failures left over: 0";
    exam.surprise(&[&dish], &[format!("served: {dish}"), closes.into()]);
    Ok(())
}

fn name_the_silence(exam: &mut Exam, dishes: &[&str], run: &Run) {
    let closes = "the kitchen closes";
    exam.mistake_if(
        run.says_in_order(closes, "complaint:"),
        "The complaint comes after the kitchen has closed: it is taken from the report, and that \
         has to wait until nobody holds the Deferred. Handle the failure on the chain.",
    );
    exam.mistake_if(
        run.says_in_order(closes, UNHANDLED),
        "The pancake is reported after the kitchen has closed, when it is too late: a failure that \
         is left over waits until its Deferred goes. Look who keeps it, and what is missing at the \
         end of its chain.",
    );
    exam.mistake_if(
        run.says("fell on the floor") && run.says("left over: 1"),
        "Somebody complains of the pancake, but not on its chain: its failure is still left over \
         when the kitchen closes.",
    );
    exam.mistake_if(
        run.says(UNHANDLED),
        "The note fails, and nobody handles that: nobody keeps the Deferred that `note` makes, but \
         it can fail all the same.",
    );
    exam.mistake_if(
        dishes == ["pancake", "fish"] && !run.says("fell on the floor"),
        "The pancake fell on the floor, and that is not heard at all: without the report the \
         failure has gone, and the mistake has not.",
    );
}
