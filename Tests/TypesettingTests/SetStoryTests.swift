import Cells
import Glibc
import Stories
import Testing
import Text
import Typesetting

/// The lines as they stand on the screen: leads at the end of their indent.
func picture(_ story: SetStory) -> String {
  story.lines.map { line in
    let blanks = String(repeating: " ", count: max(0, line.indent - Width.of(line.lead)))
    return line.text.isEmpty && line.lead.isEmpty ? "" : blanks + line.lead + line.text
  }.joined(separator: "\n")
}

func story(title: String = "", _ blocks: Block...) -> Story {
  var story = Story(title: title)
  story.language = "fr"
  story.blocks = blocks
  return story
}

@Suite struct SetStoryTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  @Test func anEmptyStoryHasNoLines() {
    let set = SetStory(story: Story(title: ""), byline: "", measure: 60)
    #expect(set.lines.isEmpty)
    #expect(set.passages == [])
    #expect(set.matches(of: WordFinder([SearchTerm("mot")])) == [])
  }

  @Test func aStoryIsSetFromTitleToEnd() {
    var euronews = story(
      title: "Attentats de Paris : l'Europe et les Etats-Unis, soutiens indéfectibles de la France",
      Block(.paragraph, "Quatre jours après les attentats, le monde se resserre autour de la France."),
      Block(.heading, "La réponse"),
      Block(.paragraph, "L'Europe a répondu \"oui\" !"))
    euronews.standfirst = "Le pays déploie 115 000 hommes."
    let set = SetStory(story: euronews, byline: "Par Euronews · sans date · 1 min", measure: 40)
    #expect(
      picture(set)
        == """
        Attentats de Paris : l’Europe et les
        Etats-Unis, soutiens indéfectibles de
        la France

        Par Euronews · sans date · 1 min

        Le pays déploie 115\u{202F}000 hommes.

        Quatre jours après les attentats, le
        monde se resserre autour de la France.


        La réponse

        L’Europe a répondu «\u{A0}oui\u{A0}»\u{202F}!
        """.replacing("Paris :", with: "Paris\u{A0}:"))
    #expect(
      set.lines.map(\.role.letter).map(String.init).joined() == "ttt.l.f.bb..e.b")
    #expect(set.lines.map(\.block) == [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5])
  }

  @Test func itemsHangBehindTheirLeads() {
    let list = story(
      Block(.item, "un premier point assez long"), Block(.item, "dedans", level: 2),
      Block(.item, "un second point"))
    #expect(
      picture(SetStory(story: list, byline: "", measure: 18)) == """
        • un premier point
          assez long
          ◦ dedans
        • un second point
        """)
  }

  @Test func numbersLineUp() {
    var list = story()
    list.blocks = (1...10).map { Block(.item, "point \($0)", ordered: true) }
    list.blocks.insert(Block(.item, "dedans", level: 2, ordered: true), at: 1)
    let lines = picture(SetStory(story: list, byline: "", measure: 30)).split(separator: "\n")
    #expect(lines[0] == " 1. point 1")
    #expect(lines[1] == "    1. dedans")
    #expect(lines[2] == " 2. point 2")
    #expect(lines[10] == "10. point 10")
  }

  @Test func quotesHaveABarOnEveryLine() {
    let quoted = story(Block(.quote, "Nous rouvrirons demain, c'est promis"))
    let set = SetStory(story: quoted, byline: "", measure: 20)
    #expect(
      picture(set) == """
        │ Nous rouvrirons
        │ demain, c’est
        │ promis
        """)
    #expect(set.lines.allSatisfy { $0.role == .quote && $0.leadRole == .quote && $0.indent == 2 })
  }

  @Test func narrowScreensGiveUpIndents() {
    let list = story(Block(.item, "mot", level: 3), Block(.quote, "mot"))
    for measure in 0...5 {
      let set = SetStory(story: list, byline: "", measure: measure)
      #expect(set.lines.allSatisfy { $0.indent + Width.of($0.text) <= max(1, measure) })
    }
  }

  @Test func tablesStandInColumnsWhereTheyFit() {
    let table = story(Block(.table, "Ville\tMorts\nParis\t130\nSaint-Denis\t1"))
    #expect(
      picture(SetStory(story: table, byline: "", measure: 30)) == """
        Ville        Morts
        Paris          130
        Saint-Denis      1
        """)
    #expect(
      picture(SetStory(story: table, byline: "", measure: 14))
        == """
        Ville · Morts
        Paris · 130
        Saint-Denis ·
          1
        """.replacing(" ·", with: "\u{A0}·"))
  }

  @Test func preformattedTextIsNotRepairedAndBrokenHard() {
    let code = story(Block(.preformatted, "if x != \"a\":\n\n\treturn 'b'\n\n"))
    let set = SetStory(story: code, byline: "", measure: 12)
    #expect(
      picture(set) == """
        if x != "a":

                retu
        rn 'b'
        """)
    #expect(set.passages == ["if x != \"a\":\n\n        return 'b'"])
  }

  @Test func aRuleStandsInTheMiddle() {
    let set = SetStory(story: story(Block(.rule, "")), byline: "", measure: 11)
    #expect(picture(set) == "   * * *")
    #expect(set.lines.map(\.role) == [.rule])
  }

  @Test func notesAreSetInTheirRole() {
    let set = SetStory(
      passages: [Passage(.note(.removedText), "PUBLICITÉ"), Passage(.note(.text), "")], measure: 20)
    #expect(set.lines.map(\.text) == ["PUBLICITÉ"])
    #expect(set.lines.map(\.role) == [.removedText])
  }

  @Test func hostileTextIsGatedBeforeItIsSet() {
    let set = SetStory(
      story: story(Block(.paragraph, "a\u{1B}[31mb\u{202E}c \u{301}d\u{E0041}e\u{200B}")), byline: "",
      measure: 9)
    for line in set.lines { #expect(Gate.line(line.text) == line.text) }
    #expect(set.passages == ["a[31mbc \u{301}de"])
  }
}
