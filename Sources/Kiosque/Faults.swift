import Archive
import ArgumentParser
import Cleaning
import Importing
import NcursesTerminal
import Wording
import Workers

/// Words faults: what is wrong, where, and what to do.
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
    case .noStory(_, let kind): .noStory(phrase(kind))
    case .unsupported(_, "SQLite"): .foreignDatabase
    case .unsupported(_, let format): .unsupportedFormat(format)
    }
  }

  static func phrase(_ fault: CaptureFault) -> Phrase {
    switch fault {
    case .reading(let fault): phrase(fault)
    case .passed(.content(let kind)): .noStory(phrase(kind))
    case .passed(let passed): phrase(passed)
    case .cleaning(let fault): phrase(fault)
    case .lost(let loss): phrase(loss)
    case .notJSON: .manifestJSON
    }
  }

  /// Whether a person is told of what is passed over, one by one.
  static func isTold(_ passed: Passed) -> Bool {
    if case .content = passed { true } else { false }
  }

  /// How a worker was lost at a capture.
  static func phrase(_ loss: WorkerLoss) -> Phrase {
    switch loss {
    case .signal(let number): .workerSignalled(number)
    case .status(let status): .workerEnded(status)
    case .late: .workerLate
    case .broken: .workerBroken
    case .notStarted(let reason): .workerNotStarted(reason)
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
    case .sharedNames(let count): .sharedNames(count)
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
    case .content(let kind): phrase(kind)
    case .snapshot: .otherForm
    case .revisit, .later: .revisitAlone
    case .binary: .aBinaryFile
    case .directory: .archiveDirectory
    case .manifest: .manifestPassed
    }
  }

  /// So many that were passed over.
  static func phrase(_ passed: Passed, count: Int) -> Phrase {
    switch passed {
    case .status(0): .answersWithoutStatus(count)
    case .type(""), .kind(""): .untypedRecords(count)
    case .kind, .status, .type: .named(passed.name, count: count)
    case .content(let kind): phrase(kind, count: count)
    case .snapshot: .otherForms(count)
    case .revisit, .later: .revisitsAlone(count)
    case .binary: .binaryFiles(count)
    case .directory: .archiveDirectories(count)
    case .manifest: .manifests(count)
    }
  }

  private static func phrase(_ kind: NoStory, count: Int) -> Phrase {
    switch kind {
    case .styleSheet: .styleSheets(count)
    case .script: .scripts(count)
    case .robots: .named(kind.rawValue, count: count)
    case .drawing: .drawings(count)
    case .sitemap: .sitemaps(count)
    case .crawlIndex: .crawlIndexes(count)
    case .officeDocument: .officeDocuments(count)
    case .picture: .pictures(count)
    case .font: .fonts(count)
    case .mediaFile: .mediaFiles(count)
    case .data: .dataFiles(count)
    }
  }

  /// A path as a message about a fault shows it: a place that the message names itself is left out.
  static func path(_ path: String, of fault: ImportFault) -> String {
    guard case .damaged(_, .line, _) = fault, let mark = path.lastIndex(of: "#"),
      path[mark...].dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return Names.shown(path) }
    return Names.shown(String(path[..<mark]))
  }

  private static func phrase(_ kind: NoStory) -> Phrase {
    switch kind {
    case .styleSheet: .styleSheet
    case .script: .script
    case .robots: .named(kind.rawValue)
    case .drawing: .drawing
    case .sitemap: .sitemap
    case .crawlIndex: .crawlIndex
    case .officeDocument: .officeDocument
    case .picture: .picture
    case .font: .font
    case .mediaFile: .mediaFile
    case .data: .dataFile
    }
  }

  static func phrase(_ fault: CleaningFault) -> Phrase {
    switch fault {
    case .noText: .noStoryText
    }
  }

  static func phrase(_ fault: ArchiveFault) -> Phrase {
    switch fault {
    case .missing(let path): .noArchive(Names.shown(path))
    case .cannotOpen(let path, let reason): .cannotOpenArchive(Names.shown(path), reason)
    case .readOnly(let path): .archiveReadOnly(Names.shown(path))
    case .foreign(let path): .foreignArchive(Names.shown(path))
    case .notAnArchive(let path, let reason): .notAnArchive(Names.shown(path), reason)
    case .damaged(let path, let reason): .archiveDamaged(Names.shown(path), reason)
    case .tooNew(let path): .archiveTooNew(Names.shown(path))
    case .busy(let path): .archiveBusy(Names.shown(path))
    case .full(let path): .archiveFull(Names.shown(path))
    case .unreadable(let path, let reason): .archiveUnreadable(Names.shown(path), reason)
    case .moved(let path): .archiveMoved(Names.shown(path))
    case .cannotWrite(let path, let reason): .cannotWriteArchive(Names.shown(path), reason)
    }
  }

  /// A fault in one short line for the reader, without the path of its archive.
  static func brief(_ fault: ArchiveFault) -> Phrase {
    switch fault {
    case .moved: .archiveMovedInReader
    case .full: .noRoomInReader
    case .damaged, .notAnArchive: .thisIsDamaged
    case .cannotWrite(_, let reason): .notWrittenInReader(reason)
    case .unreadable(_, let reason): .unreadableInReader(reason)
    default: phrase(fault)
    }
  }

  static func phrase(_ fault: BackupFault) -> Phrase {
    switch fault {
    case .exists(let path): .backupExists(Names.shown(path))
    case .isTheArchive(let path): .backupIsTheArchive(Names.shown(path))
    case .cannotWrite(let path, let reason): .cannotWriteBackup(Names.shown(path), reason)
    case .full(let path): .noRoomForBackup(Names.shown(path))
    case .worse(let path, let reason): .backupWorse(Names.shown(path), reason)
    case .damaged(let path, let reason): .backupDamaged(Names.shown(path), reason)
    }
  }

  static func phrase(_ fault: OwnRulesFault) -> Phrase {
    switch fault {
    case .cannotWrite(let path, let reason): .cannotKeepRule(Names.shown(path), reason)
    case .notFound(let path, let line): .ruleNotTakenOut(Names.shown(path), line)
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

/// Runs work on the archive; a fault is reported and ends the command with status 3.
func orExit<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  try answered(language, body)
}

/// What `orExit` does, under another name for types that have an `orExit` of their own.
func answered<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let fault as ArchiveFault {
    Interruption.waitIfUnderWay()
    Output.complain("kiosque: " + Faults.phrase(fault)[language])
    throw Status.archive
  } catch let loss as WorkerLoss {
    Output.complain("kiosque: " + Faults.phrase(loss)[language])
    throw Status.partly
  }
}
