import Foundation
import Testing

/// The commands as scripts use them: output, exit status, and what they say when something is wrong.
@Suite(.serialized) struct CommandTests {
  @Test func importingAgainChangesNothing() throws {
    let home = try TestHome()
    try home.importStories()
    let again = try home.kiosque("import", "--json", home.folder.appending(path: "captures").path)
    #expect(again.status == 0)
    let lines = again.output.split(separator: "\n")
    #expect(lines.count == 12)
    #expect(lines.allSatisfy { $0.contains("\"outcome\":\"known\"") })
    #expect(try home.kiosque("stats", "--json").output.contains("\"stories\":12"))
  }

  @Test func aStoryIsShownInEveryForm() throws {
    let home = try TestHome()
    let path = try home.write(TestHome.lighthouse, to: "a.txt")
    try home.kiosque("import", path)
    let text = try home.kiosque("show", "1", "--text", "--width", "60").output
    #expect(text.contains("l’hiver 1998. « Je croyais rêver ! »".prefix(12)))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    #expect(try home.kiosque("show", "1", "--json").output.contains("\"byline\":[\"Ana Le Goff\"]"))
    #expect(try home.kiosque("show", "1", "--markdown").output.hasPrefix("# Le phare s'est rallumé"))
    #expect(try home.kiosque("show", "1", "--html").output.contains("<h1>Le phare s'est rallumé</h1>"))
    #expect(try home.kiosque("show", "1", "--removed").output.contains("PUBLICITÉ"))
    #expect(try home.kiosque("show", "1", "--raw").output == TestHome.lighthouse)
  }

  @Test func datesComeFromMetadataThenFromWhatThePersonSays() throws {
    let home = try TestHome()
    try home.importStories()
    let list = try home.kiosque("list", "--json", "--limit", "3").output
    #expect(list.contains("\"date\":\"2026-03-15T09:30:00+01:00\""))
    #expect(list.contains("\"date\":\"2026-03-14\""))
    let plain = try TestHome()
    try plain.kiosque("import", try plain.write(TestHome.harbour, to: "2026-03-13.txt"))
    #expect(!(try plain.kiosque("list", "--json").output.contains("\"date\"")))
  }

  @Test func aManifestNamesAddressDateAndPublisher() throws {
    let home = try TestHome()
    try home.write(TestHome.harbour, to: "captures/port.txt")
    let manifest = try home.write(
      "path,url,date,publisher\nport.txt,https://maree.example/port,2026-03-13T08:00:00+01:00,La Marée\n",
      to: "captures/list.csv")
    try home.kiosque(
      "import", "--manifest", manifest, home.folder.appending(path: "captures/port.txt").path)
    let story = try home.kiosque("show", "1", "--json").output
    #expect(story.contains("\"source\":\"La Marée\""))
    #expect(story.contains("\"url\":\"https://maree.example/port\""))
    #expect(story.contains("\"date\":\"2026-03-13T08:00:00+01:00\""))
    #expect(story.contains("\"dateFrom\":\"manifest\""))
  }

  @Test func linksAndWantedAndForgettingAndUndo() throws {
    let home = try TestHome()
    try home.kiosque("import", try home.write(TestHome.lighthouse, to: "a.txt"))
    #expect(try home.kiosque("wanted").output.split(separator: "\n").count == 2)
    try home.kiosque("import", try home.write(TestHome.harbour, to: "b.txt"))
    #expect(try home.kiosque("links", "1").output.contains("≈ Le port rouvre a la navigation  [2]"))
    #expect(try home.kiosque("wanted").output.split(separator: "\n").count == 1)
    let asked = try home.kiosque("forget", "--import", "2", input: Data("n\n".utf8))
    #expect(asked.errors.contains("Oublier 1 article ?"))
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 2)
    try home.kiosque("forget", "--import", "2", "--yes")
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 1)
    try home.kiosque("forget", "--undo")
    #expect(try home.kiosque("links", "1").output.contains("[2]"))
    #expect(try home.kiosque("check").status == 0)
  }

  @Test func standardInputIsRead() throws {
    let home = try TestHome()
    try home.kiosque("import", "-", input: Data(TestHome.page.utf8))
    #expect(try home.kiosque("search", "mareyeurs").output.contains("La criée repart"))
    let story = try home.kiosque("clean", input: Data(TestHome.harbour.utf8)).output
    #expect(story.contains("\"title\":\"Le port rouvre à la navigation\""))
  }

  @Test func whatNobodyDatesWasCapturedWhenItWasImported() throws {
    let home = try TestHome()
    let page = Data(TestHome.page.utf8)
    try home.kiosque("import", "-", input: page)
    #expect(try !home.kiosque("show", "1", "--json").output.contains("\"captured\":\"1970"))
    #expect(try !home.kiosque("clean", input: page).output.contains("\"captured\""))
  }

  @Test func aNamedPipeIsReadAndOneThatNobodyWritesToIsEmpty() throws {
    let home = try TestHome()
    let (read, pipe) = try throughPipe("import", home)
    #expect(read.status == 0)
    #expect(try home.kiosque("search", "mareyeurs").output.contains("La criée repart"))
    #expect(try home.kiosque("import", pipe).status == 1)
  }

  @Test func aNamedPipeIsGoneThroughTwiceWhereCapturesLearn() throws {
    let home = try TestHome()
    #expect(try throughPipe("clean --learn", home).read.output.contains("La criée repart"))
  }

  /// A page that a command reads from a named pipe, and the pipe, to which nobody writes any more.
  private func throughPipe(_ command: String, _ home: TestHome) throws -> (
    read: TestHome.Outcome, pipe: String
  ) {
    let page = try home.write(TestHome.page, to: "page.html")
    let pipe = page + ".pipe"
    let read = try home.shell(
      """
      mkfifo '\(pipe)'
      cat '\(page)' > '\(pipe)' & exec '\(Program.path)' \(command) '\(pipe)' 3< '\(pipe)'
      """)
    return (read, pipe)
  }

  @Test func cleanFiltersNDJSONInOrder() throws {
    let home = try TestHome()
    let input = """
      {"id":"a","text":"Titre A\\n\\nUn texte assez long pour être un paragraphe de journal, en somme."}
      not json
      {"id":"b","html":"<h1>Titre B</h1><p>Un autre texte assez long pour être un paragraphe.</p>"}
      {"id":"c","text":""}

      """
    let lines = try home.kiosque("clean", "--ndjson", input: Data(input.utf8)).output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].contains("\"id\":\"a\"") && lines[0].contains("Titre A"))
    #expect(lines[1].contains("\"error\""))
    #expect(lines[2].contains("\"id\":\"b\"") && lines[2].contains("Titre B"))
    #expect(lines[3].contains("\"error\"") && lines[3].contains("\"id\":\"c\""))
    // A path would be passed over without a word.
    let named = try home.kiosque("clean", "--ndjson", "captures.jsonl")
    #expect(named.status == 2 && named.errors.contains("kiosque clean --ndjson < captures.jsonl"))
  }
}

