import Stories
import Testing

@Suite struct JSONValueTests {
  @Test func valuesOfAllKindsAreRead() {
    let value = JSONValue(#"{"a": ["é\n\u00e9\ud83d\ude00", 1.5, true, null], "b": {"c": ""}}"#)
    #expect(value?["a"] == .list([.string("é\né😀"), .number("1.5"), .other, .other]))
    #expect(value?["b"]?["c"]?.string == "")
  }

  @Test func whatPagesGetWrongIsForgiven() {
    #expect(JSONValue("{\"a\": \"x\ny\", \"b\": [1,],}")?["a"]?.string == "x\ny")
  }

  @Test(arguments: ["", "{", "[1", "{\"a\"}", "{\"a\":}", "\"x", "\"\\u12", "{a: 1}"])
  func whatIsBrokenIsNothing(text: String) {
    #expect(JSONValue(text)?["a"] == nil)
  }

  @Test(arguments: [#"["\u12"#, #"["\u12"]"#, #"{"a":"\u1"}"#, #"["\ud83d\u1"]"#, #"["\ud83d\u"#, "[\"\\"])
  func numbersThatBreakOffReachNowhere(text: String) {
    for end in text.utf8.indices { _ = JSONValue(Array(text.utf8[..<end]), whole: false) }
    if let value = JSONValue(Array(text.utf8), whole: true) { #expect(!value.all.isEmpty) }
  }

  @Test func moreValuesThanAStoryHasAreNone() {
    let list = { (count: Int) in Array(("[" + String(repeating: "1,", count: count) + "1]").utf8) }
    #expect(JSONValue(list(10_000), whole: true)?.all.count == 10_001)
    #expect(JSONValue(list(600_000), whole: true) == nil)
  }
}
