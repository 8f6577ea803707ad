/// What is asked for on the command line.
struct Options {
  static let usage = """
    usage: kiosque-bench [--quick] [--size N] [--only-size] [--only-texts] [--keep DIR]
                         [--json FILE] [--program PATH]
           kiosque-bench --generate N

    Measures the built kiosque beside floors that the machine sets (ncurses and SQLite in C).
      --quick          fewer runs: about a minute
      --size N         the large archive has so many captures (100000); 0 leaves it out
      --only-size      only what is measured on the large archive
      --only-texts     only the cleaning of text captures
      --keep DIR       the large archives stay there with what it cost to fill them, and are
                       not filled again
      --generate N     prints so many invented captures as JSON lines and measures nothing
      --json FILE      the same figures as JSON
      --program PATH   another kiosque than the one beside this program
    """

  var isQuick = false
  var size = 100_000
  var isOnlySize = false
  var isOnlyTexts = false
  var generate: Int?
  var keep: String?
  var json: String?
  var program: String?

  /// Nil where the arguments make no sense.
  init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--only-size": isOnlySize = true
      case "--only-texts": isOnlyTexts = true
      case "--size", "--generate":
        guard let number = rest.popFirst().flatMap({ Int($0) }), number >= 0 else { return nil }
        if argument == "--generate" { generate = number } else { size = number }
      case "--json", "--program", "--keep":
        guard let path = rest.popFirst() else { return nil }
        switch argument {
        case "--json": json = path
        case "--keep": keep = path
        default: program = path
        }
      default: return nil
      }
    }
  }
}
