import Archive
import DataFiles
import Glibc
import Importing
import Stories

/// The bundled stories, imported into the cache folder on first use.
enum SampleArchive {
  /// The archive's path, imported now where it is not there yet; nil where the installation has no sample.
  static func path() throws -> String? {
    guard let folder = Paths.bundled("Sample") else { return nil }
    var files: [String] = []
    FileWalk.forEach(folder) { if case .success(let path) = $0 { files.append(path) } }
    let path = Paths.cache + "/sample-" + fingerprint(files, folder) + ".sqlite"
    if !Engine.installed.exists(at: path) { try make(path, files, folder) }
    return path
  }

  /// A new version of the sample gets a new archive.
  private static func fingerprint(_ files: [String], _ folder: String) -> String {
    var text = ""
    for file in files {
      var status = stat()
      stat(file, &status)
      text += "\(file.dropFirst(folder.count)):\(status.st_size)\n"
    }
    return String(Digest(of: Array(text.utf8)).description.prefix(12))
  }

  /// Built under another name, so that an interrupted start leaves nothing half done.
  private static func make(_ path: String, _ files: [String], _ folder: String) throws {
    let draft = path + ".\(getpid())"
    defer { Engine.installed.remove(at: draft) }
    do {
      let archive = try Engine.installed.open(draft, .writing, lockWait: LockWait()) { _, _ in }
      let list = folder + "/manifest.csv"
      let manifest = TextFile.read(list).map { Manifest.parse(text: $0, name: list).0 }
      let ingest = Ingest(
        reader: CaptureReader(), pipeline: .installed(), manifest: manifest, pattern: nil)
      let importer = Importer(archive: archive, ingest: ingest, label: "Sample", now: Clock.now)
      for file in files where file != list { try importer.add(.file(file, isNamed: false)) }
      try importer.flush()
      try archive.close()
    }
    try put(draft, at: path)
  }

  /// Gives a finished draft its name, unless another start was first: that one may be open already.
  static func put(_ draft: String, at path: String) throws {
    if link(draft, path) == 0 || errno == EEXIST { return }
    // A file system without hard links.
    guard Engine.installed.exists(at: path) || rename(draft, path) == 0 else {
      throw ArchiveFault.cannotWrite(path: path, reason: Descriptor.reason(errno))
    }
  }
}
