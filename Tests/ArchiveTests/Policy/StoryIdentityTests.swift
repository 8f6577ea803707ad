import Archive
import Stories
import Testing

/// When two captures are of one story, without a database.
@Suite struct StoryIdentityTests {
  private func identity(
    url: String? = nil, title: String = "le mole", source: String? = "Le Fanal", date: Instant? = 60,
    text: String = "Texte"
  ) -> StoryIdentity {
    StoryIdentity(urlKey: url, titleKey: title, source: source, date: date, text: text)
  }

  @Test func oneAddressIsOneStoryWhateverElseDiffers() {
    let stored = identity(url: "fanal.example/mole")
    #expect(
      identity(url: "fanal.example/mole", title: "autre", source: nil, date: nil, text: "")
        .isSame(asStored: stored))
  }

  @Test func twoAddressesAreTwoStories() {
    #expect(!identity(url: "a.example").isSame(asStored: identity(url: "b.example")))
  }

  @Test func withoutAnAddressHeadlineDateAndSourceTell() {
    #expect(identity(text: "Autre").isSame(asStored: identity()))
    #expect(identity(url: "a.example", text: "Autre").isSame(asStored: identity()))
    #expect(!identity(title: "autre").isSame(asStored: identity()))
    #expect(!identity(date: 61).isSame(asStored: identity()))
    #expect(!identity(date: nil).isSame(asStored: identity()))
    #expect(!identity(source: "La Marée").isSame(asStored: identity()))
  }

  @Test func withoutASourceTheTextTells() {
    #expect(identity(source: nil).isSame(asStored: identity()))
    #expect(!identity(source: nil, text: "Autre").isSame(asStored: identity()))
  }

  @Test func aHeadlineWithoutLettersTellsNothing() {
    #expect(!identity(title: "").isSame(asStored: identity(title: "")))
  }
}
