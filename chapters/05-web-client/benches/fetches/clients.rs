//! The clients that are compared. Each fetches in one thread, and reads every page.

use bytes::Bytes;
use deferred::Deferred;
use http_body_util::{BodyExt, Empty};
use hyper::Uri;
use hyper::client::conn::http1;
use hyper::header::HOST;
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use reactor::{Failure, Reactor};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::task::LocalSet;
use web_client::{Agent, Fetch, Method, Pool, Request, Response, read_body};

/// How much is asked for.
#[derive(Clone)]
pub struct Load {
    pub url: String,
    pub connections: u32,
    /// All in all.
    pub pages: u32,
}

impl Load {
    fn for_each(&self) -> u32 {
        self.pages / self.connections
    }
}

#[derive(Clone, Copy)]
pub enum Client {
    /// The client of hyper-util, with its pool.
    HyperUtil,
    /// A connection of hyper for each loop, and nothing around it.
    ByHand,
    Ours,
    /// Ours, which has to parse the address for each page.
    OursByText,
}

impl Client {
    /// The first is the one that the others are compared with.
    pub const ALL: [Client; 4] =
        [Client::HyperUtil, Client::ByHand, Client::Ours, Client::OursByText];

    pub fn name(self) -> &'static str {
        match self {
            Client::HyperUtil => "hyper-util",
            Client::ByHand => "by hand",
            Client::Ours => "ours",
            Client::OursByText => "ours by text",
        }
    }

    pub fn fetch(self, load: &Load) {
        let load = load.clone();
        let fetched = match self {
            Client::HyperUtil => in_tokio(hyper_util(load)),
            Client::ByHand => in_tokio(by_hand(load)),
            Client::Ours => {
                let request = Request::new(Method::GET, &load.url).expect("an address");
                ours(&load, move |agent| agent.fetch(request.clone()))
            }
            Client::OursByText => {
                let url = load.url.clone();
                ours(&load, move |agent| agent.get(&url))
            }
        };
        fetched.expect("all pages come");
    }
}

fn in_tokio(script: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(script))
}

/// Runs the loops beside one another, to their ends.
async fn all<F>(loops: impl Iterator<Item = F>) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>> + 'static,
{
    let tasks: Vec<_> = loops.map(tokio::task::spawn_local).collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

fn ours(
    load: &Load,
    fetch: impl Fn(&Agent) -> Deferred<Response> + Clone + 'static,
) -> Result<(), Failure> {
    let (load, reactor) = (load.clone(), Reactor::new());
    let stop = reactor.clone();
    let pool = Pool::keeping(&reactor, load.connections as usize, Duration::from_secs(60));
    let agent = Agent::new(&reactor).with_pool(&pool);
    reactor.spawn(async move {
        let fetch_all = || {
            let (agent, fetch, pages) = (agent.clone(), fetch.clone(), load.for_each());
            async move {
                for _ in 0..pages {
                    read_body(fetch(&agent).await?).await?;
                }
                Ok(())
            }
        };
        all((0..load.connections).map(|_| fetch_all())).await.expect("all pages come");
        stop.stop();
    });
    reactor.run()
}

async fn hyper_util(load: Load) -> Result<(), Failure> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let client: legacy::Client<_, Empty<Bytes>> =
        legacy::Client::builder(TokioExecutor::new()).build(connector);
    let url: Uri = load.url.parse()?;
    let fetch = || {
        let (client, url, pages) = (client.clone(), url.clone(), load.for_each());
        async move {
            for _ in 0..pages {
                let answer = client.get(url.clone()).await?;
                answer.into_body().collect().await?.to_bytes();
            }
            Ok(())
        }
    };
    all((0..load.connections).map(|_| fetch())).await
}

async fn by_hand(load: Load) -> Result<(), Failure> {
    let fetch = || {
        let load = load.clone();
        async move {
            let url: Uri = load.url.parse()?;
            let host = url.authority().expect("a host").as_str();
            let stream = TcpStream::connect(host).await?;
            stream.set_nodelay(true)?;
            let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
            tokio::task::spawn_local(connection);
            for _ in 0..load.for_each() {
                let request = hyper::Request::get(url.path())
                    .header(HOST, host)
                    .body(Empty::<Bytes>::new())?;
                sender.ready().await?;
                let answer = sender.send_request(request).await?;
                answer.into_body().collect().await?.to_bytes();
            }
            Ok(())
        }
    };
    all((0..load.connections).map(|_| fetch())).await
}
