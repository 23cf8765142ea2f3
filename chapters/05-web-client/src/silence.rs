//! [`Silence`]: notices that a server has stopped to send.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use crate::{TooSlow, Waiting};

/// How long has been waited for the next bytes of a body. Time in which nobody waits
/// does not count: it is not the server's fault that its reader has paused.
pub(crate) struct Silence {
    after: Duration,
    /// Made when it is first needed; most bodies come at once.
    timer: Option<Pin<Box<Sleep>>>,
    begun: bool,
}

impl Silence {
    pub(crate) fn new(after: Duration) -> Self {
        Self { after, timer: None, begun: false }
    }

    /// Nothing has come, again or for the first time. Ready when it has been so for
    /// too long.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<TooSlow> {
        let after = self.after;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(after)));
        if !self.begun {
            self.begun = true;
            timer.set(sleep(after));
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(TooSlow { waiting: Waiting::Body, after })
    }

    /// Something has come.
    pub(crate) fn end(&mut self) {
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use tokio::time::{advance, timeout};

    const AFTER: Duration = Duration::from_secs(60);
    const ALMOST: Duration = Duration::from_secs(59);

    async fn nothing_comes(silence: &mut Silence, within: Duration) -> Option<TooSlow> {
        timeout(within, poll_fn(|context| silence.poll(context))).await.ok()
    }

    #[tokio::test(start_paused = true)]
    async fn it_ends_after_its_time() {
        let mut silence = Silence::new(AFTER);
        assert_eq!(nothing_comes(&mut silence, ALMOST).await, None);
        let too_slow = nothing_comes(&mut silence, AFTER).await;
        assert_eq!(too_slow, Some(TooSlow { waiting: Waiting::Body, after: AFTER }));
    }

    #[tokio::test(start_paused = true)]
    async fn it_begins_anew_when_something_comes() {
        let mut silence = Silence::new(AFTER);
        for _ in 0..10 {
            assert_eq!(nothing_comes(&mut silence, ALMOST).await, None);
            silence.end();
        }
        assert!(nothing_comes(&mut silence, AFTER * 2).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn the_readers_own_pause_does_not_count() {
        let mut silence = Silence::new(AFTER);
        assert_eq!(nothing_comes(&mut silence, ALMOST).await, None);
        silence.end();
        advance(AFTER * 10).await;
        assert_eq!(nothing_comes(&mut silence, ALMOST).await, None);
    }
}
