import Archive
import Stories
import Testing

/// Which of a story's versions is read, and which are one, without a database.
@Suite struct VersionPolicyTests {
  private func capture(
    _ number: Int64, at time: Instant, _ version: Int64, import: Int64 = 1
  ) -> VersionPolicy.Capture {
    VersionPolicy.Capture(time: time, number: number, version: version, import: `import`)
  }

  @Test func theVersionOfTheNewestCaptureIsRead() {
    #expect(VersionPolicy.shown([capture(1, at: 9, 1), capture(2, at: 5, 2)]) == 1)
    #expect(VersionPolicy.shown([capture(1, at: 9, 1), capture(2, at: 9, 2)]) == 2)
    #expect(VersionPolicy.shown([]) == nil)
  }

  @Test func oneVersionIsSettled() {
    #expect(VersionPolicy.unsettled([capture(1, at: 1, 1), capture(2, at: 2, 1, import: 2)]).isEmpty)
  }

  @Test func whatTheLatestImportBroughtIsLookedAtWithItsNeighbours() {
    let old = (1...5).map { capture($0, at: $0 * 10, $0) }
    #expect(VersionPolicy.unsettled(old + [capture(6, at: 25, 6, import: 2)]) == [2, 6, 3])
    #expect(VersionPolicy.unsettled(old + [capture(6, at: 99, 6, import: 2)]) == [5, 6])
    #expect(VersionPolicy.unsettled(old + [capture(6, at: 99, 3, import: 2)]).isEmpty, "it brought none")
  }

  @Test func onlyAFewOfManyNewVersionsAreLookedAt() {
    let new = (1...9).map { capture($0, at: $0, $0) }
    #expect(VersionPolicy.unsettled(new) == [5, 6, 7, 8, 9])
  }

  private func reading(_ version: Int64, _ number: Int, shown: Bool = false, _ text: String)
    -> VersionPolicy.Reading
  {
    VersionPolicy.Reading(
      version: version, number: number, isShown: shown, title: "T", standfirst: "", text: text)
  }

  @Test func versionsThatReadTheSameBecomeTheOneThatIsShown() {
    let readings = [reading(10, 1, "a"), reading(11, 2, "b"), reading(12, 3, shown: true, "a")]
    #expect(
      VersionPolicy.unions(readings) == [VersionPolicy.Union(kept: 12, number: 1, dropped: [10])])
  }

  @Test func withoutTheShownOneTheFirstIsKept() {
    let readings = [reading(12, 3, "a"), reading(10, 1, "a"), reading(11, 2, "a"), reading(9, 4, "c")]
    #expect(
      VersionPolicy.unions(readings) == [VersionPolicy.Union(kept: 10, number: 1, dropped: [11, 12])])
  }
}
