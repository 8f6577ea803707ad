import CPty
import Foundation
import Synchronization

/// A folder of its own with captures, a home and an archive, gone when the test is over.
final class TestHome {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "kiosque-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Another user must be able to enter for the trial of a read-only archive.
    chmod(folder.path, 0o755)
  }

  deinit {
    _ = try? run("chmod", ["-R", "u+w", folder.path])
    try? FileManager.default.removeItem(at: folder)
  }

  var archive: String { folder.appending(path: "archive.sqlite").path }

  /// The path of something below the folder.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  var environment: [String: String] {
    PseudoTerminal.environment(
      home: folder.path, ["KIOSQUE_ARCHIVE": archive, "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"])
  }

  /// Writes a file below the folder and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ data: Data, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program and waits for it.
  @discardableResult
  func kiosque(_ arguments: String..., input: Data? = nil, as user: [String] = []) throws -> Outcome {
    try kiosque(arguments, input: input, as: user)
  }

  @discardableResult
  func kiosque(_ arguments: [String], input: Data? = nil, as user: [String] = []) throws -> Outcome {
    let command = user + [Program.path] + arguments
    return try run(command[0], Array(command.dropFirst()), input: input)
  }

  /// Runs a shell's line.
  func shell(_ line: String) throws -> Outcome {
    try run("sh", ["-c", line])
  }

  /// Runs a shell's lines on a file system of its own, of this size, with `$kiosque` and an archive there; nil,
  /// with a word, where file systems cannot be mounted.
  func onDisk(_ size: String, _ script: String) throws -> String? {
    let mount = "mkdir -p \"$1\" && mount -t tmpfs -o size=\(size) tmpfs \"$1\" && cd \"$1\""
    let namespace = getuid() == 0 ? "unshare -m" : "unshare -rm"
    let line = """
      \(namespace) sh -c '\(mount) && echo mounted && export KIOSQUE_ARCHIVE="$1/a.sqlite" && kiosque="$2" &&
      exec 2>&1
      \(script)' sh '\(path("disk"))' '\(Program.path)'
      """
    let output = try shell(line).output
    guard output.hasPrefix("mounted\n") else {
      print("skipped: no file system can be mounted here")
      return nil
    }
    return String(output.dropFirst("mounted\n".count))
  }

  private func run(_ program: String, _ arguments: [String], input: Data? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try process.run()
      try pipe.fileHandleForWriting.write(contentsOf: input)
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
      try process.run()
    }
    // Both at once: one that nobody reads would fill up, and the program wait for ever.
    let errorText = Mutex("")
    let reading = DispatchGroup()
    DispatchQueue.global().async(group: reading) { errorText.withLock { $0 = errors.everything() } }
    let outputText = output.everything()
    reading.wait()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: outputText, errors: errorText.withLock(\.self))
  }

  /// Two linked stories, a page and a third story, imported with their dates.
  func importStories() throws {
    try write(Self.lighthouse, to: "captures/2026-03-14-phare.txt")
    try write(Self.harbour, to: "captures/2026-03-13-port.txt")
    try write(Self.page, to: "captures/page.html")
    for day in 1...9 {
      let text =
        "Brève numéro \(day)\n\nLe conseil a délibéré le matin, puis le soir, sans rien décider du tout.\n"
      try write(text, to: "captures/2026-02-0\(day)-breve.txt")
    }
    try kiosque("import", "--date-from", "%Y-%m-%d", folder.appending(path: "captures").path)
  }

  static let lighthouse = """
    Le phare s'est rallumé

    Le phare s'est rallumé
    Par\u{A0}Ana Le Goff
    Partager cet articleDiscussion

    Trois nuits de suite, la lanterne a brillé sans gardien.

    PUBLICITÉ

    On n’avait plus vu la lumière depuis l‘hiver 1998. « Je croyais rêver ! » raconte la patronne du café.

    \((1...12).map { "Paragraphe \($0) : la porte est restée fermée, dit-on au service des phares et balises, et personne n'y est monté depuis." }.joined(separator: "\n\n"))

    Inscrivez-vous à notre newsletter

    À découvrir également

    Le port rouvre a la navigation

    La carte des lanternes éteintes
    """

  static let harbour = """
    Le port rouvre à la navigation

    Par Théo Marrec

    Les écluses se sont ouvertes à 6 h 12, devant trois cents personnes venues en famille.

    À découvrir également

    Le phare s’est rallumé
    """

  static let page = """
    <!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>La criée repart | Le Fanal</title>
    <meta property="og:site_name" content="Le Fanal">
    <meta property="article:published_time" content="2026-03-15T09:30:00+01:00"></head>
    <body><nav>Menu</nav><article><h1>La criée repart</h1>
    <p>À quai, le prix du lieu jaune remonte, et les bateaux sortent &agrave; nouveau chaque matin de la semaine.</p>
    <p>Les mareyeurs attendaient ce moment depuis l&rsquo;automne, après des mois de tempêtes et de mévente.</p>
    </article><script>alert(1)</script></body></html>
    """
}

extension Pipe {
  /// What comes until it is closed. A signal to the tests does not end it, as it ends Foundation's own reading.
  func everything() -> String {
    let descriptor = fileHandleForReading.fileDescriptor
    var all: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &portion, portion.count)
      if count > 0 { all += portion[..<count] } else if count == 0 || errno != EINTR { break }
    }
    return String(decoding: all, as: UTF8.self)
  }
}
