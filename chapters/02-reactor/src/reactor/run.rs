//! The loop itself, and its end.

use super::core::Phase;
use super::{Core, Reactor};
use crate::Failure;
use crate::reasons::{ConnectionAborted, NotRestartable};
use std::future::poll_fn;
use std::time::Duration;
use tokio::runtime::{Builder, LocalOptions};

/// How long protocols have to hear that their connections were broken, at the
/// very end.
const FAREWELL: Duration = Duration::from_secs(1);

/// How long other threads have to finish what they do for tasks that are gone: a
/// system may look a name up for half a minute.
const LOOKUP: Duration = Duration::from_secs(1);

impl Reactor {
    /// Runs the loop until [`stop`](Self::stop). Everything on this reactor
    /// happens in here, in this thread.
    ///
    /// It is a tokio runtime for one thread, made here and gone when this
    /// returns. So futures may be [`spawn`](Self::spawn)ed beside the protocols,
    /// and nothing is left behind; but what another thread does that is not done in a
    /// second, such as the lookup of a name, is not waited for.
    ///
    /// # Errors
    ///
    /// [`NotRestartable`], when it ran before; or what the operating system
    /// said when the loop could not be set up.
    ///
    /// # Panics
    ///
    /// When it is called inside a tokio runtime, which a callback of another
    /// reactor is, too: one thread runs one loop.
    ///
    /// Twisted: `reactor.run()`.
    pub fn run(&self) -> Result<(), Failure> {
        if self.core.phase.get() != Phase::New {
            return Err(NotRestartable.into());
        }
        let options = LocalOptions::default();
        let runtime = Builder::new_current_thread().enable_all().build_local(options)?;
        runtime.block_on(self.core.run());
        runtime.shutdown_timeout(LOOKUP);
        self.core.timers.clear();
        Ok(())
    }
}

impl Core {
    async fn run(&self) {
        self.phase.set(Phase::Running);
        let outbox = self.outbox.clone();
        tokio::task::spawn_local(poll_fn(move |context| outbox.poll(context)));
        for task in self.waiting_tasks.take() {
            tokio::task::spawn_local(task);
        }
        for function in self.when_running.take() {
            self.guard("call_when_running", function);
        }
        while !self.stop_asked.get() {
            self.timers.run_due(|function| {
                self.guard("a delayed call", function);
            });
            if !self.stop_asked.get() {
                self.sleep().await;
            }
        }
        self.shut_down().await;
        self.phase.set(Phase::Stopped);
    }

    /// Gives the sockets their turn, until a timer is due or somebody calls.
    async fn sleep(&self) {
        let until_next = self.timers.until_next();
        if until_next == Some(Duration::ZERO) {
            return tokio::task::yield_now().await;
        }
        tokio::select! {
            biased;
            () = self.stop.notified() => {}
            () = self.timers.earlier() => {}
            () = pass(until_next) => {}
        }
    }

    /// Closes everything: in order while there is time, then by force.
    async fn shut_down(&self) {
        for function in self.before_shutdown.take() {
            self.guard("before_shutdown", function);
        }
        self.phase.set(Phase::Stopping);
        self.ending.notify_waiters();
        for transport in self.open_connections() {
            transport.lose_connection();
        }
        if self.finished_within(self.stop_deadline.get()).await {
            return;
        }
        for transport in self.open_connections() {
            transport.abort_with(ConnectionAborted);
        }
        self.finished_within(FAREWELL).await;
    }

    async fn finished_within(&self, deadline: Duration) -> bool {
        let finished = async {
            while !self.all_finished() {
                self.one_finished.notified().await;
            }
        };
        tokio::time::timeout(deadline, finished).await.is_ok()
    }
}

async fn pass(time: Option<Duration>) {
    match time {
        Some(time) => tokio::time::sleep(time).await,
        None => std::future::pending().await,
    }
}
