import Stories
import Testing

@testable import Importing

@Suite struct ManifestTests {
  @Test func columnsComeInAnyOrder() {
    let (manifest, faults) = Manifest.parse(
      text: "date,path,publisher,url\r\n2015-11-17,a.txt,Le Quai,https://e.com/a\r\n",
      name: "kept/manifest.csv")
    #expect(faults.isEmpty)
    let entry = manifest.entry(forPath: "kept/a.txt")
    #expect(entry?.date?.iso == "2015-11-17")
    #expect(entry?.date?.origin == .manifest)
    #expect(entry?.publisher == "Le Quai")
    #expect(manifest.entry(forPath: "https://e.com/a") == entry)
  }

  @Test func quotesSemicolonsAndMarksAreRead() {
    let text = "\u{FEFF}path;publisher\n\"a;b.txt\";\"Le \"\"Quai\"\"\"\n"
    let (manifest, faults) = Manifest.parse(text: text, name: "manifest.csv")
    #expect(faults.isEmpty)
    #expect(manifest.entry(forPath: "./a;b.txt")?.publisher == "Le \"Quai\"")
  }

  @Test(arguments: ["kept/./x//a.txt", "kept/y/../x/a.txt", "./kept/x/a.txt"])
  func pathsAreComparedInTheirPlainForm(path: String) {
    let (manifest, _) = Manifest.parse(text: "path,publisher\nx/./a.txt,Quai\n", name: "kept/m.csv")
    #expect(manifest.entry(forPath: path)?.publisher == "Quai")
    #expect(manifest.entry(forPath: "elsewhere/x/b.txt") == nil)
  }

  @Test func absolutePathsAreFound() {
    let (manifest, _) = Manifest.parse(text: "path,publisher\n/srv/a.txt,Quai\n", name: "/srv/m.csv")
    #expect(manifest.entry(forPath: "/srv/a.txt")?.publisher == "Quai")
    let (near, _) = Manifest.parse(text: "path,publisher\na.txt,Quai\n", name: "/srv/m.csv")
    #expect(near.entry(forPath: "/srv/a.txt")?.publisher == "Quai")
  }

  @Test func jsonLinesAreRead() {
    let text = """
      {"path": "a.txt", "date": "2015-11-17T18:04:00+01:00", "extra": [1]}
      not json
      {"url": "https://e.com/b", "publisher": "Quai"}
      """
    let (manifest, faults) = Manifest.parse(text: text, name: "m.jsonl")
    #expect(faults == [ManifestFault(file: "m.jsonl", line: 2, reason: .badJSON)])
    #expect(manifest.entry(forPath: "a.txt")?.date?.iso == "2015-11-17T18:04:00+01:00")
    #expect(manifest.entry(forPath: "https://e.com/b")?.publisher == "Quai")
  }

  @Test func faultsNameTheirLinesAndGoodRowsStay() {
    let text = "path,date\na.txt,17 nov\n,2015-01-01\nb.txt,2015-11-17\n"
    let (manifest, faults) = Manifest.parse(text: text, name: "m.csv")
    #expect(
      faults == [
        ManifestFault(file: "m.csv", line: 2, reason: .badDate("17 nov")),
        ManifestFault(file: "m.csv", line: 3, reason: .noName),
      ])
    #expect(manifest.entry(forPath: "a.txt") == Manifest.Entry())
    #expect(manifest.entry(forPath: "b.txt")?.date?.iso == "2015-11-17")
  }

  @Test func aTableWithoutNamesOrWithAnOpenQuoteComplains() {
    #expect(Manifest.parse(text: "a,b\n1,2\n", name: "m").1.map(\.reason) == [.noHeader])
    #expect(
      Manifest.parse(text: "path\na\n\"b\nc", name: "m").1 == [
        ManifestFault(file: "m", line: 3, reason: .openQuote)
      ])
    #expect(Manifest.parse(text: "", name: "m").1.isEmpty)
  }
}
