import Archive
import Locking

/// The archive that an import goes to. One that does not exist is made when there is something to store;
/// until then, an empty one in memory answers.
final class ImportTarget: Sendable {
  private struct State {
    var archive: any StoryArchive
    /// Makes the archive; nil once it is there.
    var make: (@Sendable () throws -> any StoryArchive)?
  }

  private let state: Mutex<State>

  /// One that is there.
  init(_ archive: any StoryArchive) { state = Mutex(State(archive: archive, make: nil)) }

  /// One that `make` makes.
  init(made make: @escaping @Sendable () throws -> any StoryArchive) throws {
    state = Mutex(State(archive: try Engine.installed.temporary(), make: make))
  }

  var archive: any StoryArchive { state.withLock { $0.archive } }

  /// Whether it is there.
  var isMade: Bool { state.withLock { $0.make == nil } }

  /// Makes it, unless it is there.
  func make() throws {
    try state.withLock { state in
      guard let make = state.make else { return }
      state.archive = try make()
      state.make = nil
    }
  }
}
