import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// Prompts are edited as readline edits a line, and remember what was typed in them.
@Suite struct LineEditTests {
  /// A line with a bar where the cursor stands.
  private func picture(_ line: LineEdit) -> String {
    String(line.characters[..<line.cursor]) + "|" + String(line.characters[line.cursor...])
  }

  private func edited(_ keys: [Key], from text: String = "", isSelected: Bool = false) -> String {
    var state = Specimen.list(3)
    _ = update(&state, .command(.goToDay))
    state.prompt?.line = LineEdit(text, isSelected: isSelected)
    Specimen.press(keys, &state)
    return state.prompt.map { picture($0.line) } ?? "closed"
  }

  @Test(arguments: [
    ([Key.left], "le por|t"), ([.control("b"), .control("b")], "le po|rt"), ([.home], "|le port"),
    ([.control("a"), .right], "l|e port"), ([.home, .control("f")], "l|e port"),
    ([.home, .end], "le port|"), ([.home, .control("e")], "le port|"), ([.altLeft], "le |port"),
    ([.alt("b"), .alt("b")], "|le port"), ([.home, .altRight], "le| port"), ([.home, .alt("f")], "le| port"),
    ([.backspace], "le por|"), ([.left, .backspace], "le po|t"), ([.home, .delete], "|e port"),
    ([.home, .control("d")], "|e port"), ([.control("w")], "le |"), ([.control("u")], "|"),
    ([.altLeft, .control("u")], "|port"), ([.altLeft, .control("k")], "le |"),
    ([.altLeft, .control("k"), .home, .control("y")], "port|le "),
    ([.home, .character("é")], "é|le port"), ([.home, .paste("un\ndeux ")], "un deux |le port"),
    ([.home, .backspace], "|le port"), ([.delete], "le port|"), ([.right, .right], "le port|"),
  ]) func keysOfReadlineEditTheLine(_ keys: [Key], _ line: String) {
    #expect(edited(keys, from: "le port") == line)
  }

  @Test(arguments: [
    ([Key.character("x")], "x|"), ([.paste("mer")], "mer|"), ([.backspace], "|"), ([.delete], "|"),
    ([.control("u")], "|"), ([.control("w")], "|"), ([.control("k")], "|"), ([.left], "|phare"),
    ([.right], "phare|"), ([.end, .character("s")], "phares|"), ([.home, .character("x")], "x|phare"),
  ]) func whatStoodThereBeforeIsReplacedByTyping(_ keys: [Key], _ line: String) {
    #expect(edited(keys, from: "phare", isSelected: true) == line)
  }

  @Test func anAccentThatIsTypedJoinsItsLetter() {
    #expect(edited([.character("e"), .character("\u{301}"), .backspace], from: "") == "|")
    #expect(edited([.home, .character("\u{301}")], from: "ab") == "\u{301}|ab")
  }

  @Test func aSearchThatIsGoneOnWithIsSelected() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    Specimen.type("phare", &state)
    _ = update(&state, .accept)
    _ = update(&state, .command(.search))
    #expect(state.prompt?.line.isSelected == true)
    Specimen.type("mer", &state)
    #expect(state.prompt?.text == "mer")
    #expect(state.list.query.words == "mer")
  }

  @Test func tagsThatAStoryHasAreNotReplaced() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.tag))
    _ = update(&state, .loadedTags(["port"], 1))
    Specimen.type("mer", &state)
    #expect(state.prompt?.text == "port, mer")
  }

  @Test func upBringsBackWhatWasTypedBeforeAndDownWhatIsBeingTyped() {
    var state = Specimen.list(3)
    for day in ["2026-03", "2025", "2026-03", "2024-12"] {
      _ = update(&state, .command(.goToDay))
      Specimen.type(day, &state)
      #expect(update(&state, .accept).contains(.keepHistory(state.history)))
    }
    _ = update(&state, .command(.goToDay))
    Specimen.type("20", &state)
    var seen: [String] = []
    for key in [Key.up, .control("p"), .up, .up, .down, .down, .control("n"), .down] {
      Specimen.press([key], &state)
      seen.append(state.prompt?.text ?? "closed")
    }
    #expect(seen == ["2024-12", "2026-03", "2025", "2025", "2026-03", "2024-12", "20", "20"])
    #expect(state.history[.day] == ["2025", "2026-03", "2024-12"], "each line once, the newest last")
    #expect(state.history[.search].isEmpty, "other prompts have their own")
  }

  @Test func inASearchTheArrowsMoveInWhatItFoundAndThenGoBack() {
    var state = Specimen.list(30)
    state.history.add("port", to: .search)
    _ = update(&state, .command(.search))
    Specimen.press([.down, .down], &state)
    #expect(state.list.selected == 2)
    Specimen.press([.up, .up], &state)
    #expect(state.list.selected == 0)
    #expect(state.prompt?.text == "")
    Specimen.press([.up], &state)
    #expect(state.prompt?.text == "port")
    #expect(state.list.query.words == "port", "an earlier search is looked for at once")
    Specimen.press([.down], &state)
    #expect(state.prompt?.text == "")
  }

  @Test func linesOfAnEarlierSittingComeBeforeThoseOfThisOne() {
    var (earlier, now) = (History(), History())
    for line in ["un", "deux"] { earlier.add(line, to: .find) }
    for line in ["deux", "trois"] { now.add(line, to: .find) }
    now.remember(earlier)
    #expect(now[.find] == ["un", "deux", "trois"])
    for number in 0..<300 { now.add("ligne \(number)", to: .find) }
    #expect(now[.find].count == History.most)
    let isBlankKept = now.add("  ", to: .find)
    let isLongKept = now.add(String(repeating: "x", count: 5000), to: .find)
    #expect(!isBlankKept && !isLongKept)
  }

  @Test(arguments: [1, 2, 10, 30, 80]) func theCursorIsOnTheScreenWhereverItStands(_ columns: Int) {
    var state = Specimen.list(3, size: Size(columns: columns, rows: 24))
    for command in [Command.search, .goToDay] {
      state.prompt = nil
      _ = update(&state, .command(command))
      Specimen.type(String(repeating: "東京 é ", count: 30), &state)
      for _ in 0..<100 {
        let cursor = view(state).cursor
        #expect(cursor.map { $0.column < columns } == true)
        Specimen.press([.left], &state)
      }
    }
  }
}
