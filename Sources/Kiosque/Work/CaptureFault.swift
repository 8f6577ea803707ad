import Cleaning
import Importing
import Workers

/// Why a capture gave no story.
enum CaptureFault: Error, Equatable, Sendable {
  case reading(ImportFault)
  /// It is nothing that has a story.
  case passed(Passed)
  case cleaning(CleaningFault)
  /// The worker was lost at it.
  case lost(WorkerLoss)
  /// A line that is no JSON object.
  case notJSON
}

extension ReadAnswer {
  /// Why there is nothing to clean; nil where there is.
  var fault: CaptureFault? {
    switch outcome {
    case .capture: nil
    case .passed(let passed): .passed(passed)
    case .failed(let fault): .reading(fault)
    case .lost(let loss): .lost(loss)
    case .notJSON: .notJSON
    }
  }
}
