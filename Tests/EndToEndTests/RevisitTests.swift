import Foundation
import Testing

/// Revisits of web archives (ISO 28500:2017, section 6.7): the page may stand in another file, or in the
/// archive.
@Suite struct RevisitTests {
  private static func record(_ type: String, _ number: Int, digest: String?, date: String) -> String {
    let http = type == "response" ? "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\(page(number))" : ""
    return """
      WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Date: \(date)T08:00:00Z\r\n\
      WARC-Target-URI: https://quai.example/\(number)\r\nContent-Type: application/http\r\n\
      \(digest.map { "WARC-Payload-Digest: sha1:\($0)\r\n" } ?? "")\
      Content-Length: \(http.utf8.count)\r\n\r\n\(http)\r\n\r\n
      """
  }

  private static func page(_ number: Int) -> String {
    "<html><head><title>Le quai \(number) rouvre</title></head><body><article><p>"
      + "Le quai numéro \(number) rouvre après deux ans de travaux, et les bateaux y reviennent déjà, dit la mairie."
      + "</p></article></body></html>"
  }

  @Test(arguments: ["a.warc", "z.warc"]) func aPageInAnotherFileIsRead(_ name: String) throws {
    let home = try TestHome()
    try home.write(Self.record("response", 1, digest: "AAAA", date: "2026-03-01"), to: "crawl/\(name)")
    // The same page at another address, and one that nobody has.
    let revisits =
      Self.record("revisit", 2, digest: "AAAA", date: "2026-03-02")
      + Self.record("revisit", 3, digest: "CCCC", date: "2026-03-02")
    try home.write(revisits, to: "crawl/m.warc")
    let result = try home.kiosque(
      "import", "--json", "--language", "en", home.folder.appending(path: "crawl").path)
    #expect(result.status == 0)
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == 2)
    #expect(rows.contains { $0.contains("Le quai 1 rouvre") })
    #expect(rows.contains { $0.contains("m.warc#1") && $0.contains("\"known\"") })
    #expect(result.errors.contains("1 revisit without its page"))
  }

  @Test func aStoryInTheArchiveIsKnown() throws {
    let home = try TestHome()
    try home.write(Self.record("response", 1, digest: nil, date: "2026-03-01"), to: "first.warc")
    try home.write(Self.record("revisit", 1, digest: "AAAA", date: "2026-03-02"), to: "second.warc")
    for name in ["first", "second"] {
      let result = try home.kiosque(
        "import", "--language", "en", home.folder.appending(path: "\(name).warc").path)
      #expect(result.status == 0)
      #expect(result.errors.contains(name == "first" ? "1 stored" : "1 known before"))
    }
  }
}