/// Bad input and wrong settings: a sentence with the path, the right status, nothing lost.
@Suite(.serialized) struct FaultTests {
  @Test func badFilesAreNamedAndTheRestIsStored() throws {
    let home = try TestHome()
    try home.write("", to: "captures/empty.txt")
    try home.write(Data([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 0, 0, 0]), to: "captures/program")
    try home.write(Data("Titre cass\u{E9}".utf8.dropLast() + [0xFF, 0xFE, 0x80]), to: "captures/broken.txt")
    try home.write(TestHome.harbour, to: "captures/good.txt")
    let result = try home.kiosque(
      "import", home.folder.appending(path: "captures").path, home.folder.appending(path: "none").path)
    #expect(result.status == 1)
    for (name, why) in [("empty.txt", "vide"), ("program", "binaire"), ("none", "n’existe pas")] {
      #expect(result.errors.split(separator: "\n").contains { $0.contains(name) && $0.contains(why) })
    }
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 2)
  }

  @Test func aFileNameMayHoldAnyBytes() throws {
    let home = try TestHome()
    try home.write(TestHome.harbour, to: "a.txt")
    let shell = "cd '\(home.folder.path)' && name=$(printf 'lat\\351.txt') && cp a.txt \"$name\""
    let result = try home.shell(shell + " && '\(Program.path)' import \"$name\"")
    #expect(result.status == 0)
    #expect(try home.kiosque("list").output.contains("Le port rouvre"))
  }

  @Test func wrongCommandLinesEndWith2() throws {
    let home = try TestHome()
    #expect(try home.kiosque("import").status == 2)
    #expect(try home.kiosque("list", "--sort", "colour").status == 2)
    #expect(try home.kiosque("import", "--date-from", "%Q", "x").status == 2)
    #expect(try home.kiosque("--language", "tlh", "list").status == 2)
    #expect(try home.kiosque("nonsense").status == 2)
    #expect(try home.kiosque("--help").status == 0)
    #expect(try home.kiosque("import", "--help").output.contains("EXAMPLES"))
  }

  @Test func anArchiveThatCannotBeOpenedEndsWith3() throws {
    let home = try TestHome()
    #expect(try home.kiosque("list").status == 3)
    try home.write("This is no database, just a note to myself.", to: "archive.sqlite")
    let result = try home.kiosque("import", try home.write(TestHome.harbour, to: "a.txt"))
    #expect(result.status == 3)
    #expect(result.errors.contains("archive.sqlite"))
    let kept = try String(contentsOfFile: home.archive, encoding: .utf8)
    #expect(kept.hasPrefix("This is no database"))
  }

  @Test func aStoryThatIsNotThereEndsWith1() throws {
    let home = try TestHome()
    try home.kiosque("import", try home.write(TestHome.harbour, to: "a.txt"))
    let result = try home.kiosque("show", "99")
    #expect(result.status == 1)
    #expect(result.errors.contains("99"))
  }

  @Test func withoutATerminalTheReaderSaysWhatToUse() throws {
    let home = try TestHome()
    try home.importStories()
    let result = try home.kiosque()
    #expect(result.status == 2)
    #expect(result.errors.contains("kiosque list"))
  }

  /// As a user who may not write where the archive lies; root becomes nobody for it.
  @Test(
    .enabled(if: getuid() != 0 || Program.isOpenToOthers, "nobody may not read the folder of this checkout"))
  func aReadOnlyArchiveIsReadAndNotWritten() throws {
    let home = try TestHome()
    try home.importStories()
    let other = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    chmod(home.archive, 0o444)
    chmod(home.folder.path, 0o555)
    let list = try home.kiosque("list", as: other)
    #expect(list.status == 0)
    #expect(list.output.split(separator: "\n").count == 12)
    let written = try home.kiosque("import", home.folder.appending(path: "captures").path, as: other)
    #expect(written.status == 3)
    #expect(written.errors.contains("lecture seule"))
    let terminal = try PseudoTerminal(arguments: other + [Program.path], environment: home.environment)
    try terminal.waitFor("lecture seule")
    terminal.send("r")
    try terminal.waitFor("ne sera pas gardé")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }
}
