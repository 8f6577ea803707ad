import CWords

/// Finds in a text what a search finds in the index: the same words, stems and pairs of characters.
package final class WordFinder {
  private let finder: OpaquePointer?
  /// Whether there is nothing to find.
  package let isEmpty: Bool

  package init(_ terms: [SearchTerm]) {
    isEmpty = terms.isEmpty
    finder = terms.isEmpty ? nil : kq_finder_new()
    guard let finder else { return }
    for term in terms {
      for var text in term.form == .exact ? [term.text] : NumberSpelling.variants(of: term.text) {
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            kq_finder_add(
              finder, $0.baseAddress, Int32(clamping: $0.count), Self.form(term.form), term.parts.rawValue)
          }
        }
      }
    }
  }

  deinit { kq_finder_free(finder) }

  private static func form(_ form: SearchTerm.Form) -> kq_find {
    switch form {
    case .written: KQ_FIND_WRITTEN
    case .anyForm: KQ_FIND_ANY_FORM
    case .beginning: KQ_FIND_BEGINNING
    case .exact: KQ_FIND_EXACT
    }
  }

  /// The matches in a text that is one of these parts of a story: ranges of its UTF-8, each of whole words,
  /// in ascending order and without overlap; at most `most` of them. `language` is a primary BCP 47 tag,
  /// which decides the stems.
  package func matches(
    in text: String, _ parts: TextParts, language: String?, most: Int = .max
  ) -> [Range<Int>] {
    guard finder != nil else { return [] }
    var text = text
    return text.withUTF8 { matches(in: $0, parts, language: language, most: most) }
  }

  /// The same for bytes of UTF-8.
  package func matches(
    in text: UnsafeBufferPointer<UInt8>, _ parts: TextParts, language: String?, most: Int = .max
  ) -> [Range<Int>] {
    guard let finder, !text.isEmpty, most > 0 else { return [] }
    var found: [Range<Int>] = []
    var bounds = [Int32](repeating: 0, count: 2 * min(most, 64))
    while true {
      let capacity = bounds.count / 2
      let count = text.withMemoryRebound(to: CChar.self) {
        kq_finder_find(
          finder, language ?? "", parts.rawValue, $0.baseAddress, Int32(clamping: $0.count), &bounds,
          Int32(clamping: capacity))
      }
      if Int(count) == capacity, capacity < most {
        // If the buffer is too small, which is rare, the search is repeated with a larger one.
        bounds = [Int32](repeating: 0, count: 2 * min(most, 16 * capacity))
        continue
      }
      for index in 0..<Int(count) { add(Int(bounds[2 * index])..<Int(bounds[2 * index + 1]), to: &found) }
      return found
    }
  }

  /// Phrases may overlap; overlapping matches are merged.
  private func add(_ range: Range<Int>, to found: inout [Range<Int>]) {
    var range = range
    while let last = found.last, last.upperBound > range.lowerBound {
      range = min(last.lowerBound, range.lowerBound)..<max(last.upperBound, range.upperBound)
      found.removeLast()
    }
    found.append(range)
  }
}
