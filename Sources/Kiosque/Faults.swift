import Archive
import ArgumentParser
import Importing
import NcursesTerminal
import Relating
import Cleaning
import Wording

/// Faults as sentences: what is wrong, where, what to do.
enum Faults {
  static func phrase(_ fault: ImportFault) -> Phrase {
    switch fault {
    case .missing: .noSuchFile
    case .unreadable(_, let reason): .cannotRead(reason)
    case .notAFile: .notAFile
    case .empty: .emptyFile
    case .binary: .binaryFile
    case .tooLarge(_, let limit): .tooLarge(megabytes: limit >> 20)
    case .damaged(_, let place, let damage): .at(Self.phrase(place), Self.phrase(damage))
    case .unsupported(_, "SQLite"): .foreignDatabase
    case .unsupported(_, let format): .unsupportedFormat(format)
    }
  }

  static func phrase(_ place: Place) -> Phrase {
    switch place {
    case .byte(let offset): .atByte(offset)
    case .record(let number): .atRecord(number)
    case .line(let number): .atLine(number)
    }
  }

  static func phrase(_ damage: Damage) -> Phrase {
    switch damage {
    case .header: .brokenHeader
    case .length: .brokenLength
    case .cut: .cutFile
    case .packing: .brokenPacking
    case .bomb: .bomb
    case .flood(let ratio): .flood(ratio: ratio)
    case .crowd: .crowd
    case .outside: .outsideArchive
    case .tooLarge(let limit): .tooLarge(megabytes: limit >> 20)
    case .json: .manifestJSON
    case .noText: .noTextField
    case .quote: .manifestQuote
    case .xml: .noFeed
    case .endless: .endlessDatabase
    case .order: .damagedDatabase
    case .other(let reason): .cannotRead(reason)
    }
  }

  static func phrase(_ passed: Passed) -> Phrase {
    switch passed {
    case .kind, .status, .type: .named(passed.name)
    case .revisit: .revisitAlone
    case .binary: .binaryFiles
    case .directory: .archiveDirectory
    case .manifest: .manifestPassed
    }
  }

  static func phrase(_ fault: CleaningFault) -> Phrase {
    switch fault {
    case .noText: .noStoryText
    }
  }

  static func phrase(_ fault: ArchiveFault) -> Phrase {
    switch fault {
    case .cannotOpen(let path, let reason): .cannotOpenArchive(path, reason)
    case .readOnly(let path): .archiveReadOnly(path)
    case .notAnArchive(let path, let reason): .notAnArchive(path, reason)
    case .tooNew(let path): .archiveTooNew(path)
    case .cannotWrite(let path, let reason): .cannotWriteArchive(path, reason)
    }
  }

  static func phrase(_ fault: OwnRulesFault) -> Phrase {
    switch fault {
    case .cannotWrite(let path, let reason): .cannotKeepRule(path, reason)
    case .notFound(let path, let line): .ruleNotTakenOut(path, line)
    }
  }

  static func phrase(_ fault: TerminalFault) -> Phrase {
    switch fault {
    case .notATerminal: .noTerminal
    case .unknownTerminal(let name): .unknownTerminal(name)
    }
  }

  static func phrase(_ fault: DatePatternFault) -> Phrase {
    switch fault {
    case .unknownField(let field): .unknownDateField(field)
    case .missingField(let field): .missingDateField(field)
    }
  }

  static func phrase(_ reason: ManifestFault.Reason) -> Phrase {
    switch reason {
    case .noHeader: .manifestHeader
    case .noName: .manifestName
    case .badDate(let text): .manifestDate(text)
    case .badJSON: .manifestJSON
    case .openQuote: .manifestQuote
    }
  }
}

extension Archive {
  /// Opens an archive for a command, or ends it with the sentence that says why not.
  static func opened(_ path: String, _ access: Access, _ language: Language) throws -> Archive {
    try orExit(language) {
      try Archive(
        path: path, access: access, matcher: Relating.matcher, texts: Similarity.matcher,
        progress: indexing(language))
    }
  }

  /// Says on a terminal how far the search index has come.
  static func indexing(_ language: Language) -> IndexProgress {
    { done, all in
      guard Output.talksToTerminal, all > 5000 else { return }
      let end = done >= all ? "\r\u{1B}[K" : ""
      Output.mention("\r" + Phrase.indexing(done, of: all)[language] + "\u{1B}[K" + end)
    }
  }
}

/// Runs what needs the archive; its faults become a sentence and exit status 3.
func orExit<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  try answered(language, body)
}

/// The same by another name, where a type has an `orExit` of its own.
func answered<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let fault as ArchiveFault {
    Output.complain("kiosque: " + Faults.phrase(fault)[language])
    throw Status.archive
  }
}
