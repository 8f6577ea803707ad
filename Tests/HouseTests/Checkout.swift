import Foundation

/// The checkout that is tested, as files.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct File: CustomStringConvertible {
    /// From the checkout's root.
    let path: String
    let text: String

    var description: String { path }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The target it belongs to.
    var target: String { String(path.split(separator: "/")[1]) }
  }

  /// Files below a folder with one of these endings.
  static func files(in folder: String, _ endings: [String]) -> [File] {
    let base = root.appending(path: folder)
    let found = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return found.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().compactMap { name in
      let path = folder + "/" + name
      guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
        return nil
      }
      return File(path: path, text: text)
    }
  }

  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  static let sources = files(in: "Sources", [".swift"])
  static let tests = files(in: "Tests", [".swift"])

  /// Lines that are no comment, with their number.
  static func code(_ file: File) -> [(number: Int, text: Substring)] {
    file.lines.enumerated().compactMap { index, line in
      let start = line.drop { $0 == " " }
      return start.hasPrefix("//") ? nil : (index + 1, line)
    }
  }

  /// The text without comments and without what stands in quotes.
  static func bare(_ file: File) -> String {
    file.text.replacing(/"""(?s:.*?)"""/, with: "").replacing(/\/\/.*/, with: "")
      .replacing(/"(?:\\.|[^"\\\n])*"/, with: "")
  }
}
