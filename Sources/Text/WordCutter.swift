import CWords

/// Splits texts into words as the search index has them.
package enum WordCutter {
  /// The words of a text as a search finds them, in order: folded, without elided articles, and as pairs of
  /// characters for scripts without blanks.
  package static func words(of text: String) -> [String] {
    var words: [String] = []
    visit(text, isQuery: false) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }

  /// Whether a search ends in a single character of a script without blanks, which matches every pair that
  /// begins with it.
  package static func endsInLoneLetter(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last(where: { kq_kind_of($0.value) != KQ_SEPARATOR }),
      kq_kind_of(last.value) == KQ_PAIRED
    else { return false }
    var isLone = false
    cut(text, isQuery: true) { isLone = $0.is_lone }
    return isLone
  }

  /// Calls `body` with the folded bytes of each word, which are valid only during the call.
  package static func visit(
    _ text: String, isQuery: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    cut(text, isQuery: isQuery) { word in
      withUnsafeBytes(of: word.folded.bytes) { bytes in
        let word = UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(word.folded.length)))
        word.withMemoryRebound(to: UInt8.self, body)
      }
    }
  }

  private static func cut(_ text: String, isQuery: Bool, _ body: (borrowing kq_met) -> Void) {
    var text = text
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: Visitor(body: body)) { visitor in
        text.withUTF8 { bytes in
          _ = bytes.withMemoryRebound(to: CChar.self) { bytes in
            kq_words_cut(
              isQuery, bytes.baseAddress, Int32(clamping: bytes.count),
              UnsafeMutableRawPointer(mutating: visitor)
            ) { visitor, word in
              if let visitor, let word {
                visitor.assumingMemoryBound(to: Visitor.self).pointee.body(word.pointee)
              }
              return 0
            }
          }
        }
      }
    }
  }

  private struct Visitor {
    let body: (borrowing kq_met) -> Void
  }
}
