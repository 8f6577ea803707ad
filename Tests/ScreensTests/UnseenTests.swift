import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// No key acts on what is not on the screen, and nothing is said to be done that is not.
@Suite struct UnseenTests {
  private let stored = Relation(position: 0, title: "Titre 7", stored: [Specimen.headline(7)])
  private let wide = Size(columns: 120, rows: 40)

  private func press(_ digit: Int, _ state: inout State) -> [Effect] { Specimen.pressDigit(digit, &state) }

  private func reading(_ size: Size = Specimen.size, relations: Int = 1) -> State {
    let relations = (0..<relations).map {
      Relation(position: $0, title: "Titre 7", stored: [Specimen.headline(7)])
    }
    return Specimen.reading(Specimen.story(1, relations: relations), size: size)
  }

  @Test func aNumberInTheListWantsThePreviewThatShowsIt() {
    var state = Specimen.list(3)
    _ = update(&state, .loadedStory(Specimen.story(1, relations: [stored]), .preview))
    #expect(press(1, &state).isEmpty)
    #expect(view(state).text.contains("1 fois"), "nothing of that number is seen: it is a count")
    state = Specimen.list(3, size: wide)
    #expect(press(1, &state).isEmpty, "the preview is not there yet")
    _ = update(&state, .command(.cancel))
    _ = update(&state, .loadedStory(Specimen.story(1, relations: [stored]), .preview))
    #expect(press(1, &state) == [.loadStory(7, .follow)])
    #expect(press(2, &state).isEmpty)
  }

  @Test func aNumberInAStoryIsShownBeforeItIsFollowed() {
    var state = reading()
    #expect(press(1, &state).isEmpty)
    #expect(state.message?.text == .numberShown(1))
    #expect(view(state).text.contains("1 ●"))
    #expect(update(&state, .followNumber(1)) == [.loadStory(7, .follow)])
    state = reading()
    _ = update(&state, .command(.toEnd))
    #expect(press(1, &state) == [.loadStory(7, .follow)], "they stand at the end")
    state = reading(wide)
    #expect(press(1, &state) == [.loadStory(7, .follow)], "and at the side")
    #expect(press(5, &state).isEmpty)
  }

  @Test func aPanelWithoutRoomIsNotGoneInto() {
    var state = reading(Size(columns: 80, rows: 5))
    _ = update(&state, .command(.switchPane))
    #expect(state.reading?.panel.isFocused == false)
    #expect(state.message?.text == .noRoomForRelated)
    state = reading()
    _ = update(&state, .command(.switchPane))
    #expect(state.reading?.panel.isFocused == true)
    _ = update(&state, .resize(Size(columns: 80, rows: 5)))
    #expect(state.reading?.panel.isFocused == false)
  }

  @Test func aPreviewThatIsGoneHasNoKeys() {
    var state = Specimen.list(30, size: wide)
    _ = update(&state, .loadedStory(Specimen.story(1), .preview))
    _ = update(&state, .command(.switchPane))
    #expect(state.list.focus == .preview)
    _ = update(&state, .resize(Specimen.size))
    _ = update(&state, .command(.nextLine))
    #expect(state.list.selected == 1)
  }

  @Test func theWheelTakesTheCursorAlong() throws {
    var state = reading(wide, relations: 30)
    _ = update(&state, .command(.switchPane))
    for _ in 1...80 { _ = update(&state, .wheel(Point(column: 100, row: 10), lines: 3)) }
    #expect(view(state).text.contains("▌"))
    state = reading()
    _ = update(&state, .command(.correct))
    for _ in 1...5 { _ = update(&state, .wheel(Point(column: 5, row: 5), lines: 3)) }
    #expect(view(state).text.contains("▌"))
    let chosen = try #require(state.reading?.chosen)
    let piece = try #require(state.reading?.pieces[chosen])
    let correction = Correction(piece.text, isStory: false)
    #expect(update(&state, .command(.correct)) == [.correct(1, correction)])
  }

  @Test func tagsOfAStoryAreALineThatTakesEveryKeyAtOnce() {
    for var state in [Specimen.list(3), Specimen.reading(Specimen.story(1))] {
      #expect(update(&state, .command(.tag)) == [.loadTags(1)])
      for key in "mer q" {
        let action = Keymap.standard.action(for: .character(key), in: state)
        #expect(action == .type(key))
        _ = action.map { update(&state, $0) }
      }
      #expect(update(&state, .accept).isEmpty, "what it has is not known yet")
      let effects = update(&state, .loadedTags(["port"], 1))
      #expect(effects == [.keepHistory(state.history), .tag(1, with: ["mer q"], without: [])])
      #expect(state.prompt == nil)
    }
  }

