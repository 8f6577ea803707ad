/// The charsets that texts are converted from.
package enum Charsets {
  /// The names by which the C library is asked for them (iconv_open(3)), each once. It keeps each in a file
  /// of its own, which has to be loaded before a process gives up opening files.
  package static let libraryNames: [String] = {
    let charsets = Set(CharsetLabel.names.values).subtracting(["windows-1252", "iso-8859-15"])
    return Set(charsets.map(CharsetLabel.libraryName)).sorted()
  }()
}
