import Stories

/// The structure of a publisher's pages during some period: selectors for the parts of the story.
struct Layout: Equatable, Sendable {
  /// The name under which its matches are counted.
  var name: String
  var period = Period()
  /// For `title`, `byline`, `date` and `standfirst`, the first selector that selects something is used.
  var title: [Selector] = []
  var byline: [Selector] = []
  var date: [Selector] = []
  var standfirst: [Selector] = []
  /// The first selector that selects enough text is used; several elements are joined.
  var body: [Selector] = []
  /// Elements that are removed from the body.
  var strip: [Selector] = []
  /// Elements that stay in the body whatever their classes say.
  var keep: [Selector] = []
  /// Links to other stories, or elements that hold such links.
  var related: [Selector] = []
  /// Headings that are followed by such links.
  var relatedHeadings: [Selector] = []

  init(name: String) {
    self.name = name
  }

  /// A period from one day to another, both included. Each bound is `2023`, `2023-05` or `2023-05-17`, or
  /// missing.
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

    /// Whether a bound is well formed.
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

  /// The layouts that may apply to a page, the likeliest first.
  ///
  /// The page was made between the day the story was written and the day of the capture. Layouts that ended
  /// before or began after that time are left out.
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
