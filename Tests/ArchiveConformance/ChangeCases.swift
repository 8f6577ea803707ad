import Archive
import Stories

extension Case {
  static let marking = [
    Case("read", "read 2, 5 unread, The harbour, La jetée rouvre, Jetée rouverte, Le môle, Sans date") {
      subject in
      let change = try subject.archive.mark(
        [subject.id("Le phare"), subject.id("La criée")], read: true, at: 0)
      let unread = try subject.archive.counts().unread
      return "\(said(change)), \(unread) unread, \(try subject.titles(Query(unreadOnly: true)))"
    },
    Case("read again", "nil") { subject in
      _ = try subject.archive.mark([subject.id("Le phare")], read: true, at: 0)
      return said(try subject.archive.mark([subject.id("Le phare")], read: true, at: 1))
    },
    Case("unread", "unread 1, 7 unread") { subject in
      _ = try subject.archive.mark([subject.id("Le phare")], read: true, at: 0)
      let change = try subject.archive.mark([subject.id("Le phare")], read: false, at: 1)
      return "\(said(change)), \(try subject.archive.counts().unread) unread"
    },
    Case("starred", "star 1, Le môle, Le môle") { subject in
      let change = try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)
      return
        "\(said(change)), \(try subject.titles(Query(starredOnly: true))), \(try subject.found("is:starred"))"
    },
    Case("all of a list read", "allRead 3, 4 unread, then 7") { subject in
      let change = try subject.archive.markAllRead(Query(source: "Le Fanal"), at: 0)
      let unread = try subject.archive.counts().unread
      _ = try subject.archive.undo()
      return "\(said(change)), \(unread) unread, then \(try subject.archive.counts().unread)"
    },
    Case("taken back one by one", "star 1, read 1, nil, 7 unread 0 starred") { subject in
      _ = try subject.archive.mark([subject.id("Le môle")], read: true, at: 0)
      _ = try subject.archive.mark([subject.id("Le phare")], starred: true, at: 1)
      let undone = try (0..<3).map { _ in said(try subject.archive.undo()) }.joined(separator: ", ")
      let counts = try subject.archive.counts()
      return "\(undone), \(counts.unread) unread \(counts.starred) starred"
    },
    Case("a link refused and taken back", "refuse 1, 1 linked, then 2") { subject in
      let id = subject.id("Le phare")
      let change = try subject.archive.refuse(subject.id("Le môle"), for: 0, of: id, at: 0)
      let linked = try subject.headline("Le phare").linked
      _ = try subject.archive.undo()
      return "\(said(change)), \(linked) linked, then \(try subject.headline("Le phare").linked)"
    },
    Case("a link chosen", "choose 1, chosen") { subject in
      let id = subject.id("Le phare")
      let change = try subject.archive.choose(subject.id("Le môle"), for: 0, of: id, at: 0)
      let match = try subject.archive.story(id, version: nil)?.relations[0].match?.rawValue ?? "-"
      return "\(said(change)), \(match)"
    },
    Case("tags", "tag 1, Mer 1, Le môle, then none") { subject in
      let change = try subject.archive.tag([subject.id("Le môle")], with: ["Mer"], without: [], at: 0)
      let tags = try subject.archive.tags().map { "\($0.name) \($0.stories)" }.joined(separator: ", ")
      let found = try subject.found("tag:mer")
      _ = try subject.archive.undo()
      let left = try subject.archive.tags(of: subject.id("Le môle"))
      return "\(said(change)), \(tags), \(found), then \(left.isEmpty ? "none" : "some")"
    },
    Case("a list tagged", "tag 4, Port") { subject in
      let change = try subject.archive.tag(subject.search("port"), with: ["Port"], without: [], at: 0)
      return "\(said(change)), \(try subject.archive.tags(of: subject.id("La criée")).joined(separator: ","))"
    },
    Case("a tag taken away", "tag 1, then Mer") { subject in
      _ = try subject.archive.tag([subject.id("Le môle")], with: ["Mer"], without: [], at: 0)
      let change = try subject.archive.tag([subject.id("Le môle")], with: [], without: ["mer"], at: 1)
      _ = try subject.archive.undo()
      return
        "\(said(change)), then \(try subject.archive.tags(of: subject.id("Le môle")).joined(separator: ","))"
    },
    Case("tags of rows", "page Mer+Port, row Mer+Port, story Mer+Port, search Mer+Port, other none") {
      subject in
      let id = subject.id("Le môle")
      _ = try subject.archive.tag([id], with: ["Port", "Mer"], without: [], at: 0)
      let other = try subject.headline("Le phare").tags.isEmpty ? "none" : "some"
      func told(_ headlines: [Headline]) -> String {
        headlines.first { $0.id == id }?.tags.joined(separator: "+") ?? "-"
      }
      let page = told(try subject.archive.page(Query(), limit: 20).headlines)
      let row = told([try subject.headline("Le môle")])
      let story = told([try subject.archive.story(id, version: nil)?.headline].compactMap(\.self))
      let search = told(try subject.archive.page(subject.search("tag:mer"), limit: 20).headlines)
      return "page \(page), row \(row), story \(story), search \(search), other \(other)"
    },
    Case("what is counted by tag", "Mer 1, - 6") { subject in
      _ = try subject.archive.tag([subject.id("Le môle")], with: ["Mer"], without: [], at: 0)
      return try counted(subject, Query(), .tag)
    },
    Case("how far it was read", "0.5") { subject in
      try subject.archive.keepProgress(0.5, of: subject.id("Le môle"))
      return "\(try subject.archive.story(subject.id("Le môle"), version: nil)?.progress ?? -1)"
    },
    Case("kept searches", "Ports: port; Mer: mer | Mers: mers") { subject in
      try subject.archive.keep(KeptSearch(name: "Ports", words: "port"), insteadOf: nil)
      try subject.archive.keep(KeptSearch(name: "Mer", words: "mer"), insteadOf: nil)
      let both = try subject.archive.keptSearches().map { "\($0.name): \($0.words)" }.joined(separator: "; ")
      try subject.archive.keep(KeptSearch(name: "Mers", words: "mers"), insteadOf: "Mer")
      try subject.archive.dropKeptSearch("Ports")
      let one = try subject.archive.keptSearches().map { "\($0.name): \($0.words)" }.joined(separator: "; ")
      return "\(both) | \(one)"
    },
  ]

  static func said(_ change: Change?) -> String {
    change.map { "\($0.kind.rawValue) \($0.stories)" } ?? "nil"
  }
}
