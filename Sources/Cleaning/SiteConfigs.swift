import DataFiles
import Glibc
import Locking

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

    init(_ path: String, isReadable: Bool) {
      self.path = path
      guard !isReadable else { return }
      faults = [DataFault(file: path, line: 0, message: "the folder of site configurations cannot be read")]
    }
  }

  /// An archive may refer to any number of folders; at most this many are kept.
  private static let mostFolders = 16

  /// Reads a file of a folder by its name; where the name is nil, gives a text if the folder can be read.
  package typealias Reading = @Sendable (_ folder: String, _ file: String?) -> String?

  private let standard: String?
  private let folders: Mutex<[Folder]>
  private let reading: Reading

  /// `folder` is used for captures whose import had no folder of its own; nil for none.
  package init(folder: String?, reading: @escaping Reading = { SiteConfigs.text(of: $1, in: $0) }) {
    standard = folder
    self.reading = reading
    folders = Mutex(folder.map { [Folder($0, isReadable: reading($0, nil) != nil)] } ?? [])
  }

  /// A file of a folder of site configurations; where the name is nil, a text if the folder can be read. A
  /// name that could not be that of a configuration is not read.
  package static func text(of name: String?, in folder: String) -> String? {
    guard let name else { return access(folder, R_OK | X_OK) == 0 ? "" : nil }
    let host = name.hasSuffix(".txt") ? String(name.dropLast(4).drop { $0 == "." }) : ""
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    guard !bare.isEmpty, plain(host) == bare, !name.contains("..") else {
      return nil
    }
    return ProfileFolder.text(of: folder + "/" + name, atMost: 1 << 18)
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
        folders.append(Folder(path, isReadable: reading(path, nil) != nil))
      }
      return config(host, &folders[known ?? folders.count - 1])
    }
  }

  private func config(_ host: String, _ folder: inout Folder) -> Config? {
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

  private func find(_ host: String, _ folder: inout Folder) -> Config? {
    var names = [host, "." + host]
    var labels = host.split(separator: ".").dropFirst()
    while labels.count >= 2 {
      names.append("." + labels.joined(separator: "."))
      labels = labels.dropFirst()
    }
    for name in names {
      if let known = folder.files[name] { return known }
      guard let text = reading(folder.path, name + ".txt") else { continue }
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
