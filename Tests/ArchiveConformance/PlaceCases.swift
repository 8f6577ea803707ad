import Archive
import Foundation
import Stories

extension Case {
  static let places = [
    Case("where it lies", "there, in place", withoutPlace: "in place") { subject in
      let isInPlace = subject.archive.isInPlace ? "in place" : "not in place"
      guard let place = subject.place else { return isInPlace }
      return "\(subject.archive.path == place ? "there" : subject.archive.path), \(isInPlace)"
    },
    Case("closed and opened again", "as it was, true, as it was, true", withoutPlace: "nowhere") { subject in
      guard let place = subject.place else { return "nowhere" }
      _ = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      let before = try subject.everything()
      try subject.archive.close()
      return try [ArchiveAccess.reading, .writing].map { access in
        let opened = subject.asking(try subject.open(place, access))
        defer { try? opened.archive.close() }
        return "\(try opened.isAs(before)), \(opened.archive.isWritable)"
      }.joined(separator: ", ")
    },
    Case("what one program writes another one reads", "star 1, Le môle", withoutPlace: "nowhere") { subject in
      guard let place = subject.place else { return "nowhere" }
      let other = subject.asking(try subject.open(place))
      defer { try? other.archive.close() }
      let change = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      return "\(said(change)), \(try other.found("is:starred"))"
    },
    Case("where no archive is", "false, missing, false, then true", withoutPlace: "nowhere") { subject in
      guard let place = subject.place("none") else { return "nowhere" }
      let engine = subject.engine.archives
      let before = engine.exists(at: place)
      let refused = fault { try subject.open(place).path }
      let after = engine.exists(at: place)
      try subject.open(place, .writing).close()
      return "\(before), \(refused), \(after), then \(engine.exists(at: place))"
    },
    Case("removed", "true, then false, missing", withoutPlace: "nowhere") { subject in
      guard let place = subject.place else { return "nowhere" }
      let engine = subject.engine.archives
      try subject.archive.close()
      let before = engine.exists(at: place)
      engine.remove(at: place)
      return "\(before), then \(engine.exists(at: place)), \(fault { try subject.open(place).path })"
    },
    Case("an archive for the moment", "0 and 0, then 7 and 0, gone") { subject in
      let first = try subject.engine.archives.temporary()
      let second = try subject.engine.archives.temporary()
      let counts = { "\(try first.counts().stories) and \(try second.counts().stories)" }
      let before = try counts()
      _ = try SampleStories.fill(first)
      let after = try counts()
      try first.close()
      try second.close()
      let third = try subject.engine.archives.temporary()
      defer { try? third.close() }
      return "\(before), then \(after), \(try third.counts().stories == 0 ? "gone" : "there")"
    },
    Case(
      "another archive takes its place", "false, moved, 1 story, 0 wrong, then none", withoutFile: "true"
    ) { subject in
      guard subject.engine.isFile, let place = subject.place, let other = subject.place("other") else {
        subject.archive.leavePlace()
        return "\(subject.archive.isInPlace)"
      }
      _ = try subject.archive.mark([subject.id("Le môle")], read: true, at: 0)
      try subject.saveOne(at: other)
      guard rename(other, place) == 0 else { return "not renamed" }
      let isInPlace = subject.archive.isInPlace
      let id = subject.id("Le môle")
      let refused = fault { said(try subject.archive.mark([id], starred: true, at: 1)) }
      subject.archive.leavePlace()
      try subject.archive.close()
      let there = subject.asking(try subject.open(place))
      defer { try? there.archive.close() }
      let (stories, wrong) = (try there.archive.counts().stories, try there.archive.check { _, _ in }.count)
      let starred = try there.found("is:starred")
      return "\(isInPlace), \(refused), \(stories) story, \(wrong) wrong, then "
        + (starred.isEmpty ? "none" : starred)
    },
    Case("who copies its file has everything", "as it was", withoutFile: "no file") { subject in
      guard subject.engine.isFile, let place = subject.place, let other = subject.place("other") else {
        return "no file"
      }
      _ = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      subject.archive.consolidate()
      try FileManager.default.copyItem(atPath: place, toPath: other)
      let copy = subject.asking(try subject.open(other))
      defer { try? copy.archive.close() }
      return try copy.isAs(subject.everything())
    },
    Case("signs of what others write", "in its folder, shown", withoutFile: "none") { subject in
      guard let signs = subject.archive.changeSigns, let place = subject.place else { return "none" }
      let before = try? Data(contentsOf: URL(filePath: signs.written))
      let other = try subject.open(place, .writing)
      defer { try? other.close() }
      _ = try other.mark([subject.id("Le môle")], starred: true, at: 0)
      let after = try? Data(contentsOf: URL(filePath: signs.written))
      let isThere = signs.folder == subject.folder.path && signs.moved == place
      return "\(isThere ? "in its folder" : "\(signs)"), \(before == after ? "not shown" : "shown")"
    },
    Case("a sound archive repaired", "7, not replaced, as it was, false", withoutPlace: "nowhere") {
      subject in
      guard let place = subject.place else { return "nowhere" }
      let before = try subject.everything()
      try subject.archive.close()
      let report = try subject.repair(place)
      let opened = subject.asking(try subject.open(place))
      defer { try? opened.archive.close() }
      let isReplaced = report.original != nil || !report.losses.isEmpty || !report.cleaned.isEmpty
      return "\(report.stories), \(isReplaced ? "replaced" : "not replaced"), \(try opened.isAs(before)), "
        + "\(opened.archive.isKnownAsDamaged)"
    },
    Case(
      "a damaged archive", "found, known, damaged, repaired 7, kept, 0 wrong, as it was, false",
      withoutFile: "no file"
    ) { subject in
      guard subject.engine.isFile, let place = subject.place else { return "no file" }
      let before = try subject.everything()
      try subject.archive.close()
      try damage(place)
      let damaged = try subject.damageSaid(place)
      let report = try subject.repair(place)
      let opened = subject.asking(try subject.open(place, .writing))
      defer { try? opened.archive.close() }
      return "\(damaged), repaired \(report.stories), \(report.original == nil ? "not kept" : "kept"), "
        + "\(try opened.archive.check { _, _ in }.count) wrong, \(try opened.isAs(before)), "
        + "\(opened.archive.isKnownAsDamaged)"
    },
    Case("nothing to repair", "missing", withoutPlace: "nowhere") { subject in
      guard let place = subject.place("none") else { return "nowhere" }
      return fault { "\(try subject.repair(place).stories)" }
    },
  ]

