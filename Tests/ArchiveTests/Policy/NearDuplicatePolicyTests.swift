import Archive
import Stories
import Testing

/// Which stories are one text in several papers, without a database.
@Suite struct NearDuplicatePolicyTests {
  private typealias Policy = NearDuplicatePolicy
  private let day: Instant = 86_400

  private func facts(
    _ id: StoryID, publisher: Int64? = nil, date: Instant? = 0, leader: StoryID? = nil
  ) -> NearDuplicatePolicy.Facts {
    NearDuplicatePolicy.Facts(id: id, publisher: publisher ?? id, date: date, leader: leader)
  }

  @Test func copiesAreOfTwoPapersAndOfAboutTheSameDay() {
    #expect(Policy.mayBeCopies(facts(1), facts(2, date: 4 * day)))
    #expect(!Policy.mayBeCopies(facts(1), facts(2, date: 4 * day + 1)))
    #expect(!Policy.mayBeCopies(facts(1, publisher: 7), facts(2, publisher: 7)))
    #expect(!Policy.mayBeCopies(facts(1), facts(2, date: nil)))
    #expect(Policy.mayBeCopies(facts(1, date: nil), facts(2, date: nil)))
    #expect(!Policy.mayBeCopies(facts(1, date: .min), facts(2, date: .max)), "no date is too far to compare")
  }

  @Test func aKeyThatManyStoriesHaveSaysNothingAlone() {
    let crowd = Array(StoryID(1)...StoryID(Policy.mostPerKey + 1))
    #expect(Policy.candidates([crowd]).isEmpty)
    #expect(Policy.candidates([crowd, [3]]).first == 3)
    #expect(Policy.candidates([crowd, crowd]).count == crowd.count)
  }

  @Test func whoSharesMostKeysIsComparedFirstThenTheOlder() {
    #expect(Policy.candidates([[5, 2], [5], [9]]) == [5, 2, 9])
  }

  private func leader(
    of story: NearDuplicatePolicy.Facts, _ stories: [NearDuplicatePolicy.Facts], _ scores: [StoryID: Double]
  ) -> StoryID? {
    Policy.leader(
      for: story, among: stories.map(\.id), facts: { id in stories.first { $0.id == id } },
      score: { scores[$0] })
  }

  @Test func theLeaderOfTheMostAlikeGroupLeads() {
    let stories = [facts(2), facts(3), facts(4, leader: 3)]
    #expect(leader(of: facts(1), stories, [2: 0.5, 3: 0.7, 4: 0.9]) == 3)
    #expect(leader(of: facts(1), stories, [2: 0.5]) == 2)
    #expect(leader(of: facts(1), stories, [:]) == nil)
  }

  @Test func aStoryIsBelowTheLeaderOnlyWhereItIsAlikeItself() {
    #expect(leader(of: facts(1), [facts(4, leader: 3), facts(3)], [4: 1]) == nil)
  }

  @Test func onlyAFewTextsAreCompared() {
    let stories = (2...9).map { facts($0) }
    #expect(leader(of: facts(1), stories, [9: 1]) == nil)
    #expect(leader(of: facts(1), stories, [5: 1]) == 5)
  }

  @Test func theOldestLeadsAfterTheLeaderIsGone() {
    #expect(Policy.successor(among: [(id: 5, date: 20), (id: 6, date: 10), (id: 7, date: 10)]) == 6)
    #expect(Policy.successor(among: [(id: 5, date: 20), (id: 6, date: nil)]) == 6)
    #expect(Policy.successor(among: []) == nil)
  }

  @Test func copiesLieInTheSamePeriodOrTheNearestOne() {
    for date in [-9 * day, -1, 0, day, 7 * day, 8 * day, 1_780_000_000] {
      for distance in [-4 * day, 0, 4 * day] {
        #expect(Policy.periods(near: date).contains(Policy.period(of: date + distance)))
      }
    }
    #expect(Policy.periods(near: nil) == [Policy.period(of: nil)])
    #expect(Policy.period(of: .min) != Policy.period(of: nil))
    #expect(Policy.key(0xFFFF_FFFF, Policy.period(of: .max)) > Policy.key(0, Policy.period(of: 0)))
  }
}
