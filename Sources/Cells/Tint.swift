import Glibc

/// A colour as the eye takes it: Oklab (Ottosson 2020), and WCAG's relative luminance.
struct Tint: Equatable {
  var lightness: Double
  var greenRed: Double
  var blueYellow: Double
  var luminance: Double

  /// Nil for the terminal's own colour, which nobody knows.
  init?(_ colour: Colour) {
    guard let (red, green, blue) = Self.components(of: colour) else { return nil }
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  /// Squared. Among few colours a grey is never shown by a hue: it would look like a meaning.
  func distance(to other: Tint, in depth: Depth) -> Double {
    let (l, a, b) = (
      lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow
    )
    let strays = depth != .colours256 && chroma < 0.06 && other.chroma > 0.06
    return l * l + a * a + b * b + (strays ? 4 : 0)
  }

  /// WCAG 2.2's, from 1 to 21.
  func contrast(with other: Tint) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  private var chroma: Double {
    (greenRed * greenRed + blueYellow * blueYellow).squareRoot()
  }

  /// Red, green and blue of 0 to 255, with the 16 in the values xterm gives them.
  static func components(of colour: Colour) -> (UInt8, UInt8, UInt8)? {
    switch colour {
    case .terminal: return nil
    case .rgb(let red, let green, let blue): return (red, green, blue)
    case .ansi(let index) where index < 16: return sixteen[Int(index)]
    case .ansi(let index) where index < 232:
      let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
      let place = Int(index) - 16
      return (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
    case .ansi(let index):
      let grey = 8 + (index - 232) * 10
      return (grey, grey, grey)
    }
  }

  /// What an indexed colour is without looking for the nearest, where the depth has it.
  static func own(_ colour: Colour, in depth: Depth) -> Colour? {
    switch (colour, depth) {
    case (_, .truecolor), (.ansi, .colours256): colour
    case (.ansi(0..<16), .colours16), (.ansi(0..<8), .colours8): colour
    case (.ansi(8), .colours8): .ansi(7)
    case (.ansi(let index), .colours8) where index < 16: .ansi(index - 8)
    default: nil
    }
  }

  /// The colours to choose from; of the 256 only those that no user repaints.
  static func table(of depth: Depth) -> ArraySlice<(colour: Colour, tint: Tint)> {
    switch depth {
    case .truecolor, .monochrome: []
    case .colours256: all[16...]
    case .colours16: all[..<16]
    case .colours8: all[..<8]
    }
  }

  private static let all: [(colour: Colour, tint: Tint)] = (0...255).compactMap { index in
    let colour = Colour.ansi(UInt8(index))
    return Tint(colour).map { (colour, $0) }
  }

  private static let sixteen: [(UInt8, UInt8, UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255),
    (0, 255, 255), (255, 255, 255),
  ]

  /// sRGB's transfer function taken back (IEC 61966-2-1).
  private static func linear(_ component: UInt8) -> Double {
    let value = Double(component) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
