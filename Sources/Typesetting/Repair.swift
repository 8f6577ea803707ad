/// Typographic repair of a text: first replacements scalar by scalar, then those that change its length.
///
/// Web and mail addresses are guarded: nothing in them is touched.
struct Repair {
  private var text: [UInt32] = []
  private let guards: Guards
  private let language: String

  static func repaired(_ source: String, language: String?) -> String {
    // No array of no scalars: where that is filled, the standard library writes to one that threads share.
    if source.isEmpty { return source }
    var repair = Repair(source, language: language)
    return repair.result()
  }

  /// Reads the scalars, with runs of blanks as one and none at the ends.
  private init(_ source: String, language: String?) {
    self.language = String((language ?? "").lowercased().prefix { $0 != "-" && $0 != "_" })
    var source = source
    text = source.withUTF8 { bytes in
      [UInt32](unsafeUninitializedCapacity: bytes.count) { buffer, count in
        var index = 0
        while index < bytes.count {
          let (value, length) = UTF8Scalar.at(index, in: bytes)
          index += length
          let isBlank = value == 0x20 || (0x09...0x0D).contains(value)
          if isBlank, count == 0 || buffer[count - 1] == 0x20 { continue }
          buffer[count] = isBlank ? 0x20 : value
          count += 1
        }
        if count > 0, buffer[count - 1] == 0x20 { count -= 1 }
      }
    }
    guards = Guards(text)
  }

  private mutating func result() -> String {
    curlApostrophes()
    StraightQuotes.curl(&text, sparing: guards, language: language)
    if language == "fr" {
      var french = FrenchSpacing(text, sparing: guards)
      return Self.string(french.spaced())
    }
    return Self.string(shortenedDots())
  }

  /// A sign between letters that stands for an apostrophe becomes one.
  private mutating func curlApostrophes() {
    guard text.count > 2 else { return }
    for index in 1..<text.count - 1 {
      switch text[index] {
      case 0x27, 0x60, 0xB4, 0x2018:
        guard !guards[index], Letters.isLetter(text[index - 1]) else { continue }
        if Letters.isLetter(text[index + 1]) || language == "fr" && elides(before: text[index + 1]) {
          text[index] = 0x2019
        }
      default: continue
      }
    }
  }

  /// French elides before numbers and quotes too: `l'11 novembre`, `d'« Une »`.
  private func elides(before value: UInt32) -> Bool {
    Letters.isDigit(value) || value == 0xAB || value == 0x201C || value == 0x22
  }

  private func shortenedDots() -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if Dots.areThree(in: text, at: index), !guards[index] {
        result.append(0x2026)
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func string(_ scalars: [UInt32]) -> String {
    String(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var count = 0
      func put(_ byte: UInt32) {
        buffer[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
      }
      for value in scalars {
        switch value {
        case 0..<0x80: put(value)
        case 0..<0x800:
          put(0xC0 | value >> 6)
          put(0x80 | value & 0x3F)
        case 0..<0x10000:
          put(0xE0 | value >> 12)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        default:
          put(0xF0 | value >> 18)
          put(0x80 | value >> 12 & 0x3F)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        }
      }
      return count
    }
  }
}

enum Dots {
  /// Exactly three full stops: four are somebody's own manner.
  @inline(__always)
  static func areThree(in text: [UInt32], at index: Int) -> Bool {
    guard text[index] == 0x2E, index + 2 < text.count, text[index + 1] == 0x2E, text[index + 2] == 0x2E else {
      return false
    }
    return (index == 0 || text[index - 1] != 0x2E) && (index + 3 == text.count || text[index + 3] != 0x2E)
  }
}
