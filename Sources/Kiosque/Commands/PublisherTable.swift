import Archive
import ArgumentParser
import Wording

/// `kiosque stats --publishers`
struct PublisherTable {
  /// The period for which captures are counted together.
  enum Step: String, ExpressibleByArgument, CaseIterable {
    case month, year
  }

  var step: Step?
  var language: Language

  private struct PeriodJSON: Encodable {
    var period: String
    var captures: Int
    var tried: Int
    var matched: Int
  }

  private struct SilenceJSON: Encodable {
    var since: String?
    var captures: Int
  }

  private struct PublisherJSON: Encodable {
    var publisher: String?
    var stories: Int
    var captures: Int
    var tried: Int
    var matched: Int
    var periods: [PeriodJSON]
    var unmatched: SilenceJSON?
  }

  func show(_ counts: [PublisherCount], asJSON: Bool) {
    if asJSON {
      for count in counts { Output.line(JSON.line(json(count))) }
      return
    }
    let header = Phrase.publisherColumns[language]
    Output.line(header)
    // Numbers are aligned with the ends of their headings.
    let columns = header.split(separator: "  ").map(\.count)
    for count in counts {
      let name = count.name ?? Phrase.noPublisher[language]
      Output.data(row([String(count.stories), String(count.captures), share(count)], columns) + "  " + name)
      for period in periods(count) {
        let share = share(period.matched, of: period.tried)
        Output.data(row(["", String(period.captures), share], columns) + "    " + period.name)
      }
    }
    for count in counts {
      guard let silence = count.silence else { continue }
      let name = count.name ?? Phrase.noPublisher[language]
      Output.data(Phrase.profileSilent(name, since: silence.month, captures: silence.captures)[language])
    }
  }

  private func periods(_ count: PublisherCount) -> [PublisherCount.Period] {
    switch step {
    case .month: count.months
    case .year: count.years
    case nil: []
    }
  }

  private func json(_ count: PublisherCount) -> PublisherJSON {
    let periods = (step == .year ? count.years : count.months).map {
      PeriodJSON(period: $0.name, captures: $0.captures, tried: $0.tried, matched: $0.matched)
    }
    return PublisherJSON(
      publisher: count.name, stories: count.stories, captures: count.captures, tried: count.tried,
      matched: count.matched, periods: periods,
      unmatched: count.silence.map { SilenceJSON(since: $0.month, captures: $0.captures) })
  }

  private func share(_ count: PublisherCount) -> String { share(count.matched, of: count.tried) }

  private func share(_ matched: Int, of tried: Int) -> String {
    tried == 0 ? "–" : Phrase.percent(matched * 100 / tried)[language]
  }

  private func row(_ cells: [String], _ columns: [Int]) -> String {
    zip(cells, columns).map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }
      .joined(separator: "  ")
  }
}
