/// What is asked for on the command line.
struct Options {
  static let usage = """
    usage: kiosque-bench [--quick] [--json FILE] [--program PATH]

    Measures the built kiosque beside floors that the machine sets (ncurses and SQLite in C).
      --quick          fewer runs: about a minute
      --json FILE      the same figures as JSON
      --program PATH   another kiosque than the one beside this program
    """

  var isQuick = false
  var json: String?
  var program: String?

  /// Nil where the arguments make no sense.
  init?(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--json":
        guard let path = rest.popFirst() else { return nil }
        json = path
      case "--program":
        guard let path = rest.popFirst() else { return nil }
        program = path
      default: return nil
      }
    }
  }
}
