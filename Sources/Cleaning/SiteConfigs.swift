import DataFiles
import Glibc
import Synchronization

/// Folders of site configurations, a file for each host, as read-later tools share them.
///
/// A file is read when a page of its host is cleaned, never before. Safe from any thread.
package final class SiteConfigs: Sendable {
  /// A layout and the name that its rules go by: the host's.
  struct Config: Equatable, Sendable {
    var profile: String
    var layout: Layout
  }

  /// What is known of a folder.
  private struct Folder {
    let path: String
    /// By host; nil where the folder has none for it.
    var configs: [String: Config?] = [:]
    /// By file, so that the hosts of one domain share it.
    var files: [String: Config?] = [:]
    var faults: [DataFault] = []

    init(_ path: String) {
      self.path = path
      guard access(path, R_OK | X_OK) != 0 else { return }
      faults = [DataFault(file: path, line: 0, message: "the folder of site configurations cannot be read")]
    }
  }

  /// An archive may name any number of folders; so many are kept.
  private static let mostFolders = 16

  private let standard: String?
  private let folders: Mutex<[Folder]>

  /// The folder is for captures whose import named no other; nil for none.
  package init(folder: String?) {
    standard = folder
    folders = Mutex(folder.map { [Folder($0)] } ?? [])
  }

  /// What was found wrong since it was last asked.
  package func takeFaults() -> [DataFault] {
    folders.withLock { folders in
      let faults = folders.flatMap(\.faults)
      for index in folders.indices { folders[index].faults = [] }
      return faults
    }
  }

  /// The configuration for an address: its host's own file, else that of a domain above it whose file says
  /// so by the dot that its name begins with. `named` is the folder that the capture's import was told.
  func config(url: String, named: String? = nil) -> Config? {
    guard let path = named ?? standard, let host = Address.host(url).flatMap(Self.plain) else { return nil }
    return folders.withLock { folders in
      let known = folders.firstIndex { $0.path == path }
      if known == nil {
        if folders.count >= Self.mostFolders { folders.removeLast() }
        folders.append(Folder(path))
      }
      return Self.config(host, &folders[known ?? folders.count - 1])
    }
  }

  private static func config(_ host: String, _ folder: inout Folder) -> Config? {
    if let known = folder.configs[host] { return known }
    let found = find(host, &folder)
    // Hostile captures may name any number of hosts.
    if folder.configs.count > 10_000 { folder.configs = [:] }
    folder.configs[host] = .some(found)
    return found
  }

  /// Without `www.`; nil where it is no host's name that may stand in a path.
  private static func plain(_ host: String) -> String? {
    let host = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    let isName = host.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
    }
    guard isName, host.utf8.count <= 253, !host.hasPrefix("."), !host.contains("..") else { return nil }
    return host
  }

  private static func find(_ host: String, _ folder: inout Folder) -> Config? {
    var names = [host, "." + host]
    var labels = host.split(separator: ".").dropFirst()
    while labels.count >= 2 {
      names.append("." + labels.joined(separator: "."))
      labels = labels.dropFirst()
    }
    for name in names {
      if let known = folder.files[name] { return known }
      guard let text = ProfileFolder.text(of: folder.path + "/" + name + ".txt", atMost: 1 << 18) else {
        continue
      }
      let profile = name.hasPrefix(".") ? String(name.dropFirst()) : name
      let (layout, faults) = SiteConfigFile.parse(text, name: name + ".txt")
      folder.faults += faults
      let config = layout.body.isEmpty ? nil : Config(profile: profile, layout: layout)
      folder.files[name] = .some(config)
      return config
    }
    return nil
  }
}
