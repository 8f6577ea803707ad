import Stories
import Testing

@testable import Cleaning

/// A page as text: furniture, title, date, six paragraphs, related headlines.
private let page =
  """
  Accueil
  Sports

  Le port rouvre aux voiliers

  Par Jo Ray
  Publié le 12/03/2021 à 10h24

  Partager cet article


  """
  + (1...6).map { number in
    "Le port numéro \(number) rouvre ce matin après trois semaines de travaux, et les premiers bateaux sont "
      + "attendus avant midi au quai nord, selon la capitainerie.\n\n"
  }.joined()
    + """
    À lire aussi

    La criée reprend lundi après un mois d’arrêt
    L’éphéméride du jour
    Tram : la ligne D attend toujours ses rames

    Mentions légales
    Nous contacter
    """

@Suite struct ExplanationTests {
  private func lines() -> [ExplainedLine] {
    Checkout.cleaner.explanation(of: Capture(bytes: [], text: page, format: .text))
  }

  @Test func everyLineIsExplainedInItsOrder() {
    let texts = page.split(separator: "\n").map(String.init)
    #expect(lines().map(\.text) == texts)
  }

  @Test func labelsComeWithTheirOddsAndReasons() throws {
    let title = try #require(lines().first { $0.label == "title" })
    #expect(title.text == "Le port rouvre aux voiliers")
    #expect(try #require(title.probability) > 0.5)
    #expect(!title.reasons.isEmpty)
    let share = try #require(lines().first { $0.text == "Partager cet article" })
    #expect(share.label == "share" && share.rule == "general.share")
  }

  @Test func theStorySaysTheSame() throws {
    let story = try clean(page)
    #expect(story.body == lines().filter { $0.label == "body" }.map(\.text))
    #expect(story.body.count + (story.standfirst == nil ? 0 : 1) == 6)
    #expect(story.byline == ["Jo Ray"])
    #expect(
      story.related.map(\.title) == [
        "La criée reprend lundi après un mois d’arrêt", "L’éphéméride du jour",
        "Tram : la ligne D attend toujours ses rames",
      ])
  }

  @Test func shortCapturesAreToldByRules() {
    let lines = Checkout.cleaner.explanation(of: Capture(bytes: [], text: "Titre\n\nUn mot.", format: .text))
    #expect(lines.map(\.label) == ["title", "paragraph"])
    #expect(lines.allSatisfy { $0.probability == nil })
  }
}

@Suite struct ModelFileTests {
  @Test func theWeightsLoadWithoutAFault() throws {
    let loaded = try #require(Checkout.model)
    #expect(loaded.faults.isEmpty)
  }

  @Test func theyAreWrittenAsTheyWereRead() throws {
    let space = FeatureSpace()
    let model = try #require(Checkout.model).0
    let (again, faults) = SequenceModel.parse(Array(model.text(space).utf8), space)
    #expect(faults.isEmpty)
    #expect(again.weights == model.weights && again.steps == model.steps)
  }

  @Test(arguments: [
    "nothing.1\t0", "bias.0\t1 2 3", "bias.0", "step.9.9\t" + sixteenZeros, "bias.1\t" + sixteenZeros,
  ])
  func whatCannotBeReadIsNamed(line: String) {
    let (_, faults) = SequenceModel.parse(Array("# a file\n\(line)\n".utf8), FeatureSpace())
    #expect(faults == ["line 2: not a feature and 16 numbers"])
  }

}

@Suite struct SequenceModelTests {
  /// Three lines whose features say body, nothing, body; steps that keep a label.
  private func model() -> (SequenceModel, SequenceModel.Lines) {
    var model = SequenceModel(features: 2)
    model.weights[0][Int(Label.body.rawValue)] = 4
    for gap in 0..<SequenceModel.gaps {
      for label in 0..<Label.count { model.steps[gap * Label.count + label][label] = 2 }
    }
    var lines = SequenceModel.Lines()
    for feature: UInt16 in [0, 1, 0] {
      lines.features.append(feature)
      lines.end(gap: 1)
    }
    return (model, lines)
  }

  @Test func neighboursDecideWhereALineSaysNothing() {
    let (model, lines) = model()
    let odds = model.marginals(model.scores(lines), gaps: lines.gaps, SequenceModel.Odds(model))
    #expect(odds.map { SequenceModel.likeliest($0) } == Array(repeating: Int(Label.body.rawValue), count: 3))
  }

  @Test func probabilitiesAddUpToOne() {
    let (model, lines) = model()
    let odds = model.marginals(model.scores(lines), gaps: lines.gaps, SequenceModel.Odds(model))
    for line in odds { #expect(abs(line.sum() - 1) < 1e-4) }
    #expect(odds[1][Int(Label.body.rawValue)] > 0.5)
  }

  @Test func noLinesHaveNoLabels() {
    let model = SequenceModel(features: 1)
    #expect(model.marginals([], gaps: [], SequenceModel.Odds(model)).isEmpty)
  }
}

private let sixteenZeros = Array(repeating: "0", count: 16).joined(separator: " ")
