import Testing

@testable import Cleaning

@Suite struct BylineNamesTests {
  @Test(arguments: [
    (["Jean Morel Jean Morel"], ["Jean Morel"]), (["Jean MorelJean Morel"], ["Jean Morel"]),
    (["Jean MorelAnne Le Goff"], ["Jean Morel", "Anne Le Goff"]),
    (["Ann McDonald Lee"], ["Ann McDonald Lee"]),
    (["WebCMS 4.2"], []), (["admin", "Anne Le Goff"], ["Anne Le Goff"]), (["TF1"], ["TF1"]),
    (["Anne Le Goff", "Anne Le Goff"], ["Anne Le Goff"]),
  ])
  func namesAreToldOnceAndAccountsNever(names: [String], kept: [String]) {
    #expect(Bylines.cleaned(names) == kept)
  }

  @Test func aKoreanReportersOfficeStandsBehindTheName() throws {
    let text = (1...6).map {
      "제\($0)일 항구의 배들은 바람이 잦아들 때까지 아무도 나가지 않았다고 항만 관리소가 어제 저녁에 밝혔다. 어민들은 다음 주에 다시 나갈 예정이다."
    }
    let lines = ["항구가 다시 열린다", "이종화 기자"] + text
    #expect(try clean(lines.joined(separator: "\n\n")).byline == ["이종화"])
  }

  @Test func whatABylineSaysBesideItsNamesIsTold() throws {
    let prose = (1...6).map {
      "Le bac numéro \($0) traverse de nouveau la rade, toutes les vingt minutes, dit-on au port."
    }
    let lines = ["Le bac reprend", "Par Lise Garrec, envoyée spéciale à Auray"] + prose
    let story = try clean(lines.joined(separator: "\n\n"))
    #expect(story.byline == ["Lise Garrec"])
    #expect(story.removed.contains { $0.text.contains("envoyée spéciale à Auray") })
  }
}
