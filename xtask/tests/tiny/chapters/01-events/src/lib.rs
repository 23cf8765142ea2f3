//! Only here for its example.
