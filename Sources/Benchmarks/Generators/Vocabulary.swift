/// Words as often as a newspaper has them: common French ones first, then words of invented syllables.
struct Vocabulary {
  let words: [String]
  /// The sum of the weights up to each word.
  private let sums: [Double]

  /// `size` words; the word at rank r weighs 1 / (r + 2.7), after Zipf and Mandelbrot.
  init(size: Int = 4000) {
    var random = SplitMix64(seed: 1)
    var words = Self.common
    while words.count < size { words.append(Self.invented(&random)) }
    var sum = 0.0
    sums = words.indices.map { rank in
      sum += 1 / (Double(rank) + 2.7)
      return sum
    }
    self.words = words
  }

  func word(_ random: inout SplitMix64) -> String {
    let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &random)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    return words[low]
  }

  func words(_ count: Int, _ random: inout SplitMix64) -> String {
    (0..<count).map { _ in word(&random) }.joined(separator: " ")
  }

  /// A sentence with its full stop, now and then with a comma, a quotation or an elision.
  func sentence(_ random: inout SplitMix64) -> String {
    let text = Self.capital(words(.random(in: 6...20, using: &random), &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return text + ", " + words(6, &random) + "."
    case 1: return "« " + text + " », dit-il, l’" + words(5, &random) + "."
    case 2: return text + " : " + words(4, &random) + " ; " + words(3, &random) + "."
    default: return text + "."
    }
  }

  static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static let onsets = [
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "br", "tr", "pl",
  ]
  private static let hearts = [
    "a", "e", "i", "o", "u", "é", "è", "ê", "ou", "ai", "eau", "oi", "an", "on", "œu", "î",
  ]
  private static let ends = ["", "", "", "r", "s", "l", "t", "nt", "rs", "que", "ment", "tion"]

  private static func invented(_ random: inout SplitMix64) -> String {
    let syllables = (0..<Int.random(in: 2...3, using: &random)).map { _ in
      random.pick(onsets, or: "m") + random.pick(hearts, or: "a")
    }
    return syllables.joined() + random.pick(ends, or: "")
  }

  private static let common = """
    de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec \
    son aux ou été sa mais comme on tout nous leur ses cette elle même fait aussi ces deux entre peut si \
    bien être après très où sans encore avant depuis contre ans toujours année ville pays État président \
    première déjà français mois grand temps ministre gouvernement selon sécurité européenne région port \
    mer côte bateau pêche marée tempête préfet mairie élu élue conseil projet travaux quartier école \
    élèves santé hôpital médecin énergie climat forêt été hiver nuit matin soirée événement fête théâtre \
    musée œuvre cœur sœur bœuf œuvres naïf maïs Noël août février décembre dernière enquête procès \
    tribunal peine défense accusé témoin victime dégâts réseau téléphone données numérique société \
    économie marché prix hausse baisse chômage emploi salaire grève syndicat accord négociation élection \
    campagne vote députée sénat loi réforme opposition majorité frontière réfugiés guerre paix armée \
    soldats attaque équipe joueur but entraîneur défaite victoire finale médaille course vélo étape \
    rédaction journal lecteur récit photo carte île phare digue écluse pêcheur criée filet goéland \
    embruns brume météo température degrés précipitations
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
}
