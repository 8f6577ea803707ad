import Archive
import ArgumentParser
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
      What a file holds is recognised from its content: text, HTML, MHTML, WARC and WET, ARC, WACZ, feeds,
      JSON, CSV, newsboat's cache, tar and zip of these, each also packed by gzip, zstd, xz or bzip2. Running
      it again changes nothing; an import that was interrupted goes on where it was.

      EXAMPLES
        kiosque import ~/captures page.html
        kiosque import --date-from %Y-%m-%d ~/captures  dates in the file names
        kiosque import --manifest list.csv ~/captures   path, url, date, publisher
        kiosque import crawl.warc.gz feed.xml pages.tar.zst
        kiosque import --map title=headline --map text=story.body articles.jsonl
        kiosque import --watch ~/Downloads/pages
        curl -s https://news.example/story | kiosque import -
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("Files, folders (recursive), or - for standard input.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(IngestOptions.formatHelp, valueName: "format"),
    completion: .list(FileFormat.allCases.map(\.rawValue)))
  var format: String?

  @Option(help: ArgumentHelp(IngestOptions.mapHelp, valueName: "field=name"))
  var map: [String] = []

  @Option(help: ArgumentHelp("A date's shape in paths and addresses: %Y-%m-%d.", valueName: "pattern"))
  var dateFrom: String?

  @Option(help: ArgumentHelp(IngestOptions.orderHelp, valueName: "order"))
  var dateOrder: WrittenDate.Order?

  @Option(
    help: ArgumentHelp("CSV or JSON lines: path, url, date, publisher.", valueName: "file"),
    completion: .file())
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "A folder of site configurations (example.com.txt), else the setting's.", valueName: "dir"),
    completion: .directory)
  var siteConfigs: String?

  @Flag(help: "Go on: import what appears in these folders, until you stop it (Ctrl-C).")
  var watch = false

  @Flag(help: "Print a JSON line for each capture.")
  var json = false

  @Flag(help: "Print ACK n after each commit: so many inputs are safe.")
  var ack = false

  @OptionGroup var telling: ProgressOptions

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(
      format: format, map: map, dateFrom: dateFrom, dateOrder: dateOrder, manifest: manifest,
      siteConfigs: siteConfigs, language: language
    ).ingest()
    defer { ingest.pipeline.takeFaults().forEach { Output.complain(Names.sentence($0)) } }
    let target = try common.target(quietly: json || telling.quiet)
    let importer = Importer(target, ingest: ingest, label: paths.joined(separator: " "), now: Clock.now)
    let reporter = ImportReporter(language: language, json: json, ack: ack, quiet: telling.quiet)
    let intake = Intake(ingest)
    intake.isLeftOut = isManifest
    intake.way = ([format ?? ""] + map).joined(separator: " ")
    intake.mark = { file in
      let mark = try target.archive.importMark(of: file)
      if let mark { reporter.takeUp(mark.done, of: mark.file.path) }
      return mark
    }
    let size = reporter.showsProgress ? Intake.size(of: paths) : 0
    reporter.progress = { [weak intake] in size > 0 ? intake.map { ($0.reached, size) } : nil }
    importer.report = { try reporter.take($0) }
    do {
      try orExit(language) { try work(importer, intake, target, reporter, language) }
    } catch {
      // What was stored until then is told too.
      try? importer.finishWriting()
      reporter.finish(number: importer.number)
      throw error
    }
    reporter.finish(number: importer.number)
    if reporter.hasFaults { throw Status.partly }
  }
}

extension ImportCommand {
  private func work(
    _ importer: Importer, _ intake: Intake, _ target: ImportTarget, _ reporter: ImportReporter,
    _ language: Language
  ) throws {
    let watching = try watch ? folderWatch() : nil
    let finish = {
      try importer.flush()
      try intake.forEachRevisit(known: { try target.archive.story(at: $0) }) { try importer.add($0) }
      try importer.flush()
    }
    for path in paths { try intake.forEach(path) { try importer.add($0, at: $1) } }
    try finish()
    guard let watching else { return }
    Output.complain(Phrase.watching(paths.map(Names.shown))[language])
    while let files = watching.next() {
      for file in files where !intake.isLeftOut(file) {
        try intake.forEach(file) { try importer.add($0, at: $1) }
      }
      try finish()
      reporter.mention()
    }
  }

  /// Starts watching before existing files are read, so that nothing is missed.
  private func folderWatch() throws -> FolderWatch {
    for path in paths {
      var status = stat()
      let isThere = PathBytes.withBytes(of: path) { stat($0, &status) } == 0
      guard isThere, status.st_mode & S_IFMT == S_IFDIR else {
        throw ValidationError("--watch: \(Names.shown(path)): " + Phrase.notAFolder[try common.spoken()])
      }
    }
    let watch = FolderWatch(paths)
    guard watch.isReady else { throw ValidationError("--watch: inotify is not to be had here.") }
    return watch
  }

  /// A manifest next to its captures is not a capture.
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

/// The options for reading captures.
struct IngestOptions {
  static let formatHelp =
    "What a file or its pages are, whatever they look like: "
    + FileFormat.allCases.map(\.rawValue).joined(separator: ", ") + "."
  static let mapHelp =
    "Under which name JSON and CSV have a field: title=headline, text=story.body. The fields: "
    + FieldNames.Field.allCases.map(\.rawValue).joined(separator: ", ") + "."
  static let orderHelp = "What 04/03/2026 is in records and feeds: dmy (4 March), mdy or ymd."
  var format: String?
  var map: [String] = []
  var dateFrom: String?
  var dateOrder: WrittenDate.Order?
  var manifest: String?
  var siteConfigs: String?
  var language: Language

  func ingest() throws -> Ingest {
    var wanted: FileFormat?
    if let format {
      guard let found = FileFormat(rawValue: format) else {
        let names = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format: the formats are \(names).")
      }
      wanted = found
    }
    var names = FieldNames()
    for mapping in map where !names.take(mapping) {
      let fields = FieldNames.Field.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--map \(mapping): write field=name; the fields are \(fields).")
    }
    return Ingest(
      reader: CaptureReader(format: wanted, names: names, dates: WrittenDate(months: [], order: dateOrder)),
      pipeline: .installed(siteConfigs: siteConfigs),
      manifest: try readManifest(), pattern: try pattern(), siteConfigs: siteConfigs.map(Paths.resolved))
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
      throw ValidationError("--manifest: \(Names.shown(manifest)): " + Phrase.noSuchFile[language])
    }
    let (read, faults) = Manifest.parse(text: text, name: manifest)
    for fault in faults {
      Output.complain("\(Names.shown(fault.file)):\(fault.line): " + Faults.phrase(fault.reason)[language])
    }
    return read
  }
}

extension WrittenDate.Order: ExpressibleByArgument {}
