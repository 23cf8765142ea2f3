//! What is asked of the examples.

use harness::{ClosedPort, Exam, Step};

pub fn get_page(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["/old"])?;
    exam.run(["/nothing"])?;
    let nobody = ClosedPort::new().expect("a port is free");
    let address = nobody.address().expect("it has an address");
    exam.run([&format!("http://{address}/")])?;
    Ok(())
}

pub fn get_page_post(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

pub fn followed(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["/round"])?;
    Ok(())
}

pub fn cookie_jar(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

/// What went wrong leaves no file.
pub fn download_page(exam: &mut Exam) -> Step {
    let folder = tempfile::tempdir().expect("a folder for the file");
    let [page, nothing] = ["page.html", "nothing.html"].map(|name| folder.path().join(name));
    exam.hide(&folder.path().to_string_lossy(), "<FOLDER>");
    exam.run(["/", &page.to_string_lossy()])?;
    exam.run(["/nothing", &nothing.to_string_lossy()])?;
    let there: Vec<_> = folder.path().read_dir().expect("it can be read").flatten().collect();
    let names = there.iter().map(|file| file.file_name().to_string_lossy().into_owned());
    let names = names.collect::<Vec<_>>().join(", ");
    exam.note(&format!("\nIn <FOLDER> there is now: {names}"));
    Ok(())
}

pub fn progress(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["cut"])?;
    Ok(())
}

pub fn agent_body(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["/nothing"])?;
    Ok(())
}

pub fn body_ends(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["chunks"])?;
    exam.run(["connection"])?;
    exam.run(["cut"])?;
    Ok(())
}

pub fn agent_headers(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["/news"])?;
    Ok(())
}

pub fn agent_post(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

pub fn letter_box(exam: &mut Exam) -> Step {
    let mut talk = exam.serve(["127.0.0.1:0"])?;
    talk.connect("alice")?;
    talk.post_form("alice", "/letters", "hello")?;
    talk.receive_page("alice", "POST", 201, "")?;
    talk.prints("POST /letters")?;
    talk.finish();
    Ok(())
}

pub fn telescope(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

pub fn many_pages(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}

pub fn fresh_bread(exam: &mut Exam) -> Step {
    exam.run([])?;
    exam.run(["/nothing"])?;
    Ok(())
}

pub fn patience(exam: &mut Exam) -> Step {
    exam.run([])?;
    Ok(())
}
