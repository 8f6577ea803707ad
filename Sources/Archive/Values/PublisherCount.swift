import Stories

/// A publisher's captures, and how often its profile's layouts fitted.
package struct PublisherCount: Equatable, Sendable {
  /// The captures of one period.
  package struct Period: Equatable, Sendable {
    /// A month (`2023-05`) or a year, by the capture's time, else the story's date, else the import's.
    package var name: String
    /// All captures of that time.
    package var captures: Int
    /// Captures for which the publisher's layouts were tried.
    package var tried: Int
    /// Captures that one of the layouts fitted.
    package var matched: Int

    package init(name: String, captures: Int, tried: Int, matched: Int) {
      (self.name, self.captures, self.tried, self.matched) = (name, captures, tried, matched)
    }
  }

  /// Nil for stories without a publisher.
  package var name: String?
  /// How many stories it has.
  package var stories: Int
  /// By month, oldest first.
  package var months: [Period]

  package init(name: String?, stories: Int, months: [Period]) {
    (self.name, self.stories, self.months) = (name, stories, months)
  }

  /// The captures of all months.
  package var captures: Int { months.reduce(0) { $0 + $1.captures } }
  /// Captures for which the publisher's layouts were tried.
  package var tried: Int { months.reduce(0) { $0 + $1.tried } }
  /// Captures that one of the layouts fitted.
  package var matched: Int { months.reduce(0) { $0 + $1.matched } }

  /// The counts by year.
  package var years: [Period] {
    months.reduce(into: []) { years, month in
      let year = String(month.name.prefix(4))
      if let last = years.last, last.name == year {
        years[years.count - 1] = Period(
          name: year, captures: last.captures + month.captures, tried: last.tried + month.tried,
          matched: last.matched + month.matched)
      } else {
        years.append(Period(name: year, captures: month.captures, tried: month.tried, matched: month.matched))
      }
    }
  }

  /// The month since which no layout has fitted, and how many captures were tried since; `month` is nil where
  /// none ever fitted. Nil where a layout fitted the last capture, or too few were tried to tell.
  package var silence: (month: String?, captures: Int)? {
    let tried = months.filter { $0.tried > 0 }
    let silent = tried.suffix(tried.count - ((tried.lastIndex { $0.matched > 0 } ?? -1) + 1))
    let captures = silent.reduce(0) { $0 + $1.tried }
    guard captures >= Self.enough, let first = silent.first else { return nil }
    return (silent.count == tried.count ? nil : first.name, captures)
  }

  /// How many captures distinguish a change of layout from an unusual page.
  private static let enough = 5
}
