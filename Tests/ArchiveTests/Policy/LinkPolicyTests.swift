import Archive
import Stories
import Testing

/// Which stored stories a related headline means, without a database.
@Suite struct LinkPolicyTests {
  private func link(_ match: LinkMatch, refused: Bool = false, own: Bool = false) -> LinkPolicy.Link {
    LinkPolicy.Link(match: match, isRefused: refused, isOwn: own)
  }

  @Test func whatTheReaderChoseComesFirst() {
    #expect(LinkPolicy.best([link(.url, own: true), link(.chosen), link(.headline)]) == [1])
  }

  @Test func thenTheAddressThenThePublisherThenAny() {
    #expect(LinkPolicy.best([link(.headline, own: true), link(.url)]) == [1])
    #expect(
      LinkPolicy.best([link(.headline), link(.headline, own: true), link(.near, own: true)]) == [1, 2])
    #expect(LinkPolicy.best([link(.headline), link(.near)]) == [0, 1])
  }

  @Test func whatTheReaderRefusedIsNeverFollowed() {
    #expect(LinkPolicy.best([link(.chosen, refused: true), link(.near)]) == [1])
    #expect(LinkPolicy.best([link(.url, refused: true)]).isEmpty)
  }

  @Test func aRelatedHeadlineIsFoundAgainInANewList() {
    let list: [(titleKey: String, urlKey: String?)] = [("a", nil), ("b", "u"), ("b", nil), ("b", "u")]
    #expect(LinkPolicy.position(of: ("b", "u"), in: list, before: 3) == 3)
    #expect(LinkPolicy.position(of: ("b", "u"), in: list, before: 0) == 1)
    #expect(LinkPolicy.position(of: ("b", nil), in: list, before: 9) == 2)
    #expect(LinkPolicy.position(of: ("b", "other"), in: list, before: 2) == 2)
    #expect(LinkPolicy.position(of: ("c", nil), in: list, before: 0) == nil)
  }

  // MARK: - Headlines that read nearly alike

  private func headline(
    _ story: StoryID, url: String? = nil, publisher: Int64? = 1, refused: Bool = false
  ) -> NearLinkPolicy.Headline {
    NearLinkPolicy.Headline(
      story: story, title: "\(story)", urlKey: url, publisher: publisher, isRefused: refused)
  }

  private func best(
    _ printed: NearLinkPolicy.Headline, _ stored: [NearLinkPolicy.Headline], _ scores: [String: Double]
  ) -> StoryID? {
    NearLinkPolicy.best(for: printed, among: stored) { scores[$0] }?.target
  }

  @Test func theBestMatchIsTaken() {
    #expect(best(headline(1), [headline(2), headline(3)], ["2": 0.8, "3": 0.9]) == 3)
    #expect(best(headline(1), [headline(2)], [:]) == nil)
  }

  @Test func whereTwoFitNearlyAsWellNoneIsTaken() {
    #expect(best(headline(1), [headline(2), headline(3)], ["2": 0.88, "3": 0.9]) == nil)
  }

  @Test func onlyOtherStoriesOfOnePublisherThatWereNotRefusedMatch() {
    let scores = ["1": 0.9, "2": 0.9]
    #expect(best(headline(1), [headline(1)], scores) == nil)
    #expect(best(headline(1), [headline(2, publisher: 2)], scores) == nil)
    #expect(best(headline(1, publisher: nil), [headline(2, publisher: nil)], scores) == 2)
    #expect(best(headline(1), [headline(2, refused: true)], scores) == nil)
  }

  @Test func twoAddressesAreTwoStories() {
    #expect(best(headline(1, url: "a"), [headline(2, url: "b")], ["2": 0.9]) == nil)
    #expect(best(headline(1, url: "a"), [headline(2)], ["2": 0.9]) == 2)
  }
}
