import Foundation
import Testing

@testable import Kiosque

@Suite struct AddressTests {
  init() {
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  @Test(arguments: [
    ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
    ("https://fr.example/wiki/Été_à_漢字", "https://fr.example/wiki/Été_à_漢字"),
    ("https://a.example/\u{202E}gpj.exe", "https://a.example/%E2%80%AEgpj.exe"),
    (
      "https://a.example/\u{2066}x\u{2069}\u{200B}\u{FEFF}",
      "https://a.example/%E2%81%A6x%E2%81%A9%E2%80%8B%EF%BB%BF"
    ),
    ("https://a.example/a b\n\u{1B}]52;c;x\u{7}", "https://a.example/a%20b%0A%1B]52;c;x%07"),
    ("https://a.example/\u{9B}\u{A0}\u{E0041}", "https://a.example/%C2%9B%C2%A0%F3%A0%81%81"),
  ])
  func whatNobodySeesIsPercentEncoded(address: String, wanted: String) {
    #expect(Address.encoded(address) == wanted)
    #expect(Address.copied(address) == wanted)
  }

  @Test func anyOtherTextIsCopiedAsTheScreenShowsIt() {
    #expect(Address.copied("Le phare : « 12 »\n\u{202E}rm -rf\u{1B}[31m") == "Le phare : « 12 » rm -rf[31m")
  }

  @Test func onlyWebAddressesAreOpened() {
    for address in ["javascript:alert(1)", "file:///etc/passwd", "-help", "", "ftp://a.example"] {
      #expect(!Browser.open(address))
    }
  }
}
