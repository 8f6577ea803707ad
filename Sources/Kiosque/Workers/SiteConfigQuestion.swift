import BinaryCoding
import Cleaning
import DataFiles
import Locking
import Workers

/// What a worker asks for: a file of a folder of site configurations, or whether the folder can be read.
struct SiteConfigQuestion: BinaryCodable {
  var folder: String
  var file: String?

  init(folder: String, file: String?) { (self.folder, self.file) = (folder, file) }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (folder, file) = (try reader.text(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(folder)
    writer.append(file)
  }

  /// In the worker.
  func ask(_ channel: WorkerChannel) -> String? {
    channel.ask(encoded).map { String(decoding: $0, as: UTF8.self) }
  }

  /// In the program: only folders that it named itself are read, and in them only what may be a
  /// configuration.
  static func answer(to question: [UInt8], _ folders: SiteConfigFolders) -> [UInt8]? {
    guard let question = try? SiteConfigQuestion(encoded: question), folders.has(question.folder) else {
      return nil
    }
    return SiteConfigs.text(of: question.file, in: question.folder).map { Array($0.utf8) }
  }
}

/// The folders of site configurations that workers may ask for.
final class SiteConfigFolders: Sendable {
  private let paths: Mutex<Set<String>>

  init(_ standard: String?) { paths = Mutex(Set([standard].compactMap(\.self))) }

  func allow(_ path: String) { _ = paths.withLock { $0.insert(path) } }

  func has(_ path: String) -> Bool { paths.withLock { $0.contains(path) } }
}

/// Gathers the faults that workers tell, each once.
final class FaultCollector: Sendable {
  private struct State {
    var new: [DataFault] = []
    var known: Set<DataFault> = []
  }

  private static let most = 10_000
  private let state = Mutex(State())

  func add(_ faults: [DataFault]) {
    state.withLock { state in
      for fault in faults where state.known.count < Self.most && state.known.insert(fault).inserted {
        state.new.append(fault)
      }
    }
  }

  /// What was told since the last call, after what is given here.
  func take(_ first: [DataFault]) -> [DataFault] {
    let later = state.withLock { state in
      defer { state.new = [] }
      return state.new
    }
    add(first)
    return state.withLock { state in
      defer { state.new = [] }
      return state.new + later
    }
  }
}
