import DataFiles
import Testing

@testable import Cleaning

private func parse(_ text: String) throws -> (Profile, [DataFault]) {
  Profile.parse(try DataFile(text: text, name: "quai.toml"))
}

@Suite struct ProfileFileTests {
  @Test func theBundledProfilesHaveNoFaults() {
    #expect(Checkout.profiles.faults.isEmpty)
    #expect(Checkout.profiles.profiles.map(\.id).contains("general"))
  }

  @Test func aProfileIsReadWhole() throws {
    let (profile, faults) = try parse(
      """
      name = "Le Quai"
      hosts = ["Quai.example"]
      leads-with-standfirst = true
      [rules.comments]
      lines = "Réagir"
      end = true
      [stop-words]
      fr = ["le la"]
      """)
    #expect(faults.isEmpty)
    #expect(profile.id == "quai")
    #expect(profile.name == "Le Quai")
    #expect(profile.hosts == ["quai.example"])
    #expect(profile.rules == [Profile.Rule(name: "comments", lines: ["Réagir"], isEnd: true)])
    #expect(profile.stopWords == ["fr": ["le", "la"]])
  }

  @Test func faultsNameTheirLinesAndTheRestIsKept() throws {
    let (profile, faults) = try parse(
      """
      name = 5
      hsots = ["a.example"]
      related = ["Lire aussi"]
      [rules.share]
      line = ["Partager"]
      glued = [1]
      """)
    #expect(profile.name == nil)
    #expect(profile.related == ["Lire aussi"])
    #expect(
      faults.map(\.description).sorted() == [
        "quai.toml:1: \"name\" should be a string",
        "quai.toml:2: unknown key \"hsots\" (did you mean \"hosts\"?)",
        "quai.toml:5: unknown key \"line\" (did you mean \"lines\"?)",
        "quai.toml:6: \"glued\" should be a list of strings",
      ])
  }

  @Test func aMissingFolderIsAFault() {
    let (profiles, faults) = Profile.load(folder: "/nowhere")
    #expect(profiles.isEmpty)
    #expect(faults.map(\.file) == ["/nowhere"])
  }

  @Test func withoutProfilesStoriesStillComeOut() throws {
    #expect(
      try Cleaner(profiles: [], model: nil).story(
        from: .init(bytes: [], text: "Titre\n\nCorps.", format: .text)
      ).get()
        .title == "Titre")
  }
}
