import Cells
import Stories
import Testing
import Wording

@testable import Screens

@Suite struct CorrectingTests {
  private func story(removed: [RemovedLine], standfirst: String? = nil) -> StoredStory {
    var stored = Specimen.story(1)
    stored.story.standfirst = standfirst
    stored.story.removed = removed
    return stored
  }

  private let offer = Offer(
    rule: PublisherRule(publisher: "Le Fanal", Correction("Ligne 1", isStory: true)), stories: 214)

  @Test func theCursorGoesOverRemovedLinesAndPutsOneBack() {
    let lines = (1...40).map { RemovedLine("Ligne \($0)", rule: "general.share") }
    var state = Specimen.reading(story(removed: lines))
    _ = update(&state, .command(.nextView))
    _ = update(&state, .command(.nextLine))
    #expect(update(&state, .command(.correct)) == [.correct(1, Correction("Ligne 2", isStory: true))])
    for command in [Command.nextPage, .nextHalfPage, .toEnd, .previousPage, .nextLine] {
      _ = update(&state, .command(command))
      let chosen = state.reading?.removedChosen ?? 0
      #expect(view(state).text.contains("Ligne \(chosen + 1)"), "after \(command)")
    }
    _ = update(&state, .command(.toEnd))
    #expect(state.reading?.removedChosen == 39)
  }

  @Test func aRemovedLineSaysWhyAndHowSure() {
    let lines = [
      RemovedLine("Partager", rule: "general.share", probability: 0.973),
      RemovedLine("Je m’abonne", rule: "fanal.quelque-chose"),
    ]
    var state = Specimen.reading(story(removed: lines))
    _ = update(&state, .command(.nextView))
    let rows = view(state).text.split(separator: "\n").filter { $0.contains("general.share") }
    #expect(rows.first?.hasPrefix("    ▌ Boutons de partage  general.share") == true)
    #expect(rows.first?.hasSuffix("97\u{202F}%") == true)
    #expect(view(state).text.contains("fanal.quelque-chose"))
    _ = update(&state, .resize(Size(columns: 24, rows: 10)))
    #expect(view(state).text.contains("Boutons de p"))
    #expect(!view(state).text.contains("general"))
  }

  @Test func aParagraphIsChosenFirstAndThenTakenOut() throws {
    var state = Specimen.reading(story(removed: [], standfirst: "Le chapeau."))
    #expect(update(&state, .command(.correct)).isEmpty)
    #expect(update(&state, .command(.correct)) == [.correct(1, Correction("Le chapeau.", isStory: false))])
    _ = update(&state, .command(.nextLine))
    guard case .correct(_, let correction)? = update(&state, .command(.correct)).first else {
      Issue.record("nothing is taken out")
      return
    }
    #expect(correction.text.hasPrefix("Paragraphe 1 de"))
    _ = update(&state, .command(.cancel))
    #expect(state.reading?.chosen == nil)
    #expect(state.reading != nil)
    for _ in 1...3 { _ = update(&state, .command(.nextPage)) }
    let top = state.reading?.top
    _ = update(&state, .command(.correct))
    #expect(state.reading?.top == top, "the first paragraph on the screen is chosen")
  }

  @Test func whatComesBackIsShownAndTheOfferIsMade() throws {
    var state = Specimen.reading(story(removed: [RemovedLine("Ligne 1", rule: "general.share")]))
    _ = update(&state, .command(.nextView))
    let correction = Correction("Ligne 1", isStory: true)
    var again = story(removed: [])
    again.story.blocks.insert(Block(.paragraph, "Ligne 1"), at: 25)
    #expect(update(&state, .corrected(correction, again, offer)).isEmpty)
    #expect(state.reading?.view == .text)
    #expect(view(state).text.contains("▌ Ligne 1"))
    #expect(view(state).text.contains("Faire de même pour les 214 articles de « Le Fanal » ?"))
    #expect(state.message?.text == .backInStory)
    _ = update(&state, .shown)
    #expect(Keymap.of(.french).action(for: .character("o"), in: state) == .answer(.yes))
    #expect(Keymap.of(.french).action(for: .character("y"), in: state) == .answer(.yes))
    var seen = offer
    seen.isSeen = true
    #expect(update(&state, .answer(.yes)) == [.applyRule(seen)])
    #expect(state.work == Work(publisher: "Le Fanal", stories: 214))
    _ = update(&state, .working(57))
    #expect(view(state).text.contains("Le Fanal · 57/214  Échap arrête"))
    #expect(update(&state, .command(.undo)).isEmpty, "not while it is going on")
    #expect(update(&state, .command(.cancel)) == [.stopRule])
    _ = update(&state, .ruled(.stopped))
    #expect(state.work == nil)
  }

