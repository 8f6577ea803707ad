import Testing

/// The rules of the house that the compiler does not know: which target may import which, and what stands
/// where.
@Suite struct RuleTests {
  private static let system = ["Glibc", "Synchronization", "Foundation", "FoundationEssentials", "Dispatch"]

  private static let allowed: [String: [String]] = [
    // what everything stands on
    "Locking": [],
    "BinaryCoding": [],
    "Workers": ["Locking", "CCage"],
    "Text": ["CText", "CWords"],
    "Stories": ["BinaryCoding", "Text"],
    "Wording": ["Stories"],
    "Cells": ["CText"],
    "DataFiles": ["Locking", "TOMLKit"],
    // the work, each target alone
    "Importing": ["Locking", "BinaryCoding", "Stories", "Text", "CText", "CUnpack", "CArchive", "CXML"],
    "Cleaning": ["Locking", "Stories", "Text", "DataFiles", "CGumbo"],
    "Relating": ["Stories", "Text"],
    "Archive": ["BinaryCoding", "Stories", "Text", "CZstd", "CDigest"],
    "SQLiteArchive": ["Locking", "Archive", "Stories", "Text", "CTokenizer", "GRDB", "GRDBSQLite"],
    "Typesetting": ["Stories", "Text", "Cells", "CText"],
    "Theming": ["Cells", "DataFiles"],
    "NcursesTerminal": ["Text", "Cells", "CNcurses"],
    // the screens
    "Screens": ["Stories", "Text", "Wording", "Cells", "Typesetting"],
    // the program
    "Kiosque": [
      "Stories", "Text", "Wording", "Cells", "DataFiles", "Importing", "Cleaning", "Relating", "Archive",
      "SQLiteArchive", "Typesetting", "Theming", "NcursesTerminal", "Screens", "BinaryCoding", "Locking",
      "Workers", "CMemory", "CLater", "ArgumentParser",
    ],
    "Training": ["Locking", "Stories", "Cleaning", "Importing"],
    "Benchmarks": ["Stories", "Cells", "Typesetting", "Cleaning", "CPty", "CStopwatch", "CSQLiteFloor"],
  ]

  @Test func everyTargetImportsOnlyWhatItMay() {
    for file in Checkout.sources {
      for (number, line) in Checkout.code(file) where line.hasPrefix("import ") {
        let module = String(line.dropFirst("import ".count).split(separator: ".")[0])
        let may = (Self.allowed[file.target] ?? []) + Self.system
        #expect(may.contains(module), "\(file):\(number): \(file.target) may not import \(module)")
      }
    }
  }

  @Test func everyTargetStandsInTheTable() {
    let targets = Set(Checkout.sources.map(\.target))
    #expect(targets.subtracting(Self.allowed.keys).isEmpty)
  }

  @Test func onlyOnePlaceNamesTheEngine() {
    // The second reads newsboat's cache, which is SQLite whatever engine keeps the archive.
    let may = ["Sources/Kiosque/Engine.swift", "Sources/Kiosque/Ingest/Intake.swift"]
    for file in Checkout.sources where file.target == "Kiosque" && !may.contains(file.path) {
      #expect(!file.text.contains("import SQLiteArchive"), "\(file) speaks to StoryArchive")
    }
  }

  /// ICU's data are not linked (CStubData), and what is in FoundationEssentials does not ask for them.
  @Test func theProgramNeedsNoLocales() {
    let targets = ["Kiosque", "SQLiteArchive", "Archive", "Stories", "Importing", "Cleaning", "Screens"]
    for file in Checkout.sources where targets.contains(file.target) {
      for (number, line) in Checkout.code(file)
      where line.contains(/\bimport Foundation(Internationalization)?$/) {
        Issue.record("\(file):\(number): import FoundationEssentials")
      }
    }
  }

  @Test func onlyTheEngineSpeaksSQL() {
    let words = /\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA)\b/
    for file in Checkout.sources where !["SQLiteArchive", "Benchmarks"].contains(file.target) {
      for (number, line) in Checkout.code(file) where line.contains(words) {
        Issue.record("\(file):\(number): SQL outside the engine")
      }
    }
  }

  @Test func onlyThePipelineCleans() {
    let words = /\bCleaner\(|\bcleaner\.|\bSiteConfigs\(/
    for file in Checkout.sources
    where file.target == "Kiosque" && !file.path.hasPrefix("Sources/Kiosque/Work") {
      for (number, line) in Checkout.code(file) where line.contains(words) {
        Issue.record("\(file):\(number): cleaning beside the pipeline")
      }
    }
  }

  @Test func screensKnowNoColours() {
    let words = /\b(Colour|Palette|Style)\b/
    for file in Checkout.sources where file.target == "Screens" {
      for (number, line) in Checkout.code(file) where line.contains(words) {
        Issue.record("\(file):\(number): a colour in the screens; name a role")
      }
    }
  }

  @Test func librariesNeitherTrapNorPrint() {
    let words = /\btry!|\bfatalError\(|\bpreconditionFailure\(|(^|[^.\w])print\(|\bas!/
    for file in Checkout.sources where !file.path.hasPrefix("Sources/Benchmarks/") {
      for (number, line) in Checkout.code(file) where line.contains(words) {
        Issue.record("\(file):\(number): \(line)")
      }
    }
  }

  /// A new case of ours must not pass unseen through the program; values of C and patterns with `where` may.
  @Test func theReaderNamesEveryCaseOfOurs() {
    for file in Checkout.sources where file.path.hasPrefix("Sources/Kiosque/Reader/") {
      let found = Checkout.code(file).filter { $0.text.contains(/\bdefault:/) }.map(\.number)
      #expect(found.isEmpty, "\(file): default: in lines \(found)")
    }
  }

  @Test func scriptsSayByTheirNameWhatTheyAre() {
    for folder in ["Sources", ".github", "Tests"] {
      for file in Checkout.files(in: folder, [""]) where file.text.hasPrefix("#!") {
        let ending = file.text.prefix { $0 != "\n" }.contains("python") ? ".py" : ".sh"
        #expect(file.path.hasSuffix(ending), "\(file) should end in \(ending)")
        #expect(!file.text.contains("<<'PYTHON'"), "\(file): Python in a file of its own")
        let name = file.path.split(separator: "/").last.map(String.init) ?? ""
        #expect(Checkout.text(".github/CONTRIBUTING.md").contains(name), "CONTRIBUTING names \(file)")
      }
    }
  }

  @Test func noStateIsShared() {
    for file in Checkout.sources where !file.path.hasPrefix("Sources/Benchmarks/") {
      for (number, line) in Checkout.code(file)
      where line.contains(/\bstatic var \w+\s*(:[^{]*)?=/) {
        Issue.record("\(file):\(number): shared mutable state")
      }
    }
  }
}

@Suite struct SizeTests {
  @Test func noFileIsLongerThan300Lines() {
    for file in Checkout.sources + Checkout.tests where file.lines.count > 301 {
      Issue.record("\(file) has \(file.lines.count) lines")
    }
  }

  @Test func noLineIsLongerThan110Columns() {
    for file in Checkout.sources {
      for (index, line) in file.lines.enumerated() where line.count > 110 {
        Issue.record("\(file):\(index + 1) has \(line.count) columns")
      }
    }
  }
}
