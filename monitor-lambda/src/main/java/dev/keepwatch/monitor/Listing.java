package dev.keepwatch.monitor;

/// Reads which files a target holds: names, sizes and times, never a file's content.
///
/// A reader does not throw when the world refuses; it says so in the [Contents], so that the other
/// targets are still looked at. What it could read only in part it does not hand on as if it were
/// all.
interface Listing<T extends Target> {
  Contents read(T target);
}
