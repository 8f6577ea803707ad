/// How far a long command has come.
extension Phrase {
  /// What is done, how fast, what came of it, and how long it will still take: on one line.
  package static func progress(
    _ done: Phrase, perSecond: Int?, outcomes: [Phrase] = [], secondsLeft: Int?
  ) -> Phrase {
    let parts = { (language: Language) in
      let left = secondsLeft.map {
        switch language {
        case .english: "\(clock($0)) left"
        case .french: "reste \(clock($0))"
        }
      }
      let rate = perSecond.map { [Numbers.grouped($0, language) + "/s"] } ?? []
      return ([done[language]] + rate + outcomes.map { $0[language] } + (left.map { [$0] } ?? []))
        .joined(separator: " · ")
    }
    return Phrase(parts(.english), parts(.french))
  }

  /// Captures that were read by an import, and what became of them.
  package static func importing(
    _ done: Int, perSecond: Int?, stored: Int, known: Int, updated: Int, faults: Int, secondsLeft: Int?
  ) -> Phrase {
    let outcomes = [
      (stored, "stored", "enregistrés"), (updated, "updated", "mis à jour"), (known, "known", "connus"),
      (faults, "faulty", "en défaut"),
    ].filter { $0.0 > 0 }.map {
      Phrase(
        Numbers.grouped($0.0, .english) + " " + $0.1, Numbers.grouped($0.0, .french) + " " + $0.2)
    }
    return progress(
      counted(done, ("capture", "captures"), ("capture", "captures")), perSecond: perSecond,
      outcomes: outcomes, secondsLeft: secondsLeft)
  }

  package static func recleaning(_ done: Int, of all: Int) -> Phrase {
    Phrase(
      "cleaning: \(Numbers.grouped(done, .english)) of \(Numbers.grouped(all, .english)) stories",
      "nettoyage : \(Numbers.grouped(done, .french)) articles sur \(Numbers.grouped(all, .french))")
  }

  package static func copying(_ done: Int, of all: Int) -> Phrase {
    Phrase(
      "copying: \(Numbers.grouped(done, .english)) of \(Numbers.grouped(all, .english)) pages",
      "copie : \(Numbers.grouped(done, .french)) pages sur \(Numbers.grouped(all, .french))")
  }

  package static let checkingCopy = Phrase("checking the copy", "vérification de la copie")

  package static func indexing(_ done: Int, of all: Int) -> Phrase {
    Phrase(
      "indexing: \(Numbers.grouped(done, .english)) of \(Numbers.grouped(all, .english)) stories",
      "indexation : \(Numbers.grouped(done, .french)) articles sur \(Numbers.grouped(all, .french))")
  }

  /// `3:07`, from an hour on `1:03:07`.
  private static func clock(_ seconds: Int) -> String {
    let pad = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let minutes = seconds / 60 % 60
    return seconds >= 3600
      ? "\(seconds / 3600):\(pad(minutes)):\(pad(seconds % 60))" : "\(minutes):\(pad(seconds % 60))"
  }
}
