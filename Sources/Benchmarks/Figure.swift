/// Some runs of the same: their median, the least and the most.
struct Spread: Codable {
  var median: Double
  var least: Double
  var most: Double
  var runs: Int

  /// Nil for no runs.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    (self.least, self.most, runs) = (least, most, sorted.count)
    let middle = sorted.count / 2
    median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// A line of the table.
struct Figure: Codable {
  var group: String
  var name: String
  var unit: String
  /// Nil where it could not be measured; the note says why.
  var value: Spread?
  var floor: Spread?
  /// At most so much.
  var aim: Double?
  /// At least so much.
  var least: Double?
  var note: String?

  init(
    _ group: String, _ name: String, _ unit: String, _ values: [Double], floor: [Double] = [],
    aim: Double? = nil, least: Double? = nil, note: String? = nil
  ) {
    (self.group, self.name, self.unit, self.aim, self.least) = (group, name, unit, aim, least)
    value = Spread(values)
    self.floor = Spread(floor)
    self.note = note ?? (value == nil ? "not measured: nothing came" : nil)
  }

  var meetsAim: Bool? {
    guard let value, aim != nil || least != nil else { return nil }
    return value.median <= aim ?? .infinity && value.median >= least ?? -.infinity
  }
}
