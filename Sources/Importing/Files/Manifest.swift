import FoundationEssentials
import Stories

/// What is wrong in a manifest, and where.
package struct ManifestFault: Error, Equatable, Sendable {
  /// What can be wrong.
  package enum Reason: Equatable, Sendable {
    /// The first row names neither `path` nor `url`.
    case noHeader
    /// A row has neither a path nor an address.
    case noName
    case badDate(String)
    case badJSON
    /// A quote that begins here is never closed.
    case openQuote
  }

  /// The manifest's path.
  package var file: String
  /// From 1.
  package var line: Int
  /// What is wrong there.
  package var reason: Reason
}

/// A table of path, url, date and publisher, with which a user describes captures.
package struct Manifest: Sendable, Equatable {
  /// The metadata of one capture.
  package struct Entry: Sendable, Equatable {
    /// The address, as written.
    package var url: String?
    /// When the story was published.
    package var date: StoryDate?
    /// The publisher's name.
    package var publisher: String?
  }

  private var folder: String
  private var byPath: [String: Entry] = [:]
  private var byURL: [String: Entry] = [:]

  /// Reads CSV (comma, semicolon or tab; a header row in any order) or JSON lines; `name` is the manifest's
  /// own path.
  /// Rows with a fault in one field keep their others.
  package static func parse(text: String, name: String) -> (Manifest, [ManifestFault]) {
    var manifest = Manifest(folder: ManifestPath.folder(of: name))
    var faults: [ManifestFault] = []
    let isJSON = text.utf8.first { !isSpace($0) && $0 < 0x80 } == UInt8(ascii: "{")
    let rows = isJSON ? jsonRows(text, name, &faults) : tableRows(text, name, &faults)
    for (line, row) in rows { manifest.add(row, line: line, name: name, &faults) }
    return (manifest, faults)
  }

  /// The entry for an address, or for a path that is absolute, relative to the manifest's folder, or relative
  /// to the current folder.
  package func entry(forPath path: String) -> Entry? {
    if let entry = byURL[path] { return entry }
    let plain = ManifestPath.normal(path)
    if let entry = byPath[plain] { return entry }
    let absolute = ManifestPath.absolute(plain)
    if let entry = byPath[absolute] { return entry }
    return ManifestPath.relative(absolute, to: ManifestPath.absolute(folder)).flatMap { byPath[$0] }
  }

  private init(folder: String) {
    self.folder = folder
  }

  private mutating func add(
    _ row: [String: String], line: Int, name: String, _ faults: inout [ManifestFault]
  ) {
    let field = { (key: String) in row[key].map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 } }
    guard field("path") != nil || field("url") != nil else {
      faults.append(ManifestFault(file: name, line: line, reason: .noName))
      return
    }
    var entry = Entry(url: field("url"), publisher: field("publisher"))
    if let written = field("date") {
      entry.date = StoryDate(iso: written, origin: .manifest)
      if entry.date == nil { faults.append(ManifestFault(file: name, line: line, reason: .badDate(written))) }
    }
    if let path = field("path") { byPath[ManifestPath.normal(path)] = entry }
    if let url = entry.url { byURL[url] = entry }
  }

  private static func tableRows(
    _ text: String, _ name: String, _ faults: inout [ManifestFault]
  ) -> [(Int, [String: String])] {
    let (records, openQuote) = CSV.records(text)
    if let openQuote { faults.append(ManifestFault(file: name, line: openQuote, reason: .openQuote)) }
    guard let header = records.first else { return [] }
    let names = header.fields.map { $0.trimmed.lowercased() }
    guard names.contains("path") || names.contains("url") else {
      faults.append(ManifestFault(file: name, line: header.line, reason: .noHeader))
      return []
    }
    return records.dropFirst().map { record in
      (record.line, Dictionary(zip(names, record.fields), uniquingKeysWith: { first, _ in first }))
    }
  }

  private struct Line: Decodable {
    var path: String?
    var url: String?
    var date: String?
    var publisher: String?
  }

  private static func jsonRows(
    _ text: String, _ name: String, _ faults: inout [ManifestFault]
  ) -> [(Int, [String: String])] {
    let decoder = JSONDecoder()
    var rows: [(Int, [String: String])] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.contains(where: { !isSpace($0) }) {
      let data = Data(line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line)
      if let row = try? decoder.decode(Line.self, from: data) {
        let fields = ["path": row.path, "url": row.url, "date": row.date, "publisher": row.publisher]
        rows.append((number + 1, fields.compactMapValues { $0 }))
      } else {
        faults.append(ManifestFault(file: name, line: number + 1, reason: .badJSON))
      }
    }
    return rows
  }
}