  /// Overwrites one page in the middle of a file.
  private static func damage(_ path: String) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    let middle = bytes.count / 2 / 4096 * 4096
    bytes.replaceSubrange(middle..<middle + 4096, with: Data(repeating: 0xFF, count: 4096))
    try bytes.write(to: URL(filePath: path))
  }
}

extension Subject {
  fileprivate func saveOne(at place: String) throws {
    let other = try open(place, .writing)
    let number = try other.beginImport(label: "other", at: SampleStories.minute, siteConfigs: nil)
    _ = try other.save([SampleStories.captures[3]], import: number, mark: nil)
    try other.close()
  }

  /// What a damaged archive answers: a check finds it, then it is known, and nothing is written.
  fileprivate func damageSaid(_ place: String) throws -> String {
    let checked = try open(place)
    let found = try checked.check { _, _ in }.isEmpty ? "nothing found" : "found"
    try checked.close()
    let opened = try open(place, .writing)
    defer { try? opened.close() }
    let written = Case.fault { Case.said(try opened.mark([id("Le môle")], read: true, at: 0)) }
    return "\(found), \(opened.isKnownAsDamaged ? "known" : "not known"), \(written)"
  }

  fileprivate func repair(_ place: String) throws -> RepairReport {
    try engine.archives.repair(place, progress: { _, _, _ in }) { capture, _ in
      SampleStories.captures.first { $0.capture.bytes == capture.bytes }?.story
    }
  }
}
