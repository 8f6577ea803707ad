import Testing

@testable import Cleaning

@Suite struct AddressTests {
  @Test(arguments: [
    ("b", "https://e.example/a/b"), ("/b", "https://e.example/b"), ("../b", "https://e.example/b"),
    ("../../../b", "https://e.example/b"), ("./b?x#y", "https://e.example/a/b?x#y"),
    ("?x", "https://e.example/a/c?x"),
    ("//f.example/b", "https://f.example/b"), ("http://f.example", "http://f.example"),
  ])
  func referencesAreResolved(reference: String, url: String) {
    #expect(Address.resolve(reference, against: "https://e.example/a/c?q#f") == url)
  }

  @Test(arguments: [
    "javascript:x()", "data:text/html,x", "file:///etc/passwd", "mailto:a@b", "#top", "", "http://", "-rf x",
  ])
  func onlyTheWebIsAnAddress(reference: String) {
    #expect(Address.resolve(reference, against: nil) == nil)
  }

  @Test func hostsAreReadWithoutUserAndPort() {
    #expect(Address.host("https://user:pw@Quai.Example:8080/a") == "quai.example")
    #expect(Address.host("ftp://quai.example") == nil)
  }
}
