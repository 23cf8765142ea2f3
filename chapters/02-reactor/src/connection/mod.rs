//! What happens on a connection: whose turn it is, and in which order things
//! are done. [`Driver`] does it for a socket; [`InMemory`](crate::InMemory)
//! shares the parts that need none.

mod driver;

pub(crate) use driver::{Driver, OnLost};

use crate::transport::{Flow, Message, Registered};
use crate::{Producer, Transport};
use std::rc::Rc;

/// So many bytes may wait to be written before reading, and whoever produces
/// the bytes, has to wait. It is one read of the reactor: smaller and fast peers
/// wait for nothing, larger and slow peers cost more memory.
pub(crate) const HIGH_WATER: usize = 64 * 1024;

/// What a producer is to do next.
enum Order {
    Pause,
    Resume,
}

/// Takes the messages that wait for the protocol. Those that come meanwhile
/// wait for the next turn.
pub(crate) fn take_messages(transport: &Transport) -> Vec<Message> {
    transport.0.messages.take()
}

/// Pauses or resumes the registered producer, if one of the two is due. Returns
/// whether it was called, and so may have left notes.
pub(crate) fn regulate_producer(transport: &Transport, flushed: bool) -> bool {
    let Some((producer, order)) = due_order(transport, flushed) else { return false };
    match order {
        Order::Pause => producer.pause_producing(),
        Order::Resume => producer.resume_producing(),
    }
    true
}

fn due_order(transport: &Transport, flushed: bool) -> Option<(Rc<dyn Producer>, Order)> {
    let mut producer = transport.0.producer.borrow_mut();
    let Registered { producer, flow } = producer.as_mut()?;
    let order = match flow {
        Flow::Pushing if transport.unwritten() > HIGH_WATER => {
            *flow = Flow::Paused;
            Order::Pause
        }
        Flow::Paused if flushed => {
            *flow = Flow::Pushing;
            Order::Resume
        }
        Flow::Pulling if flushed => Order::Resume,
        _ => return None,
    };
    Some((producer.clone(), order))
}