  @Test func theParagraphBelowIsChosenWhereNoneBeginsOnTheScreen() {
    var state = Specimen.reading(story(removed: []))
    _ = update(&state, .resize(Size(columns: 12, rows: 5)))
    _ = update(&state, .command(.correct))
    #expect(state.reading?.chosen == 0)
  }

  @Test func anOfferIsPassedOverByGoingOn() {
    for (key, effects) in [(Key.character("U"), [Effect.undo]), (.character("j"), []), (.escape, [])] {
      var state = Specimen.reading(story(removed: []))
      state.overlay = .offer(offer)
      let action = Keymap.standard.action(for: key, in: state)
      #expect(action.map { update(&state, $0) } == effects, "\(key)")
      #expect(state.overlay == nil)
      #expect(state.reading != nil)
    }
  }

  @Test func aLineThatOnlyMovesIsNotShownAsGone() {
    var before = Story(title: "Titre 2")
    before.standfirst = "Une ligne gardée"
    before.blocks = ["un", "deux", "trois"].map { Block(.paragraph, $0) }
    var after = before
    after.standfirst = nil
    after.blocks.insert(Block(.paragraph, "Une ligne gardée"), at: 2)
    #expect(!RulePreview(Specimen.headline(2), before: before, after: after).hasChange)
    after.blocks.append(Block(.paragraph, "PUBLICITÉ"))
    let found = RulePreview(Specimen.headline(2), before: before, after: after)
    #expect(found.lines == [.same("trois"), .come("PUBLICITÉ")])
  }

  @Test func thePreviewShowsTheLinesAroundTheChange() throws {
    var before = Story(title: "Titre 2")
    before.blocks = ["un", "deux", "trois", "quatre"].map { Block(.paragraph, $0) }
    var after = before
    after.blocks[2] = Block(.paragraph, "PUBLICITÉ")
    let found = RulePreview(Specimen.headline(2), before: before, after: after)
    #expect(found.lines == [.same("deux"), .gone("trois"), .come("PUBLICITÉ"), .same("quatre")])
    var state = Specimen.reading(story(removed: []))
    state.overlay = .offer(offer)
    #expect(update(&state, .answer(.preview)).count == 1)
    _ = update(&state, .previewed(offer.rule, Array(repeating: found, count: 3)))
    #expect(view(state).text.contains("+ PUBLICITÉ"))
    #expect(view(state).text.contains("− trois"))
    for columns in [0, 1, 2, 7, 24, 40, 80, 300] {
      for rows in [0, 1, 2, 4, 8, 12, 90] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        _ = update(&state, .command(.nextLine))
        #expect(view(state).cells.count == columns * rows)
      }
    }
    #expect(update(&state, .answer(.no)).isEmpty)
    #expect(state.overlay == nil)
  }

  @Test func everySizeCanBeDrawnWhileLinesArePutRight() {
    let lines = [RemovedLine(String(repeating: "très long ", count: 80), rule: "general.tail")]
    for offered in [nil, offer] {
      var state = Specimen.reading(story(removed: lines + lines))
      for columns in [0, 1, 2, 7, 24, 40, 80, 109, 110, 300] {
        for rows in [0, 1, 2, 4, 8, 12, 90] {
          _ = update(&state, .resize(Size(columns: columns, rows: rows)))
          for command in [Command.correct, .nextLine, .previousPage, .nextView, .nextLine, .nextPage] {
            _ = update(&state, .command(command))
          }
          state.overlay = offered.map(Overlay.offer)
          #expect(view(state).cells.count == columns * rows)
          state.overlay = nil
        }
      }
    }
  }

  @Test func aReadOnlyArchiveSaysSo() {
    var state = Specimen.reading(story(removed: []))
    state.isReadOnly = true
    #expect(update(&state, .command(.correct)).isEmpty)
    #expect(state.message?.text == .readOnly)
  }
}

@Suite struct StopsTests {
  private let stops = Stops(ranges: [0..<2, 3..<30, 31..<33, 34..<35], height: 10)

  @Test func aTallPieceIsScrolledThrough() {
    var (selected, top) = stops.moved(0, top: 0, by: 1)
    #expect(selected == 1)
    #expect(top == 3)
    for _ in 1...17 { (selected, top) = stops.moved(selected, top: top, by: 1) }
    #expect(selected == 1)
    #expect(top == 20)
    (selected, top) = stops.moved(selected, top: top, by: 1)
    #expect(selected == 2)
  }

  @Test func aPageGoesAtLeastOneOn() {
    #expect(stops.moved(1, top: 3, by: 9).selected == 2)
    #expect(stops.moved(3, top: 25, by: 9).selected == 3)
    #expect(stops.moved(3, top: 25, by: -9).selected == 2)
    #expect(stops.moved(0, top: 0, by: -9).selected == 0)
    #expect(Stops(ranges: [], height: 10).moved(0, top: 0, by: 1).selected == 0)
  }
}
