import Stories

/// How a publisher's pages were built for some time: where their parts stand.
struct Layout: Equatable, Sendable {
  /// By which it is counted.
  var name: String
  var period = Period()
  /// Of these and of `byline`, `date` and `standfirst` the first that picks something counts.
  var title: [Selector] = []
  var byline: [Selector] = []
  var date: [Selector] = []
  var standfirst: [Selector] = []
  /// The first that picks enough text; several elements follow each other.
  var body: [Selector] = []
  /// What is left out of the body.
  var strip: [Selector] = []
  /// What stays in the body whatever its classes say.
  var keep: [Selector] = []
  /// Links to other stories, or elements that hold such links.
  var related: [Selector] = []
  /// Headings behind which such links stand.
  var relatedHeadings: [Selector] = []

  init(name: String) {
    self.name = name
  }

  /// A span of days, each end as `2023`, `2023-05` or `2023-05-17`, both included; an end may be missing.
  struct Period: Equatable, Sendable {
    var from: String?
    var until: String?

    func holds(_ day: CivilDay) -> Bool {
      !begins(after: day) && !hasEnded(before: day)
    }

    func begins(after day: CivilDay) -> Bool {
      from.map { day.iso.prefix($0.count) < $0[...] } ?? false
    }

    func hasEnded(before day: CivilDay) -> Bool {
      until.map { day.iso.prefix($0.count) > $0[...] } ?? false
    }

    /// Whether a bound can be read.
    static func isBound(_ written: String) -> Bool {
      let parts = written.split(separator: "-", omittingEmptySubsequences: false)
      let lengths = parts.map(\.utf8.count)
      guard [[4], [4, 2], [4, 2, 2]].contains(lengths) else { return false }
      let numbers = parts.map { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
      guard let year = numbers[0], let month = numbers.count > 1 ? numbers[1] : 1,
        let day = numbers.count > 2 ? numbers[2] : 1
      else { return false }
      return CivilDay(year: year, month: month, day: day) != nil
    }
  }

  /// The layouts that may hold for a page, the likeliest first.
  ///
  /// The page was made between the day the story was written and the day of its capture, which may be a
  /// copy's: a layout that had ended before or began later is out.
  static func candidates(_ layouts: [Layout], captured: CivilDay?, written: CivilDay?) -> [Layout] {
    let possible = layouts.filter { layout in
      !(written.map { layout.period.hasEnded(before: $0) } ?? false)
        && !(captured.map { layout.period.begins(after: $0) } ?? false)
    }
    let days = [captured, written].compactMap(\.self)
    let rank = { (layout: Layout) in days.firstIndex { layout.period.holds($0) } ?? days.count }
    return (0...days.count).flatMap { place in possible.filter { rank($0) == place } }
  }
}
