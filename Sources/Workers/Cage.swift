import CCage
import Glibc

/// What takes a process its rights.
package struct Cage: OptionSet, Sendable {
  /// Bits, as the C part has them.
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// No program that is started could have more rights.
  package static let newPrivileges = Cage(rawValue: UInt32(KQ_CAGE_NEW_PRIVILEGES))
  /// No file can be opened (Landlock).
  package static let landlock = Cage(rawValue: UInt32(KQ_CAGE_LANDLOCK))
  /// The limits of memory, processes and descriptors.
  package static let limits = Cage(rawValue: UInt32(KQ_CAGE_LIMITS))
  /// Only listed system calls are answered (seccomp).
  package static let seccomp = Cage(rawValue: UInt32(KQ_CAGE_SECCOMP))
  /// All of it.
  package static let whole: Cage = [.newPrivileges, .landlock, .limits, .seccomp]

  /// Closes the cage of this process, for ever; nil where that failed, and the process must end. `memory` is
  /// in bytes.
  package static func close(memory: UInt) -> Cage? {
    var holds: UInt32 = 0
    return kq_cage(memory, &holds) == 0 ? Cage(rawValue: holds) : nil
  }

  /// Loads what could not be loaded in the cage: the time zone, and charsets by their names in the C library.
  package static func preload(charsets: [String]) {
    kq_preload()
    for name in charsets { _ = kq_preload_charset(name) }
  }
}
