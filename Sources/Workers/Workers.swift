/// Work on bytes that are not trusted, in processes that can do nothing else.
///
/// A ``WorkerPool`` runs ``WorkerJob``s in processes of this program, as many as there are cores; each
/// answers one job after another, and what it answers is a ``WorkerAnswer``, those of a ``WorkerBatch``
/// together. A process that dies, hangs, or answers what is no frame costs the job that it was at, a
/// ``WorkerLoss``; the rest is done by another. A ``WorkerContext`` is what many jobs share. ``WorkerStart``
/// says which program is started, and how.
///
/// In the process, a ``WorkerChannel`` brings each job as a ``WorkerRequest``, in ``Frame``s, and ``Cage``
/// takes its rights away before the first one.

import Synchronization

/// How a worker was lost at a job.
package enum WorkerLoss: Error, Equatable, Hashable, Sendable {
  /// A signal ended it.
  case signal(Int32)
  /// It ended by itself, with a status.
  case status(Int32)
  /// It took longer than the job may.
  case late
  /// It sent what is no answer.
  case broken
  /// It could not be started; the reason is in English.
  case notStarted(String)
}

/// What became of a job.
package enum WorkerAnswer: Sendable {
  /// The worker's answer, and which worker gave it.
  case answer([UInt8], by: WorkerID)
  /// The worker was lost at this job.
  case lost(WorkerLoss)
  /// The worker that the job was for is not there any more; it has not begun the job.
  case gone
}

/// A worker of a pool. When another process takes its place, that has another identity.
package struct WorkerID: Hashable, Sendable {
  let place: Int
  let generation: Int
}

/// What many jobs share, sent to each worker once.
package final class WorkerContext: Sendable {
  /// How many a worker keeps, the last ones.
  static let most = 4
  private static let counter = Atomic<UInt64>(0)

  let bytes: [UInt8]
  /// Its name in frames, from 1.
  let number: UInt64

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    number = Self.counter.add(1, ordering: .relaxed).newValue
  }
}

/// A piece of work for a worker.
package struct WorkerJob: Sendable {
  /// What to do, as the worker knows it.
  package var kind: UInt8
  /// What to do it with.
  package var body: [UInt8]
  /// About how many bytes the worker has to read; a job may take longer the more there are.
  package var weight: Int
  /// Opens the file that is handed over with the job, or answers in the worker's stead, when its turn has
  /// come. It is closed when it is sent.
  package var file: (@Sendable () -> WorkerFile)?
  /// Which worker must do it; nil for any.
  package var worker: WorkerID?
  /// What the worker must know before it.
  package var context: WorkerContext?
  /// Whether it may wait for input as long as that takes.
  package var waits = false

  package init(_ kind: UInt8, _ body: [UInt8], weight: Int = 0) {
    (self.kind, self.body, self.weight) = (kind, body, max(weight, body.count))
  }
}

/// A file for a job.
package enum WorkerFile: Sendable {
  /// A descriptor, which is closed when it was sent.
  case open(Int32)
  /// The answer, since there is no file.
  case answer([UInt8])
  /// None is needed.
  case none
}

/// What to start as a worker.
package struct WorkerStart: Sendable {
  /// The program's path.
  package var program: String
  /// Its arguments, the name of the program first.
  package var arguments: [String]
  /// Its environment, `NAME=value`.
  package var environment: [String]
  /// What it is told before it begins.
  package var setup: [UInt8]

  package init(program: String, arguments: [String], environment: [String], setup: [UInt8]) {
    (self.program, self.arguments) = (program, arguments)
    (self.environment, self.setup) = (environment, setup)
  }
}
