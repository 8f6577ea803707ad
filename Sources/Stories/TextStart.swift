/// The beginning of a text that may be of any length.
package enum TextStart {
  /// As many whole Unicode scalars as so many bytes hold; the text itself where it is no longer.
  package static func of(_ text: String, bytes: Int) -> String {
    let view = text.utf8
    guard view.count > bytes else { return text }
    var end = view.index(view.startIndex, offsetBy: max(0, bytes))
    while end > view.startIndex, view[end] & 0xC0 == 0x80 { end = view.index(before: end) }
    return String(text.unicodeScalars[..<end])
  }
}
