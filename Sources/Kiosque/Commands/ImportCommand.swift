import Archive
import ArgumentParser
import Cleaning
import Glibc
import Importing
import Stories
import Wording

/// `kiosque import PATH...`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Store what files, folders or standard input hold.",
    discussion: """
      Text captures and HTML pages are recognised from their content. Running it again changes nothing.

      EXAMPLES
        kiosque import ~/captures page.html
        kiosque import --date-from %Y-%m-%d ~/captures     dates stand in the file names
        kiosque import --manifest list.csv ~/captures      columns: path, url, date, publisher
        curl -s https://news.example/story | kiosque import -
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Files, folders (recursive), or - for standard input.", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("text or html, whatever the content looks like.", valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp("A date's shape in paths and addresses: %Y-%m-%d.", valueName: "pattern"))
  var dateFrom: String?

  @Option(help: ArgumentHelp("CSV or JSON lines: path, url, date, publisher.", valueName: "file"))
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "A folder of site configurations (example.com.txt), else the setting's.", valueName: "dir"))
  var siteConfigs: String?

  @Flag(help: "Print a JSON line for each capture.")
  var json = false

  @Flag(help: "Print ACK n after each commit: so many inputs are safe.")
  var ack = false

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(
      format: format, dateFrom: dateFrom, manifest: manifest, siteConfigs: siteConfigs, language: language
    ).ingest()
    defer { ingest.cleaner.takeFaults().forEach { Output.complain($0.description) } }
    let archive = try common.opened(.writing)
    let importer = Importer(
      archive: archive, ingest: ingest, label: paths.joined(separator: " "), now: Clock.now)
    let reporter = ImportReporter(language: language, json: json, ack: ack)
    importer.report = { reporter.take($0) }
    try orExit(language) {
      for path in paths { try add(path, to: importer) }
      try importer.flush()
    }
    reporter.finish(number: importer.number)
    if reporter.hasFaults { throw Status.partly }
  }

  private func add(_ path: String, to importer: Importer) throws {
    if path == "-" {
      try importer.add(.bytes(StandardInput.all(), name: "-"))
      return
    }
    try FileWalk.forEach(path) { found in
      switch found {
      case .success(let file) where file != path && isManifest(file): break
      case .success(let file): try importer.add(.file(file, isNamed: file == path))
      case .failure(let fault): try importer.add(.fault(fault))
      }
    }
  }
}

extension ImportCommand {
  /// The list that stands beside its captures is no capture.
  private func isManifest(_ path: String) -> Bool {
    guard let manifest, let left = realpath(manifest, nil), let right = realpath(path, nil) else {
      return false
    }
    defer {
      free(left)
      free(right)
    }
    return strcmp(left, right) == 0
  }
}

/// What tells an import how to read.
struct IngestOptions {
  var format: String?
  var dateFrom: String?
  var manifest: String?
  var siteConfigs: String?
  var language: Language

  func ingest() throws -> Ingest {
    var wanted: Capture.Format?
    if let format {
      guard let found = Capture.Format(rawValue: format) else {
        throw ValidationError("--format: the formats are text and html.")
      }
      wanted = found
    }
    let loaded = Profiles.load()
    loaded.faults.forEach { Output.complain($0) }
    let folder = siteConfigs ?? Settings.load().settings.siteConfigs
    return Ingest(
      reader: CaptureReader(format: wanted),
      cleaner: Profiles.cleaner(loaded.profiles, siteConfigs: folder.map { SiteConfigs(folder: $0) }),
      manifest: try readManifest(), pattern: try pattern())
  }

  private func pattern() throws -> DatePattern? {
    guard let dateFrom else { return nil }
    do throws(DatePatternFault) {
      return try DatePattern(dateFrom)
    } catch {
      throw ValidationError(Faults.phrase(error)[language])
    }
  }

  private func readManifest() throws -> Manifest? {
    guard let manifest else { return nil }
    guard let text = TextFile.read(manifest) else {
      throw ValidationError("--manifest: \(manifest): " + Phrase.noSuchFile[language])
    }
    let (read, faults) = Manifest.parse(text: text, name: manifest)
    for fault in faults {
      Output.complain("\(fault.file):\(fault.line): " + Faults.phrase(fault.reason)[language])
    }
    return read
  }
}

enum StandardInput {
  static func all() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0, bytes.count <= CaptureReader.limit else { return bytes }
      bytes += buffer.prefix(count)
    }
  }
}
