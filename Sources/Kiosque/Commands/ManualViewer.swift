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
  /// Becomes man, with the heading at the top where less(1) shows the page. Returns only where there is no
  /// man, or no manual: the status to leave with, the reason told.
  static func show(_ page: ManualPage, at heading: String?, _ language: Language) -> ExitCode {
    guard let folder = Paths.bundled("Manual") else {
      Output.complain("kiosque: " + Phrase.noManual[language])
      return Status.partly
    }
    // A name with a slash in it is a file for man.
    let path = folder + "/" + page.file
    var words = ["man"]
    if let heading, let pager { words += ["-P", "\(pager) '+/^ *\(heading)$'"] }
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_DFL) }
    Output.flush()
    var arguments: [UnsafeMutablePointer<CChar>?] = (words + [path]).map { strdup($0) } + [nil]
    execvp("man", &arguments)
    Output.complain("kiosque: " + Phrase.noManViewer(Names.shown(path))[language])
    return Status.partly
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
