//! Servers that know nothing of this workbook: nginx, which serves much of the web, and
//! Python's `http.server`, which speaks HTTP 1.0.
//!
//! A test whose program is not installed says so, and passes. What the variable
//! `WORKBOOK_CLIENTS` names (`nginx python3`) has to be there.
//!
//! All of it stays on this computer, and each wait has a deadline.
#![cfg(unix)]

#[path = "../../04-web-server/tests/real_clients/installed.rs"]
mod installed;
#[path = "real_servers/nginx.rs"]
mod nginx;
#[path = "real_servers/nginx_pages.rs"]
mod nginx_pages;
#[path = "real_servers/process.rs"]
mod process;
#[path = "real_servers/python.rs"]
mod python;
mod support;
#[path = "real_servers/website.rs"]
mod website;
