//! Answers that take their time: nobody else may wait for them.

use std::time::{Duration, Instant};

use harness::{Conversation, Exam, Step};

/// A free port of this computer.
const ANYWHERE: &str = "127.0.0.1:0";

/// A wait that nobody waits for, unless a program is mistaken.
const LONG: &str = "4";

/// A wait that is waited for.
const SHORT: &str = "0.2";

const COFFEE: &str = "A cup of coffee\n";

/// Coffee takes its time, and the menu is there at once.
pub fn one_slow_page(exam: &mut Exam) -> Step {
    the_menu_comes_while_coffee_is_ground(exam)?;
    the_menu_comes_while_coffee_is_brewed(exam)?;
    a_cup_takes_both_times(exam)?;
    two_cups_at_once(exam)
}

fn the_menu_comes_while_coffee_is_ground(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, LONG, "0"])?;
    talk.if_this_fails("A coffee is ordered, and is to be ground at once.");
    talk.connect("alice")?;
    talk.ask("alice", "GET", "/coffee")?;
    talk.prints("grinding")?;
    talk.if_this_fails(
        "Bob looks at the menu, and is to see it at once. But nobody is served while the coffee is \
         ground, or it goes on before the beans are ground. It takes as long as before.",
    );
    look_at_the_menu(&mut talk)?;
    talk.finish();
    Ok(())
}

fn the_menu_comes_while_coffee_is_brewed(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, "0", LONG])?;
    talk.if_this_fails("It takes no time to grind, and brewing begins when the beans are ground.");
    talk.connect("alice")?;
    talk.ask("alice", "GET", "/coffee")?;
    talk.prints("grinding")?;
    talk.prints("brewing")?;
    talk.if_this_fails(
        "Nobody is served while the coffee is brewed. A callback that sleeps stops the reactor as \
         well as a page that does.",
    );
    look_at_the_menu(&mut talk)?;
    talk.finish();
    Ok(())
}

fn look_at_the_menu(talk: &mut Conversation<'_>) -> Step {
    talk.connect("bob")?;
    talk.ask("bob", "GET", "/menu")?;
    talk.prints("menu")?;
    talk.receive_page("bob", "GET", 200, "Coffee 2.50\n").map(drop)
}

fn a_cup_takes_both_times(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, SHORT, SHORT])?;
    talk.connect("alice")?;
    let ordered = Instant::now();
    talk.ask("alice", "GET", "/coffee")?;
    for line in ["grinding", "brewing", "poured"] {
        talk.if_this_fails(
            "It is ground, then brewed, then poured: brewing begins when the beans are ground, and \
             not before.",
        );
        talk.prints(line)?;
    }
    talk.if_this_fails(
        "The coffee is poured, and does not arrive as it did. An answer that comes later is \
         written, and has to be finished.",
    );
    talk.receive_page("alice", "GET", 200, COFFEE)?;
    talk.if_this_fails(
        "The coffee came too soon. It is brewed when the beans are ground, and not before; so the \
         two times add up.",
    );
    let took = ordered.elapsed();
    let enough = took >= Duration::from_millis(400);
    talk.ensure(enough, "[it took both times]", "[it took less than both times]")?;
    talk.finish();
    Ok(())
}

/// Both are ground before either is brewed.
fn two_cups_at_once(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE, "1", "0"])?;
    talk.if_this_fails("Two who order at the same time are served at the same time.");
    talk.connect("alice")?;
    talk.connect("bob")?;
    talk.all_at_once(|talk| {
        talk.ask("alice", "GET", "/coffee")?;
        talk.ask("bob", "GET", "/coffee")
    })?;
    for line in ["grinding", "grinding", "brewing"] {
        talk.prints(line)?;
    }
    talk.receive_page("alice", "GET", 200, COFFEE)?;
    talk.receive_page("bob", "GET", 200, COFFEE)?;
    talk.finish();
    Ok(())
}

