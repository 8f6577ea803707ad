import Testing

@testable import Wording

struct SizeTests {
  @Test(arguments: [
    (0, "0 bytes", "0 octet"), (1, "1 byte", "1 octet"), (999, "999 bytes", "999 octets"),
    (1000, "1 kB", "1 ko"), (1550, "1.6 kB", "1,6 ko"), (99_949, "100 kB", "100 ko"),
    (149_531_648, "150 MB", "150 Mo"), (999_600, "1 MB", "1 Mo"), (1_500_000_000, "1.5 GB", "1,5 Go"),
    (Int.max, "9223372 TB", "9223372 To"),
  ]) func anAmountHasTheUnitThatFits(_ bytes: Int, _ english: String, _ french: String) {
    #expect(Phrase.size(bytes).english == english.replacing(" ", with: "\u{A0}"))
    #expect(Phrase.size(bytes).french == french.replacing(" ", with: "\u{A0}"))
  }
}
