//! A browser with one page, and no window.

use crate::devtools::DevTools;
use crate::installed::installed;
use crate::process::{Group, spawn};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// It calls nobody but the sites of these tests, and keeps nothing.
const OPTIONS: [&str; 14] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// The browser reads its commands from descriptor 3, and answers on 4: a shell lays
/// our pipes there.
const WITH_PIPES: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

pub struct Browser {
    devtools: DevTools,
    /// Gone before its home is.
    _process: Group,
    /// Its profile, and all else that it would write at home.
    _home: TempDir,
}

impl Browser {
    /// `None`, and a line that says so, if no browser is installed.
    #[track_caller]
    pub fn start() -> Option<Self> {
        let program = installed("chromium")?;
        let home = tempfile::tempdir().expect("a folder");
        let mut process = spawn(&mut command(&program, home.path()));
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (commands, messages) = pipes.expect("both are piped");
        let devtools = DevTools::new(commands, messages);
        let mut browser = Self { devtools, _process: Group(process), _home: home };
        browser.open_page();
        Some(browser)
    }

    fn open_page(&mut self) {
        let page = self.devtools.call("Target.createTarget", json!({"url": "about:blank"}));
        let target = json!({"targetId": page["targetId"], "flatten": true});
        let attached = self.devtools.call("Target.attachToTarget", target);
        self.devtools.speak_to(attached["sessionId"].as_str().expect("a page has a session"));
        self.devtools.call("Page.enable", json!({}));
        self.devtools.call("Page.setLifecycleEventsEnabled", json!({"enabled": true}));
    }

    /// Loads a page with all that belongs to it, as if its address were typed in.
    #[track_caller]
    pub fn go_to(&mut self, url: &str) {
        let loading = self.devtools.call("Page.navigate", json!({"url": url}));
        assert!(loading.get("errorText").is_none(), "{url}: {loading}");
        self.wait_for_load(&loading["loaderId"]);
    }

    /// Begins to load a page, and does not wait for it.
    pub fn begin_to_load(&mut self, url: &str) {
        self.devtools.send("Page.navigate", json!({"url": url}));
    }

    /// The button beside the address, while a page loads.
    #[track_caller]
    pub fn stop_loading(&mut self) {
        self.devtools.call("Page.stopLoading", json!({}));
    }

    #[track_caller]
    pub fn reload(&mut self) {
        self.devtools.forget_events();
        self.devtools.call("Page.reload", json!({}));
        self.wait_for_next_page();
    }

    /// Clicks something that leads to a page: a link, or the button of a form.
    #[track_caller]
    pub fn follow(&mut self, selector: &str) {
        self.devtools.forget_events();
        self.evaluate(&format!("document.querySelector({}).click()", json!(selector)));
        self.wait_for_next_page();
    }

    #[track_caller]
    pub fn fill_in(&mut self, selector: &str, text: &str) {
        let [selector, text] = [selector, text].map(Value::from);
        self.evaluate(&format!("document.querySelector({selector}).value = {text}"));
    }

    /// The text that is seen.
    #[track_caller]
    pub fn text(&mut self) -> String {
        self.evaluate_text("document.body.innerText")
    }

    /// The address that is shown.
    #[track_caller]
    pub fn url(&mut self) -> String {
        self.evaluate_text("location.href")
    }

    /// What the page was loaded with: `200`, or `404`.
    #[track_caller]
    pub fn status(&mut self) -> Value {
        self.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
    }

    /// As [`evaluate`](Browser::evaluate), for an expression that is a text.
    #[track_caller]
    pub fn evaluate_text(&mut self, expression: &str) -> String {
        let value = self.evaluate(expression);
        value.as_str().unwrap_or_else(|| panic!("{expression} is {value}")).to_owned()
    }

    /// The value of an expression in the page's own language.
    #[track_caller]
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let expression = json!({"expression": expression, "returnByValue": true});
        let mut answer = self.devtools.call("Runtime.evaluate", expression);
        assert!(answer.get("exceptionDetails").is_none(), "{answer}");
        answer["result"]["value"].take()
    }

    #[track_caller]
    fn wait_for_next_page(&mut self) {
        let is_whole = |params: &Value| params["frame"].get("parentId").is_none();
        let page = self.devtools.event("Page.frameNavigated", is_whole);
        self.wait_for_load(&page["frame"]["loaderId"]);
    }

    /// By the loader's id, since the event of an earlier page may still be on its way.
    #[track_caller]
    fn wait_for_load(&mut self, loader: &Value) {
        let is_loaded = |params: &Value| params["name"] == "load" && params["loaderId"] == *loader;
        self.devtools.event("Page.lifecycleEvent", is_loaded);
    }
}

impl Drop for Browser {
    /// Asks it to close, so that none of its processes still writes into its home.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.devtools.close();
        }
    }
}

fn command(program: &Path, home: &Path) -> Command {
    let profile = format!("--user-data-dir={}", home.join("profile").display());
    let mut shell = Command::new("sh");
    shell.args(["-c", WITH_PIPES, "sh"]).arg(program).args(OPTIONS).arg(profile);
    shell.env("HOME", home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_CACHE_HOME");
    // It tells much on stderr that matters to nobody here.
    shell.stderr(Stdio::null());
    shell
}
