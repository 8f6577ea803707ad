import Stories

/// Finds boxes inside a story that sell subscriptions: a price for a period of time or a notice that the rest
/// is for subscribers, and a link or button to subscribe.
enum PageOffers {
  /// The rule that removes their lines.
  static let rule = "general.offer"

  /// Boxes with more text hold more than an offer; in bytes.
  private static let mostLetters = 1200
  /// Pages with more of such boxes compare prices.
  private static let mostBoxes = 2
  /// More lines that name prices are not looked at.
  private static let mostTries = 40
  /// How many levels further out than its lines a box may begin.
  private static let levels = 12
  /// Texts of links and buttons that subscribe are short; in bytes.
  private static let longestCall = 60
  /// Longer paragraphs that name no price are the story's, whatever their words; in bytes.
  private static let longestPromotion = 240
  private static let promotion = WordTable.kinds.firstIndex(of: "promotion") ?? 0

  /// Labels the lines of such boxes in the element of the story.
  static func mark(_ lines: inout [Line], _ page: PageReading) {
    var boxes: [Range<Int>] = []
    var tries = 0
    for line in lines.dropFirst() where line.dropped == nil && tries < mostTries {
      guard boxes.last?.contains(line.node) != true, isOffer(line, page.words) else { continue }
      tries += 1
      if let box = box(around: line.node, lines.dropFirst(), page) { boxes.append(box) }
    }
    guard (1...mostBoxes).contains(boxes.count) else { return }
    for index in lines.indices.dropFirst() where boxes.contains(where: { $0.contains(lines[index].node) }) {
      if lines[index].isOpen || lines[index].label == .related || lines[index].label == .standfirst {
        lines[index].label = .removed(rule: rule)
      }
    }
  }

  /// Whether a line names the price of a subscription, or says that the story is for subscribers.
  private static func isOffer(_ line: Line, _ words: WordTable) -> Bool {
    guard line.length <= 600 else { return false }
    let isNotice = line.verdict.map { ["newsletter", "end"].contains($0.kind) } ?? false
    if isNotice { return words.count(promotion, in: line.key) > 0 }
    guard Price.isIn(line.text) else { return false }
    let key = line.key.isEmpty ? Fold.key(line.text) : line.key
    return Price.hasPeriod(key) || words.count(promotion, in: key) > 1
  }

  /// The largest element around a node that holds an offer and nothing else.
  private static func box(around node: Int, _ lines: ArraySlice<Line>, _ page: PageReading) -> Range<Int>? {
    var found: Range<Int>?
    var at = page.tree[node].tag == .text ? page.tree[node].parent : node
    for _ in 0..<levels where at > page.container {
      let range = at..<page.tree[at].end
      guard page.survey.letters(range) <= mostLetters else { break }
      let inside = lines.filter { range.contains($0.node) && $0.dropped == nil }
      guard inside.allSatisfy({ mayBelong($0, page.words) }) else { break }
      if isWhole(inside, range, page) { found = range }
      at = page.tree[at].parent
    }
    return found
  }

  /// Whether a line may stand in an offer: anything but a paragraph of the story.
  private static func mayBelong(_ line: Line, _ words: WordTable) -> Bool {
    guard line.isProse, line.label != .removed(rule: rule) else { return line.block != .caption }
    return isOffer(line, words) || line.length <= longestPromotion && words.count(promotion, in: line.key) > 0
  }

  /// Whether the lines tell of a price or for whom the story is, and lead to a subscription.
  private static func isWhole(_ lines: [Line], _ range: Range<Int>, _ page: PageReading) -> Bool {
    guard lines.contains(where: { Price.isIn($0.text) && isOffer($0, page.words) }) else { return false }
    let isAlone = lines.count == 1
    return range.contains { at in
      let node = page.tree[at]
      guard node.tag == .a || node.tag == .button else { return false }
      if node.tag == .a, isSelling(node.attributes["href"] ?? "") { return true }
      guard !isAlone, node.end - at <= 12 else { return false }
      let text = node.tag == .a ? page.tree.text(at) : page.tree.wholeText(at)
      return text.utf8.count <= longestCall && page.words.count(promotion, in: Fold.key(text)) > 0
    }
  }

  /// Whether an address is that of a publisher's shop for subscriptions.
  private static func isSelling(_ address: String) -> Bool {
    guard address.utf8.count <= 300 else { return false }
    let path = address.lowercased().prefix { $0 != "?" && $0 != "#" }
    return path.split(separator: "/").prefix(4).contains { part in
      part.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "_" }).first.map { shops.contains($0) }
        ?? false
    }
  }

  private static let shops: Set<Substring> = [
    "abo", "abos", "abonnement", "abonnements", "abonnez", "abonner", "abonnieren", "abonneren",
    "subscribe", "subscription", "subscriptions", "suscripcion", "suscripciones", "suscribete",
    "abbonati", "abbonamenti", "assine", "assinatura", "prenumerera", "abonnenter", "abonnere",
    "offre", "offres", "offers", "angebote", "boutique", "checkout", "digitalabo", "probeabo",
  ]
}
