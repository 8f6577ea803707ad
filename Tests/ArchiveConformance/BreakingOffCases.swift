import Archive
import Dispatch
import Glibc
import Stories
import Synchronization

extension Case {
  static let breakingOff = [
    Case("nothing to break off", "as it was, star 1, as it was") { subject in
      let before = try subject.everything()
      subject.archive.interrupt()
      let after = try subject.isAs(before)
      let change = said(try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0))
      subject.archive.interrupt()
      _ = try subject.archive.undo()
      return "\(after), \(change), \(try subject.isAs(before))"
    },
    Case(
      "a list is broken off, and the next one is not", "broken off, then 4", withoutPlace: "answered, then 4"
    ) {
      subject in
      guard let place = subject.place else { return try subject.brokenOff() }
      let reader = subject.asking(try subject.open(place))
      defer { try? reader.archive.close() }
      return try reader.brokenOff()
    },
    Case("no write is broken off with a list", "40 marks") { subject in
      let id = subject.id("Le môle")
      let reader = try subject.place.map { try subject.open($0) } ?? subject.archive
      defer { if reader !== subject.archive { try? reader.close() } }
      let marks = try subject.whileAnother({ reader.interrupt() }) {
        try (0..<40).count { try reader.mark([id], read: $0 % 2 == 0, at: Int64($0)) != nil }
      }
      return "\(marks) marks"
    },
    Case("a write that is stopped has not been", "stopped, none of it, 0 wrong, then 1 stored") { subject in
      let (isStopped, stored) = try subject.saveUntilStopped()
      let all = try subject.archive.counts().stories
      let findings = try subject.archive.check { _, _ in }.count
      let left = all == 7 + stored ? "none of it" : "\(all) of \(7 + stored)"
      let next = try subject.saveMore(["Encore"])
      return "\(isStopped ? "stopped" : "saved"), \(left), \(findings) wrong, then \(next) stored"
    },
    Case("the first question stopped", "40 answered or broken off") { subject in
      var count = 0
      for number in 0..<40 {
        let opened = try subject.place.map { try subject.open($0) } ?? subject.archive
        defer { if opened !== subject.archive { try? opened.close() } }
        let answer = subject.stopping(opened, after: UInt32(number) * 25) {
          fault { try subject.asking(opened).found("port") }
        }
        if ["CancellationError", "Le môle, La criée, Le phare, Sans date"].contains(answer) { count += 1 }
      }
      return "\(count) answered or broken off"
    },
    Case("a check that is stopped calls nothing damaged", "40 sound or broken off, not damaged") { subject in
      var count = 0
      for number in 0..<40 {
        let opened = try subject.place.map { try subject.open($0) } ?? subject.archive
        defer { if opened !== subject.archive { try? opened.close() } }
        let answer = subject.stopping(opened, after: UInt32(number) * 200) {
          fault { "\(try opened.check { _, _ in })" }
        }
        if ["CancellationError", "[]"].contains(answer) { count += 1 }
      }
      return "\(count) sound or broken off, \(subject.archive.isKnownAsDamaged ? "" : "not ")damaged"
    },
    Case("stopped with nothing under way", "as it was, star 1") { subject in
      let before = try subject.everything()
      subject.archive.stop()
      let after = try subject.isAs(before)
      return "\(after), \(said(try subject.archive.mark([subject.id("Le môle")], starred: true, at: 0)))"
    },
    Case("stopped while it is closed", "closed 40 times") { subject in
      var closed = 0
      for number in 0..<40 {
        let archive =
          try subject.place("other\(number)").map { try subject.open($0, .writing) }
          ?? subject.engine.archives.temporary()
        try subject.whileAnother({ archive.stop() }) { try archive.close() }
        if fault({ "\(try archive.counts())" }) == "CancellationError" { closed += 1 }
      }
      return "closed \(closed) times"
    },
  ]
}

extension Subject {
  /// Does something while another thread does something else again and again.
  fileprivate func whileAnother<Value>(
    _ other: @escaping @Sendable () -> Void, _ work: () throws -> Value
  ) rethrows -> Value {
    let (begun, group) = (DispatchSemaphore(value: 0), DispatchGroup())
    let isOver = Atomic(false)
    DispatchQueue.global().async(group: group) {
      begun.signal()
      while !isOver.load(ordering: .relaxed) {
        other()
        sched_yield()
      }
    }
    begun.wait()
    defer {
      isOver.store(true, ordering: .relaxed)
      group.wait()
    }
    return try work()
  }

  /// Does something while another thread waits for so many microseconds and stops the archive, once.
  fileprivate func stopping<Value>(
    _ archive: any StoryArchive, after delay: UInt32, _ work: () throws -> Value
  ) rethrows -> Value {
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      usleep(delay)
      archive.stop()
    }
    defer { group.wait() }
    return try work()
  }

  /// Asks for lists until one is broken off, and once more.
  fileprivate func brokenOff() throws -> String {
    let (archive, query) = (archive, try search("port OR boats"))
    let isBrokenOff = try whileAnother({ archive.interrupt() }) {
      do {
        for _ in 0..<300 { _ = try archive.count(query, by: .author) }
        return false
      } catch is CancellationError {
        return true
      }
    }
    return "\(isBrokenOff ? "broken off" : "answered"), then \(try archive.count(search("port")))"
  }

  /// Saves stories by the fifty, each time with one call to stop a little later, until a save is broken off;
  /// how many the others stored.
  fileprivate func saveUntilStopped() throws -> (isStopped: Bool, stored: Int) {
    var stored = 0
    for round in 1...60 {
      do {
        stored += try stopping(archive, after: UInt32(round) * 500) {
          try saveMore((1...50).map { "Tour \(round), nouvelle \($0)" })
        }
      } catch is CancellationError {
        return (true, stored)
      }
    }
    return (false, stored)
  }

  /// Saves a story for each title; how many are stored.
  fileprivate func saveMore(_ titles: [String]) throws -> Int {
    let captures = titles.map { title in
      SampleStories.capture(title, at: SampleStories.minute, text: "On lit ici \(title) et rien d’autre.")
    }
    let number = try archive.beginImport(label: "more", at: SampleStories.minute, siteConfigs: nil)
    return try archive.save(captures, import: number, mark: nil).count
  }
}
