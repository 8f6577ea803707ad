/// What `kiosque --version` says.
struct Version: Encodable {
  /// This program's, as its changelog has it.
  static let number = "0.2.0"

  var version = Self.number
  /// The number of the archive's format: an archive of a greater one wants a newer program.
  var archiveFormat = Engine.installed.format
  /// The library that the archive is kept with.
  var sqlite = Engine.installed.libraryVersion
}
