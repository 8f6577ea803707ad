import Foundation
import Screens
import Testing
import Wording

/// README: its tables, its length, its links.
@Suite struct ReadmeTests {
  /// `REWRITE_MANUAL=1 swift test --filter ReadmeTests` makes it anew.
  @Test func theKeyTablesAreTheKeymap() throws {
    var parts = Checkout.text("README.md").components(separatedBy: "<!-- keys -->\n")
    #expect(parts.count == 3, "README.md has its key tables between two <!-- keys --> marks")
    guard parts.count == 3 else { return }
    let tables = KeyTable.markdown(.standard, .english)
    if ProcessInfo.processInfo.environment["REWRITE_MANUAL"] != nil {
      parts[1] = tables
      let file = Checkout.root.appending(path: "README.md")
      try parts.joined(separator: "<!-- keys -->\n").write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(
        parts[1] == tables, "stale; REWRITE_MANUAL=1 swift test --filter ReadmeTests makes them anew")
    }
  }

  @Test func itHasAtMost300Lines() {
    #expect(Checkout.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 301)
  }

  @Test(arguments: ["README.md", ".github/CONTRIBUTING.md"])
  func theListOfContentsNamesEverySection(_ path: String) {
    let text = Checkout.text(path)
    let sections = text.matches(of: /\n## (.+)/).map { String($0.1) }.filter { $0 != "Licence" }
    let listed = text.matches(of: /\n\* \[(.+?)\]\(#(.+?)\)/).map { (String($0.1), String($0.2)) }
    #expect(listed.map(\.0) == sections)
    for (title, anchor) in listed {
      let expected = title.lowercased().filter { $0.isLetter || $0 == " " }.replacing(" ", with: "-")
      #expect(anchor == expected)
    }
  }

  @Test(arguments: ["README.md", ".github/CONTRIBUTING.md"])
  func whatItPointsToIsThere(_ path: String) {
    let folder = Checkout.root.appending(path: path).deletingLastPathComponent()
    for link in Checkout.text(path).matches(of: /\]\(([^)#:]+)\)/) {
      let file = folder.appending(path: String(link.1)).path
      #expect(FileManager.default.fileExists(atPath: file), "\(path): \(link.1)")
    }
    for named in Checkout.text(path).matches(of: /`((?:Sources|Tests|Themes|\.github|\.ci)\/[\w\/.-]+)`/) {
      let file = Checkout.root.appending(path: String(named.1)).path
      #expect(FileManager.default.fileExists(atPath: file), "\(path): \(named.1)")
    }
  }
}