/// Eggs boil side by side, each for its own time.
pub fn answer_later(exam: &mut Exam) -> Step {
    let mut talk = exam.serve([ANYWHERE])?;
    one_egg_after_the_other(&mut talk)?;
    nonsense_is_answered_at_once(&mut talk)?;
    a_quick_egg_is_not_kept_by_a_slow_one(&mut talk)?;
    the_number_is_that_of_now(&mut talk)?;
    many_at_once(&mut talk)?;
    talk.finish();
    Ok(())
}

fn one_egg_after_the_other(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "An egg has boiled, and its answer is not there, or another one. What comes later is \
         written, and has to be finished.",
    );
    talk.connect("alice")?;
    let ordered = Instant::now();
    talk.ask("alice", "GET", "/0.2")?;
    talk.prints("in: /0.2")?;
    egg_is_ready(talk, "alice", 0)?;
    let took = ordered.elapsed();
    talk.if_this_fails("The answer comes before the egg has boiled.");
    let enough = took >= Duration::from_millis(200);
    talk.ensure(enough, "[it has boiled long enough]", "[it has not boiled long enough]")?;
    talk.if_this_fails(
        "The pot was empty before this egg, and is empty after it. The number is that of the eggs \
         in the pot at the moment when one is ready.",
    );
    boil(talk, "alice", "/0")?;
    egg_is_ready(talk, "alice", 0)
}

fn nonsense_is_answered_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("What is no number of seconds is answered at once, as it was before.");
    talk.in_short("six who do not say how long get the status 400", |talk| {
        for target in ["/", "/soon", "/-1", "/nan", "/1/2", "/1/"] {
            talk.get("alice", target, 400, "How many seconds?\n")?;
        }
        Ok(())
    })
}

fn a_quick_egg_is_not_kept_by_a_slow_one(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Bob's egg was to be ready before Alice's. While one egg boils, all the others wait, as if \
         there were room for one.",
    );
    boil(talk, "alice", "/2")?;
    talk.connect("bob")?;
    boil(talk, "bob", "/0")?;
    egg_is_ready(talk, "bob", 1)?;
    talk.if_this_fails("Alice's egg has boiled, and hers was the last one.");
    egg_is_ready(talk, "alice", 0)
}

/// Bob's egg goes in first, and Carol's when his is in there.
fn the_number_is_that_of_now(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "When Bob's egg came into the pot, it was alone there. But the number is that of the eggs \
         in the pot at the moment when one is ready.",
    );
    talk.connect("carol")?;
    boil(talk, "bob", "/1")?;
    boil(talk, "carol", "/1.5")?;
    egg_is_ready(talk, "bob", 1)?;
    egg_is_ready(talk, "carol", 0)
}

/// Which of them is the first to be seen is luck; but each finds one egg fewer.
fn many_at_once(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "Many order at the same time. All eggs boil in the same pot, and the time of one is enough.",
    );
    let guests: Vec<String> = (0..30).map(|guest| format!("guest {guest}")).collect();
    let summary = "thirty guests order at once, and find from 29 eggs to none in the pot";
    talk.in_short(summary, |talk| {
        guests.iter().try_for_each(|guest| talk.connect(guest))?;
        talk.all_at_once(|talk| {
            guests.iter().try_for_each(|guest| talk.ask(guest, "GET", "/0.5"))
        })?;
        guests.iter().try_for_each(|_| talk.prints("in: /0.5"))?;
        let answers = guests.iter().map(|guest| talk.receive_answer(guest, "GET"));
        let mut found: Vec<_> =
            answers.map(|answer| Ok(answer?.text().into_owned())).collect::<Step<_>>()?;
        let mut wanted: Vec<_> = (0..guests.len()).map(ready).collect();
        found.sort();
        wanted.sort();
        talk.ensure(found == wanted, summary, &found.concat())
    })
}

fn boil(talk: &mut Conversation<'_>, name: &str, target: &str) -> Step {
    talk.ask(name, "GET", target)?;
    talk.prints(&format!("in: {target}"))
}

fn egg_is_ready(talk: &mut Conversation<'_>, name: &str, left: usize) -> Step {
    talk.receive_page(name, "GET", 200, ready(left)).map(drop)
}

fn ready(left: usize) -> String {
    format!("Your egg is ready. Still in the pot: {left}.\n")
}
