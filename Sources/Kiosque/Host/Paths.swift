import Archive
import Glibc
import Importing

/// Paths of the archive, the settings and what is bundled, by the XDG base directory specification.
enum Paths {
  static var archive: String {
    Environment["KIOSQUE_ARCHIVE"] ?? home("XDG_DATA_HOME", ".local/share") + "/kiosque/archive.sqlite"
  }

  static var settings: String { configuration + "/config.toml" }
  static var configuration: String { home("XDG_CONFIG_HOME", ".config") + "/kiosque" }
  static var state: String { home("XDG_STATE_HOME", ".local/state") + "/kiosque" }
  static var cache: String { home("XDG_CACHE_HOME", ".cache") + "/kiosque" }

  /// A bundled folder (`Themes`, `Profiles`, `Sample`): in `$KIOSQUE_DATA`, in the bundle beside the binary,
  /// or in `../share/kiosque`; nil where none has it.
  static func bundled(_ name: String) -> String? {
    var folders: [String] = []
    if let data = Environment["KIOSQUE_DATA"] { folders.append(data) }
    if let binary = binaryFolder {
      folders += [binary + "/kiosque_Kiosque.resources", binary + "/../share/kiosque"]
    }
    return folders.map { $0 + "/" + name }.first { access($0, R_OK) == 0 }
  }

  /// A path that a person wrote, `~` as their home folder; nil where it does not begin with `/` or `~/`.
  static func expanded(_ path: String) -> String? {
    if path.hasPrefix("/") { return path }
    return path.hasPrefix("~/") ? (Environment["HOME"] ?? "") + path.dropFirst() : nil
  }

  /// The path from the root with links followed (realpath(3)); as given where nothing is there.
  static func resolved(_ path: String) -> String {
    guard let resolved = PathBytes.withBytes(of: path, { realpath($0, nil) }) else { return path }
    defer { free(resolved) }
    return PathBytes.string(
      UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map(UInt8.init(bitPattern:)))
  }

  private static var binaryFolder: String? {
    var buffer = [CChar](repeating: 0, count: 4097)
    let length = readlink("/proc/self/exe", &buffer, 4096)
    guard length > 0 else { return nil }
    let path = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// A relative value is ignored, as the specification says.
  private static func home(_ variable: String, _ fallback: String) -> String {
    if let value = Environment[variable], value.hasPrefix("/") { return value }
    return (Environment["HOME"] ?? "/") + "/" + fallback
  }
}
