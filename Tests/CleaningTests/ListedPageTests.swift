import Stories
import Testing

@testable import Cleaning

private let first = """
  La fête du cidre revient samedi sur le quai aux pommes, après deux années sans récolte et un hiver de tempêtes.
  """
private let second = """
  Les vergers ont donné moitié moins que d’ordinaire, mais les presses tourneront tout de même, promet le comité des fêtes.
  """

private func page(_ body: String) -> String {
  """
  <!DOCTYPE html><html lang="fr"><head><title>La fête du cidre revient</title></head><body><nav><a href="/">Accueil</a></nav>
  <main><article><h1>La fête du cidre revient</h1><div class="text">\(body)</div></article></main></body></html>
  """
}

private func cleaned(_ inner: String) throws -> [Block] {
  let story = try cleanPage(
    page("<p>\(first)</p>\(inner)<p>\(second)</p><p>\(first) Encore.</p><p>\(second) Encore.</p>"))
  return Array(story.blocks.dropFirst().dropLast(3))
}

/// Lists and tables of a story stay, as items and rows.
@Suite struct ListedPageTests {
  @Test(arguments: [
    ["Samedi, 9 heures : pressée publique", "Samedi, midi : cochon grillé", "Dimanche : vide-grenier"],
    ["Yann Kermarec, bombarde", "Naïg Le Bihan, biniou", "Tanguy Riou, tambour"],
    ["12 pommes à couteau", "200 g de sucre", "1 citron", "Une pincée de sel"],
    ["Plouvien – Lannilis 2-1", "Brest – Guipavas 0-0", "Landéda – Portsall 3-2"],
    ["Lundi : fermé", "Mardi : 9 h – 12 h", "Mercredi : 14 h – 18 h"],
  ]) func aPlainListStays(_ items: [String]) throws {
    let list = "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
    #expect(try cleaned(list) == items.map { Block(.item, $0) })
  }

  @Test func aNumberedListStays() throws {
    let blocks = try cleaned(
      "<p>Trois gestes suffisent :</p><ol><li>Laver</li><li>Broyer</li><li>Presser</li></ol>")
    #expect(
      blocks == [Block(.paragraph, "Trois gestes suffisent :")]
        + ["Laver", "Broyer", "Presser"].map { Block(.item, $0, ordered: true) })
  }

  @Test func aDefinitionListStays() throws {
    let blocks = try cleaned(
      "<dl><dt>Marc</dt><dd>Ce qui reste de la pomme pressée.</dd><dt>Moût</dt><dd>Le jus avant qu’il fermente.</dd></dl>"
    )
    #expect(
      blocks.map(\.text) == [
        "Marc", "Ce qui reste de la pomme pressée.", "Moût", "Le jus avant qu’il fermente.",
      ])
  }

  @Test func aTableStays() throws {
    let blocks = try cleaned(
      "<table><tr><th>Verger</th><th>Tonnes</th></tr><tr><td>Kerlouan</td><td>12</td></tr></table>")
    #expect(blocks == [Block(.table, "Verger\tTonnes\nKerlouan\t12")])
  }

  @Test func theFirstSubheadAndShortOnesStay() throws {
    let story = try cleanPage(
      page(
        "<h2>Partie 1</h2><p>\(first)</p><h2>Partie 2</h2><p>\(second)</p><h2>Partie 3</h2><p>\(first) Encore.</p>"
      ))
    #expect(story.blocks.filter { $0.kind == .heading }.map(\.text) == ["Partie 1", "Partie 2", "Partie 3"])
  }

  @Test func theLastPostOfALiveBlogStays() throws {
    let posts = [first, second, "C’est terminé pour ce soir, merci de nous avoir suivis."].enumerated().map {
      "<section class=\"post\"><h3>\(20 - $0) h 30</h3><p>\($1)</p></section>"
    }
    let story = try cleanPage(page("<p>\(first) Encore.</p><p>\(second) Encore.</p>" + posts.joined()))
    #expect(story.body.last == "C’est terminé pour ce soir, merci de nous avoir suivis.")
  }

  @Test func aLineThatEndsOtherStoriesEndsNoneInItsMiddle() throws {
    let blocks = try cleaned("<p><a href=\"#top\">Back to top</a></p><h2>Le verger</h2>")
    #expect(blocks == [Block(.heading, "Le verger", level: 2)])
  }

  @Test func sentencesAroundALongQuotationStay() throws {
    let quotation = String(
      repeating: "Le cidre se boit debout, à la louche, et sans faire de manières. ", count: 6)
    let blocks = try cleaned(
      "<p>Elle l’a écrit :</p><blockquote><p>\(quotation)</p></blockquote><p>Puis plus rien.</p>")
    #expect(blocks.map(\.kind) == [.paragraph, .quote, .paragraph])
    #expect(blocks.last?.text == "Puis plus rien.")
  }

  @Test(arguments: [
    "<ul><li>Auray</li><li>Brech</li></ul>", "<dl><dt>Lundi</dt><dd>fermé</dd></dl>",
    "<table><tr><td>Auray</td><td>3</td></tr><tr><td>Brech</td><td>1</td></tr></table>",
    "<p>Puis il est parti.</p>",
  ]) func whatStandsBesideTheOnlyParagraphStays(_ rest: String) throws {
    let story = try cleanPage(page("<p>\(first)</p>\(rest)"))
    let told = ([story.standfirst ?? ""] + story.blocks.map(\.text)).joined(separator: " ")
    #expect(told.contains("pommes"))
    for word in ["Auray", "fermé", "parti"] where rest.contains(word) { #expect(told.contains(word)) }
    #expect(story.removed.allSatisfy { ["general.menu", "general.title-copy"].contains($0.rule) })
  }
}
