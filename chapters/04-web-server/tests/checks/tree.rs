//! Pages that lie in a tree: who is asked for whom, and who reads the rest of the path.

use harness::{Conversation, Exam, Step};

/// Who is asked for which child, on the way to a page.
pub fn leaf_or_branch(exam: &mut Exam) -> Step {
    exam.predicts(
        "who_answers",
        &[
            "A path is cut at its slashes, behind the first one. What is left of it here is one \
             name; an empty one is a name, too.",
            "One name: the farm is asked for it. Then there is no name left, and whoever was \
             found answers.",
            "The slash at the end makes one more name, and that one is empty. Who is asked for it, \
             and what does he return?",
            "The barn says what it is by `is_leaf`. What is such a resource asked for, and who \
             has the names that are left?",
            "Whom does the farm return for a name that it does not know? And is a page of \"not \
             found\" asked for a child?",
            "For the empty name the farm returns itself; and then there is a name left. Who is \
             asked for that one?",
            "There are six paths, and six lines.",
        ],
    )
}

/// A page that reads the rest of its path is the leaf, and the root is none.
pub fn always_404(exam: &mut Exam) -> Step {
    let lot = exam.lot();
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("anna")?;
    talk.if_this_fails(
        "Who is a leaf is asked for no child: the whole path is its own affair. Is the root the one \
         who can answer for every path?",
    );
    talk.get("anna", "/", 200, "delft\nlima\noslo")?;
    talk.if_this_fails(
        "The weather's page is found, and then asked for a child named like the town. Whoever \
         reads the rest of its path is not to be asked.",
    );
    for (target, page) in [
        ("/weather/delft", "delft, today: rain"),
        ("/weather/lima/friday", "lima, friday: fog"),
        ("/weather/oslo/%3Cb%3E?units=metric", "oslo, &lt;b&gt;: snow"),
    ] {
        talk.get("anna", target, 200, page)?;
    }
    talk.in_short("anna asks for a day that is drawn by lot", |talk| {
        let page = format!("lima, day {lot}: fog");
        talk.get("anna", &format!("/weather/lima/day%20{lot}"), 200, &page).map(drop)
    })?;
    talk.if_this_fails("There is no such page, and so it must not be found: that is a 404.");
    talk.in_short("anna asks for a page that is drawn by lot: 404", |talk| {
        miss(talk, "anna", &format!("/cellar/{lot}"))
    })?;
    for target in ["/cellar", "/cellar/delft", "/delft", "/weather", "/weather/atlantis"] {
        miss(&mut talk, "anna", target)?;
    }
    miss(&mut talk, "anna", "/weather/delft/friday/noon")?;
    talk.if_this_fails("HEAD is answered as GET is, without a body.");
    talk.connect("bert")?;
    talk.ask("bert", "HEAD", "/weather/delft")?;
    talk.receive_page("bert", "HEAD", 200, "")?;
    talk.finish();
    Ok(())
}

/// Children by number, and children of these.
pub fn times_tables(exam: &mut Exam) -> Step {
    let factor = exam.lot() % 1000 + 1;
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("anna")?;
    tables(&mut talk)?;
    lines(&mut talk)?;
    a_table_by_lot(&mut talk, factor)?;
    nothing(&mut talk)?;
    talk.if_this_fails(
        "Somebody else asks, and by HEAD: he is answered as for GET, without a body.",
    );
    talk.connect("bert")?;
    talk.ask("bert", "HEAD", "/7")?;
    let answer = talk.receive_page("bert", "HEAD", 200, "")?;
    let length = table(7).len().to_string();
    talk.has_header("bert", &answer, "content-length", Some(&length))?;
    talk.if_this_fails("After all that was not found, the tables are still there.");
    talk.get("anna", "/7/8?and=why", 200, "7 x 8 = 56\n")?;
    talk.finish();
    Ok(())
}

fn tables(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "`/7` is asked for, and is not the page that the task shows: ten lines, each with its end.",
    );
    for factor in [7, 1, 1000] {
        talk.get("anna", &format!("/{factor}"), 200, &table(factor))?;
    }
    talk.if_this_fails(
        "`/` has one name in it, and that one is empty. The root is asked for a child of that name.",
    );
    talk.get("anna", "/", 200, "Ask for /7, or for /7/8.\n")?;
    talk.if_this_fails(
        "`/7/` has an empty name at its end: the table is asked for a child of that name, too.",
    );
    talk.get("anna", "/7/", 200, &table(7)).map(drop)
}

fn lines(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails("`/7/8` is a child of the table `/7`: one line, with its end.");
    talk.get("anna", "/7/8", 200, "7 x 8 = 56\n")?;
    talk.get("anna", "/1000/10", 200, "1000 x 10 = 10000\n")?;
    talk.if_this_fails(
        "`%37` is `7`, for whoever writes it in this way: it is the same name, and you are handed it \
         decoded.",
    );
    talk.get("anna", "/%37/%31", 200, "7 x 1 = 7\n").map(drop)
}

fn a_table_by_lot(talk: &mut Conversation<'_>, factor: u64) -> Step {
    talk.if_this_fails("There are a thousand tables, and this one was drawn by lot.");
    talk.in_short("anna asks for a table that is drawn by lot, and for a line of it", |talk| {
        talk.get("anna", &format!("/{factor}"), 200, &table(factor))?;
        talk.get(
            "anna",
            &format!("/{factor}/9"),
            200,
            &format!("{factor} x 9 = {}\n", factor * 9),
        )?;
        Ok(())
    })
}

fn nothing(talk: &mut Conversation<'_>) -> Step {
    talk.if_this_fails(
        "A name need not be a number. What is none is not found, in the root and in a table.",
    );
    for target in ["/abc", "/7/abc", "/7x", "/-7", "/%C2%B7", "/7%2F8"] {
        miss(talk, "anna", target)?;
    }
    talk.if_this_fails(
        "A number may be too large for its type: such a table is not found, either.",
    );
    for target in ["/99999999999", "/7/99999999999", "/4294967303", "/7/264", "/7/4294967304"] {
        miss(talk, "anna", target)?;
    }
    talk.if_this_fails("The tables are from 1 to 1000, and their lines from 1 to 10.");
    for target in ["/0", "/1001", "/7/0", "/7/11"] {
        miss(talk, "anna", target)?;
    }
    talk.if_this_fails(
        "A page has one address. `parse` takes a sign and zeros before the number; a name that is \
         not how one writes it is not found.",
    );
    for target in ["/07", "/+7", "/7/08", "/7/+8"] {
        miss(talk, "anna", target)?;
    }
    talk.if_this_fails(
        "What stands behind a page of one line is not found: that page has no child.",
    );
    for target in ["/7/8/9", "/7/8/7/8"] {
        miss(talk, "anna", target)?;
    }
    Ok(())
}

fn table(factor: u64) -> String {
    let line = |times: u64| format!("{factor} x {times} = {}\n", factor * times);
    (1..=10).map(line).collect()
}

/// What the page of a 404 says is its own affair.
fn miss(talk: &mut Conversation<'_>, name: &str, target: &str) -> Step {
    talk.ask(name, "GET", target)?;
    let status = talk.receive_answer(name, "GET")?.status;
    talk.ensure(status == 404, &format!("{name} < 404 …"), &format!("{name} < {status} …"))
}
