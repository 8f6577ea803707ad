import Testing

@testable import Cleaning

private let lexicon: Lexicon = {
  var profile = Profile(id: "test")
  var share = Profile.Rule(name: "share")
  share.lines = ["Share this", "Partager cet article"]
  share.glued = ["Discussion", "Close Button"]
  var date = Profile.Rule(name: "date")
  date.words = ["publié", "le", "à", "h", "min"]
  var credit = Profile.Rule(name: "credit")
  credit.begins = ["© "]
  credit.ends = ["/ AFP"]
  credit.contains = ["(photo:"]
  profile.rules = [share, date, credit]
  return Lexicon([profile])
}()

private func rule(_ line: String) -> String? { lexicon.verdict(Fold.key(line))?.rule }

@Suite struct LexiconTests {
  @Test(arguments: [
    "SHARE THIS!", "Partager cet articleDiscussion", "Partager cet article Close Button",
    "DiscussionPartager cet article", "Share this | Partager cet article",
  ])
  func wholeAndGluedLinesAreKnown(line: String) {
    #expect(rule(line) == "test.share")
  }

  @Test(arguments: ["Discussion", "Close Button", "Discussion Discussion", "Share this thought", "Partager"])
  func wordsThatMeanNothingAloneAreNoFurniture(line: String) {
    #expect(rule(line) == nil)
  }

  @Test func beginningsEndsAndPartsAreKnown() {
    #expect(rule("© Anne Roux") == "test.credit")
    #expect(rule("Le quai / AFP") == "test.credit")
    #expect(rule("Le quai (photo: Roux) nord") == "test.credit")
  }

  @Test func linesOfKnownWordsNeedANumber() {
    #expect(rule("Publié le 12/03/2021 à 10h24") == "test.date")
    #expect(rule("12.3.2021") == "test.date")
    #expect(rule("publié le") == nil)
    #expect(rule("publié le 12 par erreur") == nil)
  }

  @Test func longLinesAreNeverFurniture() {
    #expect(rule("© " + String(repeating: "a", count: 300)) == nil)
  }
}
