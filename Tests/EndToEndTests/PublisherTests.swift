import Foundation
import Testing

/// Profiles of one's own, site configurations and their count, as a person has them.
@Suite(.serialized) struct PublisherTests {
  private static let prose = """
    La digue tiendra encore un hiver, dit-on au port, où l’on a pourtant compté les pierres une par une \
    depuis la dernière tempête.
    """

  private static func page(_ number: Int, class name: String = "text") -> String {
    """
    <html><head><meta property="og:title" content="La digue tiendra \(number)">
    <meta property="article:published_time" content="2026-0\(number)-14"></head>
    <body><h1>La digue tiendra \(number)</h1><div class="\(name)"><p>\(prose)</p><p class="promo">Notre offre du \
    printemps, pour un euro.</p><p>\(prose) Fin.</p></div></body></html>
    """
  }

  private static let profile = """
    name = "Le Quai"
    hosts = ["quai.example"]
    [[layouts]]
    name = "2020"
    title = ["h1"]
    body = ["div.text"]
    strip = [".promo"]
    """

  @Test func aProfileOfOnesOwnFitsAndIsCounted() throws {
    let home = try TestHome()
    try home.write(Self.profile, to: ".config/kiosque/publishers/quai.toml")
    for number in 1...3 { try home.write(Self.page(number), to: "in/a\(number).html") }
    for number in 4...8 { try home.write(Self.page(number, class: "corps"), to: "in/a\(number).html") }
    for number in 1...8 {
      let touched = try home.shell(
        "touch -d 2026-0\(number + 1)-14T12:00:00Z '\(home.folder.path)/in/a\(number).html'")
      #expect(touched.status == 0)
    }
    let rows = (1...8).map { "a\($0).html,https://quai.example/\($0)" }.joined(separator: "\n")
    let manifest = try home.write("path,url\n" + rows, to: "in/list.csv")
    let cleaned = try home.kiosque(
      "clean", "--ndjson",
      input: Data(
        "{\"path\": \"\(home.folder.path)/in/a1.html\", \"url\": \"https://quai.example/1\"}\n".utf8))
    #expect(cleaned.output.contains("\"profile\":{\"layout\":\"2020\",\"matched\":true,\"name\":\"quai\"}"))
    #expect(cleaned.output.contains("\"rule\":\"quai.strip\""))
    try home.kiosque("import", "--manifest", manifest, home.folder.appending(path: "in").path)
    let table = try home.kiosque("stats", "--publishers", "--by", "month")
    #expect(table.status == 0)
    #expect(table.output.contains("37\u{202F}%  Le Quai\n"))
    #expect(table.output.split(separator: "\n").contains { $0.hasSuffix("100\u{202F}%    2026-02") })
    #expect(table.output.contains("Le Quai : depuis 2026-05, aucune des 5 captures ne correspond"))
    let json = try home.kiosque("stats", "--publishers", "--by", "year", "--json").output
    #expect(json.contains("\"periods\":[{\"captures\":8,\"matched\":3,\"period\":\"2026\",\"tried\":8}]"))
    #expect(json.contains("\"unmatched\":{\"captures\":5,\"since\":\"2026-05\"}"))
  }

  @Test func siteConfigurationsComeFromTheOptionOrTheSettings() throws {
    let home = try TestHome()
    let page = try home.write(
      Self.page(1).replacingOccurrences(
        of: "<head>", with: "<head><link rel='canonical' href='https://www.quai.example/1'>"), to: "a.html")
    try home.write(
      "body: //div[@class='text']\nstrip: //p[@class='promo']\nnext_page_link: //a\n",
      to: "configs/quai.example.txt")
    let asked = try home.kiosque(
      "clean", "--site-configs", home.folder.appending(path: "configs").path, page)
    #expect(asked.status == 0)
    #expect(asked.output.contains("\"name\":\"quai.example\""))
    #expect(asked.errors.contains("quai.example.txt:3: next_page_link is ignored"))
    #expect(!(try home.kiosque("clean", page).output.contains("\"profile\"")))
    try home.write("site-configs = \"~/configs\"\n", to: ".config/kiosque/config.toml")
    #expect(try home.kiosque("clean", page).output.contains("\"name\":\"quai.example\""))
    let wrong = try home.kiosque("clean", "--site-configs", "/nowhere", page)
    #expect(wrong.errors.contains("/nowhere: the folder of site configurations cannot be read"))
    try home.write("site-configs = 5\n", to: ".config/kiosque/config.toml")
    #expect(try home.kiosque("import", page).errors.contains("config.toml:1: site-configs is a folder"))
  }
}
