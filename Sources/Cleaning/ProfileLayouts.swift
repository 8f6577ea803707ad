import DataFiles

/// Reads the `[[layouts]]` of a profile.
struct LayoutReader {
  let file: DataFile
  private(set) var faults: [DataFault] = []

  private static let keys = [
    "name", "from", "until", "title", "byline", "date", "standfirst", "body", "strip", "keep", "related",
    "related-headings",
  ]

  init(file: DataFile) {
    self.file = file
  }

  /// The layouts that have a body; the others are reported as faults by line.
  mutating func layouts() -> [Layout] {
    guard let value = file.root["layouts"] else { return [] }
    guard let list = value.list, list.allSatisfy({ $0.table != nil }) else {
      faults.append(file.fault(["layouts"], "\"layouts\" should be tables, each below [[layouts]]"))
      return []
    }
    var layouts: [Layout] = []
    for (place, table) in list.compactMap(\.table).enumerated() {
      let layout = layout(table, at: ["layouts", String(place)], place)
      if layouts.contains(where: { $0.name == layout.name }) {
        faults.append(file.fault(["layouts", String(place)], "a second layout is named \"\(layout.name)\""))
      }
      if !layout.body.isEmpty { layouts.append(layout) }
    }
    return layouts
  }

  private mutating func layout(_ table: [String: DataValue], at path: [String], _ place: Int) -> Layout {
    for key in table.keys.sorted() where !Self.keys.contains(key) {
      let hint = Spelling.hint(key, among: Self.keys)
      faults.append(file.fault(path + [key], "unknown key \"\(key)\"\(hint)"))
    }
    var layout = Layout(name: string(table, path + ["name"]) ?? String(place + 1))
    layout.period = Layout.Period(from: bound(table, path + ["from"]), until: bound(table, path + ["until"]))
    if let from = layout.period.from, let until = layout.period.until, from.prefix(until.count) > until[...] {
      faults.append(file.fault(path + ["until"], "\"until\" lies before \"from\""))
    }
    layout.title = selectors(table, path + ["title"])
    layout.byline = selectors(table, path + ["byline"])
    layout.date = selectors(table, path + ["date"])
    layout.standfirst = selectors(table, path + ["standfirst"])
    layout.body = selectors(table, path + ["body"])
    layout.strip = selectors(table, path + ["strip"])
    layout.keep = selectors(table, path + ["keep"])
    layout.related = selectors(table, path + ["related"])
    layout.relatedHeadings = selectors(table, path + ["related-headings"])
    if table["body"] == nil { faults.append(file.fault(path, "a layout needs a \"body\"")) }
    return layout
  }

  private mutating func string(_ table: [String: DataValue], _ path: [String]) -> String? {
    guard let value = table[path.last ?? ""] else { return nil }
    if value.string == nil { faults.append(file.fault(path, "\"\(path.last ?? "")\" should be a string")) }
    return value.string
  }

  private mutating func bound(_ table: [String: DataValue], _ path: [String]) -> String? {
    let key = path.last ?? ""
    guard let value = table[key] else { return nil }
    guard let bound = value.string, Layout.Period.isBound(bound) else {
      faults.append(
        file.fault(path, "\"\(key)\" should be a day, a month or a year in quotes: \"2023-05-17\""))
      return nil
    }
    return bound
  }

  private mutating func selectors(_ table: [String: DataValue], _ path: [String]) -> [Selector] {
    let key = path.last ?? ""
    guard let value = table[key] else { return [] }
    guard let list = value.strings else {
      faults.append(file.fault(path, "\"\(key)\" should be a list of selectors"))
      return []
    }
    return list.compactMap { written in
      do throws(SelectorFault) {
        return try Selector(written)
      } catch {
        faults.append(file.fault(path, "the selector \"\(written)\" cannot be used: \(error.reason)"))
        return nil
      }
    }
  }
}
