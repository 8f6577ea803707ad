import Stories

/// Which stories a forgetting is about.
package enum Forgetting: Equatable, Sendable {
  /// Those of a list.
  case query(Query)
  /// Stories that were stored by this import and have no capture from another.
  case importNumber(Int64)
}
