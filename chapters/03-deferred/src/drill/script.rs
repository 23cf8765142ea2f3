//! Programs in lines of text.

use std::rc::Rc;

use super::program::{Act, Function, Line, Op, Program};

/// What stands in a level's line for "nobody".
const NOBODY: &str = "-";

/// Reads all programs, or says which line is wrong.
pub fn parse(text: &str) -> Result<Vec<Program>, String> {
    let mut programs = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        read_line(&mut programs, &words)
            .map_err(|reason| format!("line {}: {reason}: `{line}`", index + 1))?;
    }
    Ok(programs)
}

fn read_line(programs: &mut Vec<Program>, words: &[&str]) -> Result<(), &'static str> {
    if let ["case", name @ ..] = words {
        programs.push(Program { name: name.join(" "), ..Program::default() });
        return Ok(());
    }
    let program = programs.last_mut().ok_or("no `case` before it")?;
    match words {
        [] => {}
        ["fn", name, act @ ..] => {
            let function = Function { first: Vec::new(), act: Rc::new(read_act(act)?) };
            program.functions.insert((*name).to_owned(), function);
        }
        ["in", name, line @ ..] => {
            let op = read_op(program, line)?;
            let function = program.functions.get_mut(*name).ok_or("no such function")?;
            function.first.push(Rc::new(op));
        }
        line => {
            let op = Rc::new(read_op(program, line)?);
            program.lines.push(Line { text: line.join(" "), op });
        }
    }
    Ok(())
}

fn read_op(program: &Program, words: &[&str]) -> Result<Op, &'static str> {
    Ok(match words {
        ["new", d] => Op::New((*d).to_owned()),
        ["value", d, value] => Op::Value((*d).to_owned(), (*value).to_owned()),
        ["failure", d, error] => Op::Failure((*d).to_owned(), (*error).to_owned()),
        ["level", d, callback, errback] => {
            let callback = read_function(program, callback)?;
            Op::Level((*d).to_owned(), callback, read_function(program, errback)?)
        }
        _ => return Err("nothing that can be done"),
    })
}

fn read_function(program: &Program, name: &str) -> Result<Option<String>, &'static str> {
    match name {
        NOBODY => Ok(None),
        name if program.functions.contains_key(name) => Ok(Some(name.to_owned())),
        _ => Err("no such function"),
    }
}

fn read_act(words: &[&str]) -> Result<Act, &'static str> {
    Ok(match words {
        ["pass"] => Act::Pass,
        ["wrap"] => Act::Wrap,
        ["give", value] => Act::Give((*value).to_owned()),
        ["raise", error] => Act::Raise((*error).to_owned()),
        ["fired", value] => Act::Fired((*value).to_owned()),
        ["failed", error] => Act::Failed((*error).to_owned()),
        ["wait", d] => Act::Wait((*d).to_owned()),
        ["trap", types, value] => Act::Trap {
            types: types.split(',').map(str::to_owned).collect(),
            value: (*value).to_owned(),
        },
        _ => return Err("nothing that a function does"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        parse(text).err().expect("it is refused")
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(refused("new d1"), "line 1: no `case` before it: `new d1`");
        assert_eq!(refused("case a\nlevel d f -"), "line 2: no such function: `level d f -`");
        assert_eq!(
            refused("case a\n\nfn f hop"),
            "line 3: nothing that a function does: `fn f hop`"
        );
        assert_eq!(refused("case a\nnew"), "line 2: nothing that can be done: `new`");
    }

    #[test]
    fn programs_are_apart() {
        let programs = parse("case one\nfn f pass\nnew d\nlevel d f -\ncase two\nnew d\n");
        let lines =
            programs.expect("it is right").iter().map(|one| one.lines.len()).collect::<Vec<_>>();
        assert_eq!(lines, [2, 1]);
    }
}
