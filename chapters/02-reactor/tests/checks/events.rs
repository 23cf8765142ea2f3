//! The order of events.

use harness::{Exam, Step};

/// What `two_clients` prints.
pub fn event_order(exam: &mut Exam) -> Step {
    let before = "Somebody new has come. Before there can be a protocol, somebody has to make it, and \
                  knows by then how many there are.";
    exam.predicts(
        "two_clients",
        &[
            before,
            "The protocol is there, and nothing has been said yet. What is it told first?",
            "Who has come says something before anybody else comes.",
            before,
            "The second protocol is there. What is it told first?",
            "`main` says who speaks next, and what; `data_received` says what is printed of it.",
            "`main` says who speaks next, and what. One piece is one call.",
            "`main` says who speaks next, and what. The others are not told.",
            "Compare what came with `b\"bye\"`. What else does `data_received` do then?",
            "`lose_connection` leaves a note, and returns. Who has something to say before anybody \
             hears that a connection is lost?",
            "What came last, came in two pieces. Does any call of `data_received` get the whole word? \
             Then `main` says whose connection ends first; and each protocol counts its own pieces.",
            "Whose connection ends last? Each protocol counts its own pieces.",
            "The program has ended by now.",
        ],
    )
}
