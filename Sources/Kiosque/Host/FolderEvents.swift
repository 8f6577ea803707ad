import Glibc
import Importing
import Locking

/// Events in folders, as reported by the kernel (inotify).
final class FolderEvents: Sendable {
  struct Event: Equatable {
    /// The file or folder that it is about.
    var path: String
    var isFolder: Bool
    /// Whether it is complete: closed by its writer, or moved here.
    var isWhole: Bool
    /// Whether events were lost: everything may have changed.
    var isOverflow = false
  }

  /// Readable while events are pending; -1 where the kernel provides none.
  let descriptor: Int32
  private let folders = Mutex<[Int32: String]>([:])

  init() {
    descriptor = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches a folder, but none below it; false where that fails. Removed names are reported only where asked
  /// for.
  @discardableResult
  func watch(_ folder: String, withRemovals: Bool = false) -> Bool {
    let removals = withRemovals ? IN_MOVED_FROM | IN_DELETE : 0
    let mask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR | removals
    let watch = PathBytes.withBytes(of: folder) { inotify_add_watch(descriptor, $0, UInt32(mask)) }
    guard watch >= 0 else { return false }
    folders.withLock { $0[watch] = folder }
    return true
  }

  /// The pending events, without blocking.
  func take() -> [Event] {
    var events: [Event] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &room, room.count), count > 0 {
      var at = 0
      while at + 16 <= count {
        let header = room.withUnsafeBytes { bytes in
          (
            bytes.loadUnaligned(fromByteOffset: at, as: Int32.self),
            bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self),
            Int(bytes.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
          )
        }
        let name = room[(at + 16)..<min(count, at + 16 + header.2)].prefix { $0 != 0 }
        at += 16 + header.2
        events.append(event(header.0, header.1, PathBytes.string(name)))
      }
    }
    return events
  }

  private func event(_ watch: Int32, _ mask: UInt32, _ name: String) -> Event {
    let folder = folders.withLock { $0[watch] } ?? ""
    return Event(
      path: name.isEmpty ? folder : folder + "/" + name, isFolder: mask & UInt32(IN_ISDIR) != 0,
      isWhole: mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0,
      isOverflow: mask & UInt32(IN_Q_OVERFLOW) != 0)
  }
}
