import BinaryCoding
import Text

/// What is known of the sources' templates, by source and period.
package struct Templates: Equatable, Sendable {
  /// A year of captures; 0 for those whose time is not known. Pages change their furniture with the years.
  package typealias Period = Int

  /// A period with fewer stories leaves the answer to its neighbours.
  package static let enough = 12

  private var bySource: [String: [Period: Template]] = [:]

  package init() {}

  /// No template for anything.
  package static let none = Templates()

  /// Whether nothing is known of any source.
  package var isEmpty: Bool { bySource.isEmpty }

  /// What is known of exactly that period; nil where nothing is.
  package subscript(source source: String, period period: Period) -> Template? {
    get { bySource[source]?[period] }
    set { bySource[source, default: [:]][period] = newValue }
  }

  /// The template for a capture of a source at a time: that of the year, or, where that knows too few
  /// stories, the nearest one that knows enough; else the one that knows most. An unknown time is now.
  package func template(source: String?, time: Instant?) -> Template? {
    guard let source, let periods = bySource[source] else { return nil }
    let wanted = Self.period(of: time)
    if let own = periods[wanted], own.stories >= Self.enough { return own }
    let year = wanted == 0 ? 9999 : wanted
    let rich = periods.filter { $0.value.stories >= Self.enough }.keys
    if let near = rich.min(by: { (abs($0 - year), -$0) < (abs($1 - year), -$1) }) { return periods[near] }
    return periods.max { ($0.value.stories, $0.key) < ($1.value.stories, $1.key) }?.value
  }

  /// Says that a line is a headline, for all periods of a source.
  package mutating func exclude(_ key: UInt64, source: String) {
    for period in (bySource[source] ?? [:]).keys { bySource[source]?[period]?.exclude(key) }
  }

  /// Takes over what others know of their sources.
  package mutating func add(_ others: Templates) {
    bySource.merge(others.bySource) { _, other in other }
  }

  /// Learns one story of a source.
  package mutating func learn(_ lines: [LineSighting], source: String, time: Instant?) {
    bySource[source, default: [:]][Self.period(of: time), default: Template()].learn(lines)
  }

  /// The year of a capture, in UTC; 0 where its time is nil, 0 or beyond any calendar.
  package static func period(of time: Instant?) -> Period {
    guard let time, time != 0, (-1 << 38..<1 << 38).contains(time) else { return 0 }
    return CivilDay(instant: time).year
  }

  /// The name under which a source's lines are gathered: its own, else the host of the address; nil where
  /// neither is known.
  package static func source(_ name: String?, url: String?) -> String? {
    if let name, !name.isEmpty { return name }
    return url.flatMap(URLKey.host)
  }
}

extension Templates: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    bySource = try reader.value()
  }

  package func write(to writer: inout ByteWriter) { writer.append(bySource) }
}
