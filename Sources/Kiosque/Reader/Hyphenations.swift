import Dispatch
import Glibc
import Locking
import Screens
import Typesetting

/// Loads dictionaries of hyphenation in the background: the German one takes longer than a frame.
final class Hyphenations: Sendable {
  /// Larger files are no dictionaries.
  private static let mostBytes = 4 << 20

  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "kiosque.hyphenation", qos: .userInitiated)
  /// By the path of the file; languages may share one.
  private let loaded = Mutex<[String: Hyphenation]>([:])

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Posts the dictionary of a language, or that there is none.
  func load(_ language: String) {
    queue.async { [self] in
      mailbox.post(.loadedHyphenation(dictionary(of: language), language: language))
    }
  }

  private func dictionary(of language: String) -> Hyphenation? {
    guard let path = Self.path(of: language) else { return nil }
    if let known = loaded.withLock({ $0[path] }) { return known }
    guard let bytes = TextFile.bytes(path, atMost: Self.mostBytes), bytes.count <= Self.mostBytes,
      let read = Hyphenation(dictionary: bytes)
    else { return nil }
    loaded.withLock { $0[path] = read }
    return read
  }

  /// The file of a language (BCP 47); nil where none is installed. Libhyphen's name for `pt-BR` is
  /// `hyph_pt_BR.dic`.
  static func path(of language: String) -> String? {
    let parts = language.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let primary = parts.first?.lowercased(), (2...3).contains(primary.utf8.count),
      primary.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    let region = parts.dropFirst().first { $0.utf8.count == 2 && $0.allSatisfy { $0.isASCII && $0.isLetter } }
    let regions = [region?.uppercased(), usual[primary], primary.uppercased()].compactMap(\.self)
    let names = regions.prefix(1).map { "\(primary)_\($0)" } + [primary] + regions.map { "\(primary)_\($0)" }
    for folder in folders {
      for name in names {
        let path = "\(folder)/hyph_\(name).dic"
        if access(path, R_OK) == 0 { return path }
      }
    }
    return nil
  }

  /// The Debian package that brings the dictionary of a language.
  static func package(of language: String) -> String {
    let primary = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    return "hyphen-\(primary)" + (usual[String(primary)].map { "-" + $0.lowercased() } ?? "")
  }

  /// Where a language has several dictionaries, the one that is meant without a region.
  private static let usual = ["en": "US", "pt": "PT"]

  private static var folders: [String] {
    let shared = Environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share"
    return shared.split(separator: ":").filter { $0.hasPrefix("/") }.map { $0 + "/hyphen" }
  }
}
