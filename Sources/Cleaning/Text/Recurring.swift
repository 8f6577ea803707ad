import Stories
import Text

/// Removes short lines that recur in other stories of the source.
enum Recurring {
  static func mark(_ lines: inout [Line], title: Int, _ template: Template?) {
    guard let template else { return }
    let zones = LineZone.zones(ofProse: lines.map { LineZone.isProse($0.text) })
    for index in lines.indices where index != title && lines[index].isOpen && lines[index].verdict == nil {
      guard !lines[index].isProse, !LineZone.isProse(lines[index].text) else { continue }
      let key = LineKey.hash(of: lines[index].text)
      if key != 0, template.recurs(key, in: zones[index]) {
        lines[index].label = .removed(rule: "template")
      }
    }
  }
}

extension Recurring {
  /// The indexes of the lines of a capture that recur.
  static func lines(_ texts: [String], _ template: Template) -> Set<Int> {
    let isProse = texts.map { LineZone.isProse($0) }
    let zones = LineZone.zones(ofProse: isProse)
    return Set(
      texts.indices.filter { line in
        let key = isProse[line] ? 0 : LineKey.hash(of: texts[line])
        return key != 0 && template.recurs(key, in: zones[line])
      })
  }
}
