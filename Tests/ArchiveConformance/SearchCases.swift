import Archive
import Stories

extension Case {
  static let search = [
    Case("a word", "Le môle, La criée, Le phare, Sans date") { try $0.found("port") },
    Case("a word in another form", "Le môle") { try $0.found("bateau") },
    Case("another language's form", "The harbour") { try $0.found("boat") },
    Case("without its accents", "Le môle") { try $0.found("mole") },
    Case("as it is written", "Le môle") { try $0.found("=môle") },
    Case("a word that is not there", "") { try $0.found("volcan") },
    Case("all of several", "Le phare") { try $0.found("port nuit") },
    Case("one of several", "The harbour, Le phare") { try $0.found("nuit OR boats") },
    Case("not a word", "Le môle, La criée, Sans date") { try $0.found("port -nuit") },
    Case("only what must not be there", "The harbour, La jetée rouvre, Jetée rouverte") {
      try $0.found("-port")
    },
    Case("a phrase", "Le môle") { try $0.found("\"môle du port\"") },
    Case("a phrase the other way round", "") { try $0.found("\"port du môle\"") },
    Case("a beginning", "Sans date") { try $0.found("mari*") },
    Case("in the title", "Le phare") { try $0.found("title:phare") },
    Case("in the text", "La criée") { try $0.found("body:aube") },
    Case("by an author", "La criée, Le phare") { try $0.found("author:roux") },
    Case("of a source", "La criée") { try $0.found("port source:marée") },
    Case("in a language", "The harbour") { try $0.found("lang:en") },
    Case("on a day", "Le môle, La criée, Le phare") { try $0.found("port date:2026-05-28") },
    Case("since a day", "The harbour, La jetée rouvre, Jetée rouverte") { try $0.found("since:2026-05-29") },
    Case("until a day", "Le môle, La criée, Le phare") { try $0.found("until:2026-05-28") },
    Case("unread", "Le môle, La criée, Le phare, Sans date") { try $0.found("port is:unread") },
    Case("starred, where none is", "") { try $0.found("is:starred") },
    Case("what points to stored stories", "Le phare") { try $0.found("is:linked") },
    Case("what points to stories that are not there", "Le phare") { try $0.found("is:wanted") },
    Case("groups", "The harbour, Le phare") { try $0.found("(nuit OR boats) -aube") },
    Case("oldest first", "Sans date, Le phare, La criée, Le môle") { try $0.found("port", sort: .oldest) },
    Case("by title", "La criée, Le môle, Le phare, Sans date") { try $0.found("port", sort: .title) },
    Case("of the same closeness the newest first", "Le môle, La criée, Le phare, Sans date") {
      try $0.found("port", sort: .relevance)
    },
    Case("the closest first", "La criée") { try $0.found("criée", sort: .relevance) },
    Case("a page of a search", "… La criée, Le phare …") {
      try $0.titles($0.search("port"), from: .after($0.headline("Le môle")), limit: 2)
    },
    Case("a page back in a search", "Le môle, La criée …") {
      try $0.titles($0.search("port"), from: .before($0.headline("Le phare")), limit: 2)
    },
    Case("the end of a search", "… Sans date") { try $0.titles($0.search("port"), from: .end, limit: 1) },
    Case("a search from a day on", "Le môle, La criée, Le phare, Sans date") {
      try $0.titles($0.search("port"), from: .day(CivilDay(instant: SampleStories.minute)))
    },
    Case("a row's rank in a search", "2") {
      try "\($0.archive.rank(of: $0.headline("Le phare"), in: $0.search("port")))"
    },
    Case("how many are found", "4") { try "\($0.archive.count($0.search("port")))" },
    Case("what is found by source", "Le Fanal 2, La Marée 1, - 1") {
      try counted($0, $0.search("port"), .source)
    },
    Case("a source that is not there", "noSource") { subject in
      do { return try subject.found("port source:zzz") } catch { return "noSource" }
    },
    Case("a tag that nobody bears", "noTag") { subject in
      do { return try subject.found("tag:zzz") } catch { return "noTag" }
    },
    Case("an extract", "Le phare du [port] brille la nuit.") { subject in
      let headline = try subject.headline("Le phare")
      return try subject.archive.snippets(of: subject.search("port"), in: [headline])[headline.id]?
        .runs.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined() ?? ""
    },
  ]
}
