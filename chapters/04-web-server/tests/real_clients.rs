//! Programs that know nothing of this workbook, and have spoken HTTP for decades: a
//! browser, curl, and wrk, which asks as fast as it can.
//!
//! A test whose program is not installed says so, and passes. What the variable
//! `WORKBOOK_CLIENTS` names (`chromium curl wrk`) has to be there.
//!
//! All of it stays on this computer, and each wait has a deadline.
#![cfg(unix)]

#[path = "real_clients/browser.rs"]
mod browser;
#[path = "real_clients/browsing.rs"]
mod browsing;
#[path = "real_clients/curl.rs"]
mod curl;
#[path = "real_clients/curl_sends.rs"]
mod curl_sends;
#[path = "real_clients/devtools.rs"]
mod devtools;
#[path = "real_clients/installed.rs"]
mod installed;
#[path = "real_clients/process.rs"]
mod process;
mod support;
#[path = "real_clients/visiting.rs"]
mod visiting;
#[path = "real_clients/wrk.rs"]
mod wrk;
