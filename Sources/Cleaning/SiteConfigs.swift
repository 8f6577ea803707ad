import DataFiles
import Glibc
import Synchronization

/// Folders of site configurations, one file for each host, in the format that read-later tools share.
///
/// A file is read when the first page of its host is cleaned. Safe to use from any thread.
package final class SiteConfigs: Sendable {
  /// A layout, and the name of the host, which begins the names of its rules.
  struct Config: Equatable, Sendable {
    var profile: String
    var layout: Layout
  }

  /// The configurations of a folder that were read so far.
  private struct Folder {
    let path: String
    /// By host; nil for a host without a configuration.
    var configs: [String: Config?] = [:]
    /// By file, so that all hosts of a domain share one.
    var files: [String: Config?] = [:]
    var faults: [DataFault] = []

    init(_ path: String) {
      self.path = path
      guard access(path, R_OK | X_OK) != 0 else { return }
      faults = [DataFault(file: path, line: 0, message: "the folder of site configurations cannot be read")]
    }
  }

  /// An archive may refer to any number of folders; at most this many are kept.
  private static let mostFolders = 16

  private let standard: String?
  private let folders: Mutex<[Folder]>

  /// `folder` is used for captures whose import had no folder of its own; nil for none.
  package init(folder: String?) {
    standard = folder
    folders = Mutex(folder.map { [Folder($0)] } ?? [])
  }

  /// The faults that were found since the last call.
  package func takeFaults() -> [DataFault] {
    folders.withLock { folders in
      let faults = folders.flatMap(\.faults)
      for index in folders.indices { folders[index].faults = [] }
      return faults
    }
  }

  /// The configuration for an address: that of its host, else that of a parent domain whose file name begins
  /// with a dot, which means that it includes subdomains. `named` is the folder that was given when the
  /// capture was imported.
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
    // Hostile captures may refer to any number of hosts.
    if folder.configs.count > 10_000 { folder.configs = [:] }
    folder.configs[host] = .some(found)
    return found
  }

  /// The host without `www.`; nil where it is no valid host name that may be part of a path.
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
