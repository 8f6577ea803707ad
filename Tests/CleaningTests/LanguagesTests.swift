import Testing

@testable import Cleaning

@Suite struct LanguagesTests {
  @Test(arguments: [
    ("fr", "Le maire de la ville a annoncé que les travaux du port seront terminés avant la fin de l'été."),
    (
      "en",
      "The mayor of the city said that the work on the harbour will be finished before the end of summer."
    ),
    (
      "de",
      "Der Bürgermeister der Stadt sagte, dass die Arbeiten am Hafen vor dem Ende des Sommers fertig sind."
    ),
    ("es", "El alcalde de la ciudad dijo que las obras del puerto terminarán antes de que acabe el verano."),
    (
      "it",
      "Il sindaco della città ha detto che i lavori del porto saranno finiti prima della fine dell'estate."
    ),
    ("pt", "O presidente da câmara disse que as obras do porto não vão acabar antes do fim do verão."),
    ("nl", "De burgemeester van de stad zei dat het werk aan de haven voor het einde van de zomer klaar is."),
    (
      "pl",
      "Burmistrz miasta powiedział, że prace w porcie nie będą już trwać do końca lata, ale to się zmieni."
    ),
    ("ja", "市長は港の工事が夏の終わりまでに完了すると述べた。"), ("ko", "시장은 항구 공사가 여름이 끝나기 전에 완료될 것이라고 말했다."),
  ])
  func aSentenceTellsItsLanguage(language: String, text: String) {
    #expect(Library(Checkout.profiles.profiles).languages.vote([text]) == language)
  }

  @Test(arguments: ["", "Kiosque", "12 34 56 78", "Qwrt zxcv bnmp lkjh gfds"])
  func whatIsNoSentenceTellsNothing(text: String) {
    #expect(Library(Checkout.profiles.profiles).languages.vote([text]) == nil)
  }
}
