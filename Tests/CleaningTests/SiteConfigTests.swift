import DataFiles
import Foundation
import Stories
import Testing

@testable import Cleaning

private let prose = """
  Le port rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont attendus avant midi au quai nord.
  """

/// A folder with these files, gone at the end of the test.
private final class ConfigFolder {
  let path: String

  init(_ files: [String: String]) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "site-configs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

private func story(_ html: String, _ configs: SiteConfigs, host: String = "quai.example") throws -> Story {
  let capture = Capture(bytes: [], text: html, format: .html, url: "https://\(host)/port")
  let profiles = Checkout.profiles.profiles.filter { $0.id == "general" }
  return try Cleaner(profiles: profiles, model: nil, siteConfigs: configs).story(from: capture).get()
}

@Suite struct SiteConfigTests {
  private static let page = """
    <html><body><h1>Le port rouvre enfin</h1><h2 class="t">Le port rouvre enfin ce matin</h2>
    <p class="by">Par Ana Le Goff</p><div id="art"><p>\(prose)</p><p class="aside-box">Un encadré qui n’en est pas
    vraiment un, mais qui prend tout de même de la place dans le corps.</p><p>\(prose) Bis.</p></div></body></html>
    """

  @Test func aFileOfTheHostSaysWhereThePartsStand() throws {
    let folder = try ConfigFolder([
      "quai.example.txt": """
      # Le Quai
      title: //h2[@class='t']
      author: //p[@class='by']
      body: //div[@id='nowhere']
      body: //div[@id='art']
      strip_id_or_class: aside-box
      prune: no
      test_url: https://quai.example/a
      """
    ])
    let configs = SiteConfigs(folder: folder.path)
    let story = try story(Self.page, configs, host: "www.quai.example")
    #expect(story.profile == ProfileMatch(profile: "quai.example", layout: "quai.example.txt"))
    #expect(story.title == "Le port rouvre enfin ce matin")
    #expect(story.byline == ["Ana Le Goff"])
    #expect(story.body == [prose, prose + " Bis."])
    #expect(story.removed.contains { $0.rule == "quai.example.strip" })
    #expect(configs.takeFaults().isEmpty)
  }

  @Test func aNameWithADotServesSubdomains() throws {
    let folder = try ConfigFolder([
      ".quai.example.txt": "body: //div[@id='art']", "port.example.txt": "body: //div[@id='art']",
    ])
    let configs = SiteConfigs(folder: folder.path)
    #expect(configs.config(url: "https://a.b.quai.example/")?.profile == "quai.example")
    #expect(configs.config(url: "https://quai.example/")?.profile == "quai.example")
    #expect(configs.config(url: "https://port.example/x")?.profile == "port.example")
    #expect(configs.config(url: "https://vieux.port.example/x") == nil)
    #expect(configs.config(url: "https://..%2f..%2fetc/passwd") == nil)
    #expect(configs.config(url: "file:///etc/passwd") == nil)
  }

  @Test func whatIsNotUsedIsSaidOnceByLine() throws {
    let folder = try ConfigFolder([
      "quai.example.txt": """
      body: //div[@id='art']
      single_page_link: //a[@class='all']/@href

      strip: //p[count(a) > 3]
      tidy: no
      boddy: //p
      nonsense
      """
    ])
    let configs = SiteConfigs(folder: folder.path)
    #expect(configs.takeFaults().isEmpty)
    for _ in 0..<3 { _ = try story(Self.page, configs) }
    #expect(
      configs.takeFaults().map(\.description) == [
        "quai.example.txt:2: single_page_link is ignored: nothing is read from the network",
        "quai.example.txt:4: strip \"//p[count(a) > 3]\" cannot be used: count(…) is not supported",
        "quai.example.txt:6: unknown key \"boddy\" (did you mean \"body\"?)",
        "quai.example.txt:7: a colon is missing behind \"nonsense\"",
      ])
    #expect(configs.takeFaults().isEmpty)
  }

  @Test(arguments: ["www./inside.txt", "www.a/b.txt", "a/b.txt", "../a.txt", ".txt", "www..txt", "a.toml"])
  func aNameThatIsNoHostIsNotRead(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "configs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for inside in ["www.", "www.a", "a"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: inside), withIntermediateDirectories: true)
      for file in ["inside.txt", "b.txt"] {
        try Data("body: //p".utf8).write(to: folder.appending(path: inside).appending(path: file))
      }
    }
    try Data("body: //p".utf8).write(to: folder.appending(path: "quai.example.txt"))
    #expect(SiteConfigs.text(of: "quai.example.txt", in: folder.path) == "body: //p")
    #expect(SiteConfigs.text(of: name, in: folder.path) == nil)
  }

  @Test func onlyTheHostsFileIsRead() throws {
    var files = Dictionary(uniqueKeysWithValues: (0..<300).map { ("s\($0).example.txt", "nonsense") })
    files["quai.example.txt"] = "body: //div[@id='art']"
    let folder = try ConfigFolder(files)
    let configs = SiteConfigs(folder: folder.path)
    #expect(try story(Self.page, configs).profile?.layout == "quai.example.txt")
    #expect(configs.takeFaults().isEmpty)
  }

  @Test func theFolderOfACapturesImportGoesFirst() throws {
    let folder = try ConfigFolder(["quai.example.txt": "body: //article\n"])
    let url = "https://quai.example/1"
    let none = SiteConfigs(folder: nil)
    #expect(none.config(url: url) == nil)
    #expect(none.config(url: url, named: folder.path)?.profile == "quai.example")
    let standard = SiteConfigs(folder: folder.path)
    #expect(standard.config(url: url, named: "/nowhere/configs") == nil)
    #expect(standard.takeFaults().map(\.file) == ["/nowhere/configs"])
  }

  @Test func aFolderThatIsNotThereIsAFault() throws {
    let configs = SiteConfigs(folder: "/nowhere/configs")
    #expect(configs.takeFaults().map(\.file) == ["/nowhere/configs"])
    #expect(try story(Self.page, configs).profile == nil)
  }
}
