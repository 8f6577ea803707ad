import DataFiles
import Glibc
import Synchronization

/// A folder of site configurations, a file for each host, as read-later tools share them.
///
/// A file is read when a page of its host is cleaned, never before. Safe from any thread.
package final class SiteConfigs: Sendable {
  /// A layout and the name that its rules go by: the host's.
  struct Config: Equatable, Sendable {
    var profile: String
    var layout: Layout
  }

  private struct State {
    /// By host; nil where the folder has none for it.
    var configs: [String: Config?] = [:]
    /// By file, so that the hosts of one domain share it.
    var files: [String: Config?] = [:]
    var faults: [DataFault] = []
  }

  private let folder: String
  private let state: Mutex<State>

  package init(folder: String) {
    self.folder = folder
    var state = State()
    if access(folder, R_OK | X_OK) != 0 {
      state.faults = [
        DataFault(file: folder, line: 0, message: "the folder of site configurations cannot be read")
      ]
    }
    self.state = Mutex(state)
  }

  /// What was found wrong since it was last asked.
  package func takeFaults() -> [DataFault] {
    state.withLock { state in
      defer { state.faults = [] }
      return state.faults
    }
  }

  /// The configuration for an address: its host's own file, else that of a domain above it whose file says
  /// so by the dot that its name begins with.
  func config(url: String) -> Config? {
    guard let host = Address.host(url).flatMap(Self.plain) else { return nil }
    return state.withLock { state in
      if let known = state.configs[host] { return known }
      let found = find(host, &state)
      // Hostile captures may name any number of hosts.
      if state.configs.count > 10_000 { state.configs = [:] }
      state.configs[host] = .some(found)
      return found
    }
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

  private func find(_ host: String, _ state: inout State) -> Config? {
    var names = [host, "." + host]
    var labels = host.split(separator: ".").dropFirst()
    while labels.count >= 2 {
      names.append("." + labels.joined(separator: "."))
      labels = labels.dropFirst()
    }
    for name in names {
      if let known = state.files[name] { return known }
      guard let text = ProfileFolder.text(of: folder + "/" + name + ".txt", atMost: 1 << 18) else { continue }
      let profile = name.hasPrefix(".") ? String(name.dropFirst()) : name
      let (layout, faults) = SiteConfigFile.parse(text, name: name + ".txt")
      state.faults += faults
      let config = layout.body.isEmpty ? nil : Config(profile: profile, layout: layout)
      state.files[name] = .some(config)
      return config
    }
    return nil
  }
}
