import Archive
import Foundation
import Stories

extension Case {
  static let copies = [
    Case("a copy answers alike", "7 stories, as it was, 0 wrong, told to the end, copy") { subject in
      _ = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      _ = try subject.archive.tag([subject.id("Le phare")], with: ["Mer"], without: [], at: 1)
      let (before, progress) = (try subject.everything(), ProgressNotes())
      let stories = try subject.archive.backUp(to: subject.copy, replacing: false, progress: progress.note)
      let answers = try subject.openingCopy { copy in
        "\(try copy.isAs(before)), \(try copy.archive.check { _, _ in }.count) wrong"
      }
      return "\(stories) stories, \(answers), \(progress), \(subject.copyNames)"
    },
    Case("a copy is of its moment", "Le môle, the archive Le môle, Le phare") { subject in
      _ = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      try subject.archive.backUp(to: subject.copy, replacing: false)
      _ = try subject.archive.mark([subject.id("Le phare")], starred: true, at: 1)
      let copied = try subject.openingCopy { try $0.found("is:starred") }
      return "\(copied), the archive \(try subject.found("is:starred"))"
    },
    Case("a copy is an archive of its own", "forgot 1, back 1, then 7 and 7") { subject in
      try subject.archive.backUp(to: subject.copy, replacing: false)
      let said = try subject.openingCopy(.writing) { copy in
        let forgot = try copy.archive.forget(.query(copy.search("title:môle")))
        let back = try copy.archive.remember()
        return "forgot \(forgot), back \(back), then \(try copy.archive.counts().stories)"
      }
      return "\(said) and \(try subject.archive.counts().stories)"
    },
    Case("what was forgotten is in the copy too", "6 stories, 1 back") { subject in
      _ = try subject.archive.forget(.query(subject.search("title:môle")))
      let stories = try subject.archive.backUp(to: subject.copy, replacing: false)
      return try subject.openingCopy(.writing) { "\(stories) stories, \(try $0.archive.remember()) back" }
    },
    Case("a file in the way of a copy", "exists and mine, then 7, copy") { subject in
      try Data("mine".utf8).write(to: URL(filePath: subject.copy))
      let refused = fault { "\(try subject.archive.backUp(to: subject.copy, replacing: false))" }
      let kept = try String(contentsOfFile: subject.copy, encoding: .utf8)
      let stories = try subject.archive.backUp(to: subject.copy, replacing: true)
      return "\(refused) and \(kept), then \(stories), \(subject.copyNames)"
    },
    Case("a folder in the way of a copy", "exists, exists") { subject in
      try FileManager.default.createDirectory(atPath: subject.copy, withIntermediateDirectories: false)
      return [false, true].map { replacing in
        fault { "\(try subject.archive.backUp(to: subject.copy, replacing: replacing))" }
      }.joined(separator: ", ")
    },
    Case("a copy where nothing can stand", "cannotWrite, ") { subject in
      let place = subject.folder.path + "/nowhere/copy"
      let refused = fault { "\(try subject.archive.backUp(to: place, replacing: false))" }
      return "\(refused), \(subject.copyNames)"
    },
    Case("a copy over the archive itself", "isTheArchive, as it was", withoutFile: "no file") { subject in
      guard subject.engine.isFile, let place = subject.place else { return "no file" }
      let before = try subject.everything()
      let refused = fault { "\(try subject.archive.backUp(to: place, replacing: true))" }
      return "\(refused), \(try subject.isAs(before))"
    },
  ]
}

extension Subject {
  fileprivate var copy: String { folder.path + "/copy" }

  /// The copy, and whatever was left beside it.
  fileprivate var copyNames: String {
    folder.names.filter { $0.hasPrefix("copy") }.joined(separator: " ")
  }

  fileprivate func openingCopy(
    _ access: ArchiveAccess = .reading, _ ask: (Subject) throws -> String
  ) throws -> String {
    let opened = try engine.copies.open(copy, access, lockWait: LockWait()) { _, _ in }
    defer { try? opened.close() }
    return try ask(asking(opened))
  }
}
