import Cells
import DataFiles
import Importing

/// Shows names from outside in messages: on one line, and no two of them alike.
enum Names {
  /// A path or an address as shown in messages: what the gate would remove or change becomes an escape (`\n`,
  /// `\u{202E}`, `\xE9` for a byte that is not UTF-8), and a backslash is doubled.
  static func shown(_ name: String) -> String {
    escaped(name, besides: "\\")
  }

  /// A whole message; its own words pass as they are.
  static func oneLine(_ text: String) -> String {
    escaped(text, besides: nil)
  }

  /// A fault in a data file, its file's name shown so.
  static func sentence(_ fault: DataFault) -> String {
    var fault = fault
    fault.file = shown(fault.file)
    return fault.description
  }

  private static func escaped(_ text: String, besides other: Unicode.Scalar?) -> String {
    let passes = { (scalar: Unicode.Scalar) in
      (scalar.value >= 0x20 && scalar.value < 0x7F || Gate.passes(scalar)) && scalar != other
    }
    guard !text.unicodeScalars.allSatisfy(passes) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if passes(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      if let byte = PathBytes.byte(of: scalar) { return "\\x" + String(byte, radix: 16, uppercase: true) }
      return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
