//! What the example `sum_up` prints lies in the snapshots.
