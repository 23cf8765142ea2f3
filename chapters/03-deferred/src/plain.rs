//! Which types of the standard library are plain results.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use crate::outcome::Plain;

macro_rules! plain {
    ($($type:ty),* $(,)?) => { $(impl Plain for $type {})* };
}

plain!((), bool, char, String, f32, f64);
plain!(i8, i16, i32, i64, i128, isize);
plain!(u8, u16, u32, u64, u128, usize);
plain!(std::time::Duration, std::time::Instant, std::time::SystemTime);
plain!(std::path::PathBuf, std::ffi::OsString);
plain!(std::net::IpAddr, std::net::SocketAddr);

impl<T: ?Sized> Plain for &'static T {}
impl<T: ?Sized> Plain for Box<T> {}
impl<T: ?Sized> Plain for Rc<T> {}
impl<T: ?Sized> Plain for Arc<T> {}
impl<T: ToOwned + ?Sized> Plain for std::borrow::Cow<'static, T> {}

impl<T> Plain for Option<T> {}
impl<T> Plain for Vec<T> {}
impl<T> Plain for VecDeque<T> {}
impl<T> Plain for BTreeSet<T> {}
impl<T> Plain for BinaryHeap<T> {}
impl<T, S> Plain for HashSet<T, S> {}
impl<K, V> Plain for BTreeMap<K, V> {}
impl<K, V, S> Plain for HashMap<K, V, S> {}
impl<T, const N: usize> Plain for [T; N] {}

impl<A, B> Plain for (A, B) {}
impl<A, B, C> Plain for (A, B, C) {}
impl<A, B, C, D> Plain for (A, B, C, D) {}
