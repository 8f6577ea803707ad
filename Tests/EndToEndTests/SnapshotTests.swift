import Foundation
import Testing

/// A folder in which ArchiveBox keeps one page in many forms becomes one story.
@Suite struct SnapshotTests {
  private static let page =
    "<html><head><title>Le quai rouvre</title></head><body><article><p>Le quai rouvre après deux ans de travaux, "
    + "et les bateaux y reviennent déjà, dit la mairie de Brech.</p></article></body></html>"
  private static let index = """
    {"base_url": "quai.example/a", "url": "https://quai.example/a", "timestamp": "1700000000.0", "history": {},
     "canonical": {"wget_path": "quai.example/a/index.html"}}
    """

  @Test(arguments: ["singlefile.html", "quai.example/a/index.html", "readability/content.html"])
  func oneFormIsImported(_ form: String) throws {
    let home = try TestHome()
    try home.write(Self.index, to: "box/1700000000.0/index.json")
    try home.write(Self.page, to: "box/1700000000.0/\(form)")
    try home.write(Self.page, to: "box/1700000000.0/index.html")
    try home.write(
      "Le quai rouvre\n\nLe quai rouvre après deux ans.", to: "box/1700000000.0/mercury/content.txt")
    try home.write("%PDF-1.4", to: "box/1700000000.0/output.pdf")
    let result = try home.kiosque("import", "--language", "en", home.folder.appending(path: "box").path)
    #expect(result.status == 0)
    #expect(result.errors.contains("1 stored"))
    #expect(result.errors.contains("4 other forms of pages that were imported"))
    let story = try home.kiosque("show", "--json", "1").output
    #expect(story.contains("\"url\":\"https://quai.example/a\""))
    #expect(story.contains("\"captured\":\"2023-11-14"))
  }

  @Test func anIndexThatLeadsOutOfItsFolderIsNotFollowed() throws {
    let home = try TestHome()
    let index = Self.index.replacing("quai.example/a/index.html", with: "../../secret.html")
    try home.write(index, to: "box/1700000000.0/index.json")
    try home.write(Self.page, to: "secret.html")
    let result = try home.kiosque("import", "--language", "en", home.folder.appending(path: "box").path)
    #expect(result.errors.contains("passed over: 1 data file"))
    #expect(try home.kiosque("list").output.isEmpty)
  }

  @Test func dataOfProgramsInAFolderIsPassedOverAndNamedItFails() throws {
    let home = try TestHome()
    try home.write("{\"Content-Type\": \"text/html\", \"Status-Code\": 200}\n", to: "saved/headers.json")
    try home.write(Self.page, to: "saved/a.html")
    let result = try home.kiosque("import", "--language", "en", home.folder.appending(path: "saved").path)
    #expect(result.status == 0 && result.errors.contains("passed over: 1 data file"))
    #expect(try home.kiosque("import", home.path("saved/headers.json")).status == 1)
    // One of several records without a text is told.
    try home.write("{\"text\": \"Le quai rouvre.\"}\n{\"a\": 1}\n", to: "saved/more.jsonl")
    #expect(try home.kiosque("import", home.folder.appending(path: "saved").path).status == 1)
  }
}
