import Glibc
import Stories

/// The time of this machine.
enum Clock {
  /// In seconds since 1970.
  static var now: Instant { Instant(time(nil)) }
}