  @Test func tagsThatCannotBeReadCloseTheLine() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.tag))
    _ = update(&state, .loadedTags(["x"], 2))
    #expect(state.prompt?.text == "", "those of another story are none")
    _ = update(&state, .told(Message(.storyGone, isFault: true)))
    #expect(state.prompt == nil)
    #expect(state.message?.text == .storyGone)
  }

  @Test func sourcesThatComeLateTakeNoKeyFromTheList() {
    var state = Specimen.list(30)
    #expect(update(&state, .command(.chooseSource)) == [.loadSources])
    for key in [Key.character("f"), .down, .enter, .character("n")] {
      if let action = Keymap.standard.action(for: key, in: state) { #expect(update(&state, action).isEmpty) }
    }
    #expect(state.list.selected == 0)
    let others = ["La Marée", "Le Fanal"].map { SourceCount(name: $0, stories: 3, unread: 1) }
    _ = update(&state, .loadedSources(others))
    guard case .picker(let picker) = state.overlay else {
      Issue.record("no list")
      return
    }
    #expect(picker.shown.map(\.label) == ["Le Fanal"], "what was typed meanwhile narrows them")
    _ = update(&state, .command(.cancel))
    _ = update(&state, .loadedSources([]))
    #expect(state.overlay == nil, "nobody waits for them")
  }

  @Test func anAnswerIsNoneBeforeItsQuestionIsOnTheScreen() {
    var state = reading()
    let rule = PublisherRule(publisher: "Le Fanal", Correction("x", isStory: false))
    let offer = Offer(rule: rule, stories: 9)
    _ = update(&state, .corrected(rule.correction, Specimen.story(1), offer))
    #expect(Keymap.standard.action(for: .character("y"), in: state) == nil)
    _ = update(&state, .shown)
    #expect(Keymap.standard.action(for: .character("y"), in: state) == .answer(.yes))
  }

  @Test func aDigitPicksNoEntryThatIsBelowTheScreen() {
    var state = Specimen.list(3, size: Size(columns: 60, rows: 8))
    let sources = (1...9).map { SourceCount(name: "Journal \($0)", stories: 1, unread: 0) }
    _ = update(&state, .command(.chooseSource))
    _ = update(&state, .loadedSources(sources))
    #expect(update(&state, .followNumber(9)).isEmpty)
    #expect(!update(&state, .followNumber(2)).isEmpty)
  }

  @Test func aLinkIsRefusedWhenTheArchiveSaysSo() {
    var state = reading()
    _ = update(&state, .command(.switchPane))
    #expect(update(&state, .command(.refuse)) == [.refuse(7, position: 0, of: 1)])
    #expect(state.message == nil)
    _ = update(&state, .changed(Change(kind: .refuse, stories: 1)))
    #expect(state.message?.text == .otherThan("Titre 7"))
    _ = update(&state, .command(.refuse))
    _ = update(&state, .told(Message(.readOnly, isFault: true)))
    _ = update(&state, .changed(Change(kind: .refuse, stories: 1)))
    #expect(state.message?.text == .readOnly)
  }

  @Test func aStoryThatComesLateTakesNothingFromALineThatIsTyped() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    _ = update(&state, .loadedStory(Specimen.story(1), .open))
    #expect(state.reading == nil)
  }

  @Test func everyKeyOfTheTableDoesSomething() {
    let changes: Set<Command> = [.toStart, .previousLine, .previousPage, .previousHalfPage]
    for section in [Keymap.Section.headlines, .story, .panel] {
      for binding in Keymap.standard.bindings[section] ?? [] {
        var state = section == .headlines ? Specimen.list(30) : reading(relations: 3)
        if section == .headlines, binding.command == .cancel { continue }
        if section == .panel { _ = update(&state, .command(.switchPane)) }
        if changes.contains(binding.command) { _ = update(&state, .command(.nextPage)) }
        let before = state
        let effects = update(&state, .command(binding.command))
        #expect(!effects.isEmpty || state != before, "\(section): \(binding.command) does nothing")
      }
    }
  }
}
