//! Takes two paths for one that differ in large letters.
//!
//! The check says: A link is to be read from the page

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use deferred::{Deferred, DeferredSemaphore, gather_results};
use reactor::{Failure, Reactor};
use url::{Position, Url};
use web_client::{PageGetter, TooSlow};

const AT_ONCE: NonZeroUsize = NonZeroUsize::new(3).unwrap();

fn main() -> Result<ExitCode, Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let timeout = Duration::try_from_secs_f64(seconds)?;
    let start = Url::parse(&format!("http://{server}/"))?;

    let reactor = Reactor::new();
    let checker = Rc::new(Checker::new(&reactor, timeout));
    checker.is_new(&start, None);
    let stop = reactor.clone();
    checker.clone().check(start).add_both(move |_| stop.stop());
    reactor.run()?;
    Ok(checker.report())
}

struct Checker {
    reactor: Reactor,
    timeout: Duration,
    desks: DeferredSemaphore,
    /// By their paths.
    pages: RefCell<BTreeMap<String, Page>>,
}

#[derive(Default)]
struct Page {
    linked_on: BTreeSet<String>,
    /// Nothing, as long as it has not come.
    failure: Option<Failure>,
}

impl Checker {
    fn new(reactor: &Reactor, timeout: Duration) -> Self {
        let desks = DeferredSemaphore::new(AT_ONCE);
        Self { reactor: reactor.clone(), timeout, desks, pages: RefCell::default() }
    }

    /// Fetches a page, and all that can be reached from it and is new. It fires when that
    /// is done, and never fails.
    fn check(self: Rc<Self>, url: Url) -> Deferred<()> {
        let page = PageGetter::new(&self.reactor, url.as_str()).timeout(self.timeout);
        self.desks.run(move || page.get()).add_both(move |page| {
            let found = match page {
                Ok(page) => links(&url, &String::from_utf8_lossy(&page)),
                Err(failure) => {
                    self.has_failed(&url, failure);
                    Vec::new()
                }
            };
            let new = found.into_iter().filter(|link| self.is_new(link, Some(&url)));
            let pages = new.map(|link| self.clone().check(link)).collect::<Vec<_>>();
            gather_results(pages).add_callback(drop)
        })
    }

    /// Notes a link. Whether it is the first to this page.
    fn is_new(&self, link: &Url, on: Option<&Url>) -> bool {
        let mut pages = self.pages.borrow_mut();
        let is_new = !pages.contains_key(path(link));
        pages
            .entry(path(link).to_string())
            .or_default()
            .linked_on
            .extend(on.map(|on| path(on).to_string()));
        is_new
    }

    fn has_failed(&self, url: &Url, failure: Failure) {
        self.pages.borrow_mut().entry(path(url).to_string()).or_default().failure = Some(failure);
    }

    fn report(&self) -> ExitCode {
        let pages = self.pages.borrow();
        for (path, page) in pages.iter() {
            println!("{}", page.line(path));
        }
        let bad = pages.values().filter(|page| page.failure.is_some()).count();
        println!("{} pages, {bad} bad", pages.len());
        if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl Page {
    fn line(&self, path: &str) -> String {
        let line = match &self.failure {
            None => return format!("ok    {path}"),
            Some(failure) if failure.check::<TooSlow>().is_some() => format!("slow  {path}"),
            Some(failure) => format!("dead  {path}: {failure}"),
        };
        if self.linked_on.is_empty() {
            return line;
        }
        let linked_on = self.linked_on.iter().map(String::as_str).collect::<Vec<_>>();
        format!("{line} (on {})", linked_on.join(", "))
    }
}

/// The pages of the same site that a page links to, without the places on them.
fn links(url: &Url, page: &str) -> Vec<Url> {
    let quoted = page.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let links = quoted.filter_map(|(link, _)| url.join(link).ok());
    let same_site = links.filter(|link| link.origin() == url.origin());
    same_site
        .map(|mut link| {
            link.set_fragment(None);
            let path = link.path().to_ascii_lowercase();
            link.set_path(&path);
            link
        })
        .collect()
}

/// What a page is called within its site.
fn path(url: &Url) -> &str {
    &url[Position::BeforePath..Position::AfterQuery]
}
