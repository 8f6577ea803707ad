extension DataFile {
  /// A text as a basic string of TOML 1.0, quotes included; controls and format characters are escaped, so
  /// that the file shows what it holds.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default:
        let isControl =
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          || scalar.properties.generalCategory == .format
        guard isControl else {
          quoted.unicodeScalars.append(scalar)
          continue
        }
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return quoted + "\""
  }
}
