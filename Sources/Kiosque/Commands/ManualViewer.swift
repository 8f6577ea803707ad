import ArgumentParser
import Glibc
import Wording

/// A page of the manual; its file is named after it and its section.
enum ManualPage: String, CaseIterable {
  case kiosque, query, formats, config

  var file: String {
    switch self {
    case .kiosque: "kiosque.1"
    case .query: "kiosque-query.7"
    case .formats: "kiosque-formats.7"
    case .config: "kiosque-config.5"
    }
  }
}

/// Shows a page of the manual with man(1).
enum ManualViewer {
  /// On a terminal, becomes man, with the heading at the top where less(1) shows the page; else prints what
  /// man prints, which does not tell of output that is lost. Returns the status to leave with.
  static func show(_ page: ManualPage, at heading: String?, _ language: Language) -> ExitCode {
    guard let folder = Paths.bundled("Manual") else {
      Output.complain("kiosque: " + Phrase.noManual[language])
      return Status.partly
    }
    // A name with a slash in it is a file for man.
    let path = folder + "/" + page.file
    var words = ["man"]
    if let heading, let pager { words += ["-P", "\(pager) '+/^ *\(heading)$'"] }
    if !Output.isTerminal, let status = printed(words + [path]) { return status }
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_DFL) }
    Output.flush()
    var arguments: [UnsafeMutablePointer<CChar>?] = (words + [path]).map { strdup($0) } + [nil]
    execvp("man", &arguments)
    Output.complain("kiosque: " + Phrase.noManViewer(Names.shown(path))[language])
    return Status.partly
  }

  /// Prints what man makes of a page; nil where there is no man.
  private static func printed(_ command: [String]) -> ExitCode? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = Child.start(command, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let process else { return nil }
    var room = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(ends[0], &room, room.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      Output.bytes(Array(room.prefix(count)))
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status == 0 ? .success : Status.partly
  }

  /// The pager that is asked for, where it is less, which can begin at a line; nil for another one, or where
  /// there is none. man takes its words as a shell does.
  private static var pager: String? {
    guard Output.isTerminal else { return nil }
    guard let asked = Environment["MANPAGER"] ?? Environment["PAGER"] else {
      return access("/usr/bin/less", X_OK) == 0 ? "less" : nil
    }
    let program = asked.split(separator: " ").first?.split(separator: "/").last
    return program == "less" ? asked : nil
  }
}
