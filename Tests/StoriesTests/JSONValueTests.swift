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
}
