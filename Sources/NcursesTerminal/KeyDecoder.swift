import Cells

/// Bytes of a terminal in, keys out.
///
/// Ours and not curses': one read for a burst of keys instead of a call for each byte, the mouse in any TERM,
/// pastes of any bytes, and the end of the input cannot be mistaken for "no key".
struct KeyDecoder {
  /// What is kept of one paste, in bytes.
  static let longestPaste = 1 << 20
  private static let longestSequence = 64
  /// Milliseconds without a byte after which a sequence that has begun is given up: terminals answer over
  /// slow lines, and what is left of an answer would be keys.
  private static let longestSilence = 3000
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private var bytes: ArraySlice<UInt8> = []
  private var paste: [UInt8]?
  private var pasteIsFull = false
  private var skipped: SkippedSequence?
  /// What the terminal answered since they were taken.
  private var answers: [TerminalAnswer] = []
  /// Keys that were typed while an answer was awaited.
  private var early: [Key] = []
  /// Whether the last key was a lone ESC, whose rest may have been late.
  private var followsEscape = false
  private let sequences: KeySequences
  /// Milliseconds after which a lone ESC is a key.
  private let escapeDelay: Int

  init(sequences: KeySequences = KeySequences(), escapeDelay: Int = 25) {
    self.sequences = sequences
    self.escapeDelay = escapeDelay
  }

  /// Bytes wait that may be a whole key or the beginning of one; milliseconds to wait for the rest.
  ///
  /// A lone ESC is soon a key; a sequence that has begun was not typed, and its rest may be slow on its way.
  var timeout: Int? {
    if skipped != nil { return Self.longestSilence }
    guard paste == nil, !bytes.isEmpty else { return nil }
    if bytes.count == 1 { return escapeDelay }
    // No answer begins with ESC O.
    return bytes.dropFirst().first == UInt8(ascii: "O") ? 250 : Self.longestSilence
  }

  mutating func feed(_ new: some Sequence<UInt8>) {
    bytes.append(contentsOf: new)
    if followsEscape, KeySequences.isRest(bytes) { bytes.insert(0x1B, at: bytes.startIndex) }
    followsEscape = false
  }

  /// The next key; with `flush` what waits is taken as it stands.
  mutating func next(flush: Bool = false) -> Key? {
    early.isEmpty ? decoded(flush: flush) : early.removeFirst()
  }

  private mutating func decoded(flush: Bool) -> Key? {
    while !bytes.isEmpty {
      if paste != nil {
        guard let text = endOfPaste() else { return nil }
        return .paste(text)
      }
      if var skipping = skipped {
        bytes.removeFirst(skipping.length(of: bytes))
        skipped = skipping.isOver || flush ? nil : skipping
        if skipping.isString, skipping.isWhole { keep(TerminalAnswer(command: skipping.text)) }
        if skipped != nil { return nil }
        continue
      }
      switch step(flush: flush) {
      case .key(let key): return key
      case .nothing: continue
      case .incomplete: return nil
      }
    }
    if flush { skipped = nil }
    return nil
  }

  /// Decodes what waits, and keeps the keys for later.
  mutating func readAhead() {
    while let key = decoded(flush: false) { early.append(key) }
  }

  /// Takes what the terminal answered since the last time.
  mutating func takeAnswers() -> [TerminalAnswer] {
    defer { answers = [] }
    return answers
  }

  /// Nobody takes the answers of a terminal that is asked nothing.
  private mutating func keep(_ answer: TerminalAnswer?) {
    if let answer, answers.count < 16 { answers.append(answer) }
  }

  enum Step {
    case key(Key)
    /// Bytes were consumed that mean no key.
    case nothing
    case incomplete

    init(_ key: Key?) {
      self = key.map { .key($0) } ?? .nothing
    }
  }

  private mutating func step(flush: Bool) -> Step {
    guard let first = bytes.first else { return .nothing }
    switch first {
    case 0x1B: return escape(flush: flush)
    case 0x80...: return character(flush: flush).map { Step($0.map { .character($0) }) } ?? .incomplete
    default:
      bytes.removeFirst()
      return Step(KeySequences.plain(first))
    }
  }

  /// A character of UTF-8; nil inside for bytes that are none, nil outside while it is not whole.
  private mutating func character(flush: Bool) -> Character?? {
    guard let first = bytes.first else { return nil }
    let length = Self.utf8Length(first)
    let present = bytes.prefix(max(1, length))
    let good = present.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count + 1
    if good < length, good == bytes.count, !flush { return nil }
    bytes.removeFirst(min(good, max(1, length)))
    guard good == length else { return .some(nil) }
    return .some(String(validating: present, as: UTF8.self)?.first)
  }

  /// Bytes of the character that a byte begins; 0 where none begins with it.
  private static func utf8Length(_ lead: UInt8) -> Int {
    switch lead {
    case ..<0x80: 1
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 0
    }
  }

  private mutating func escape(flush: Bool) -> Step {
    guard bytes.count > 1 else {
      if !flush { return .incomplete }
      bytes.removeFirst()
      followsEscape = true
      return .key(.escape)
    }
    let second = bytes[bytes.startIndex + 1]
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"): return sequence(flush: flush)
    case _ where KeySequences.beginsString(second):
      if bytes.count == 2 { return flush ? alt(flush: true) : .incomplete }
      bytes.removeFirst(2)
      skipped = SkippedSequence(isString: true)
      return .nothing
    case 0x1B:
      bytes.removeFirst()
      return .key(.escape)
    default:
      if let key = sequences.own[Array(bytes.prefix(2))] {
        bytes.removeFirst(2)
        return .key(key)
      }
      return alt(flush: flush)
    }
  }

  /// ESC and a character: Alt.
  private mutating func alt(flush: Bool) -> Step {
    let whole = bytes
    bytes.removeFirst()
    if let first = bytes.first, first < 0x80 {
      bytes.removeFirst()
      return Step(KeySequences.alt(first))
    }
    guard let character = character(flush: flush) else {
      bytes = whole
      return .incomplete
    }
    return Step(character.map { .alt($0) })
  }

  private mutating func sequence(flush: Bool) -> Step {
    let body = bytes.dropFirst(2)
    guard let length = KeySequences.length(of: bytes) else {
      if bytes.count > Self.longestSequence {
        bytes.removeFirst(2)
        skipped = SkippedSequence(isString: false)
        return .nothing
      }
      if !flush { return .incomplete }
      return body.isEmpty ? alt(flush: true) : dropAll()
    }
    let taken = bytes.prefix(length)
    bytes.removeFirst(length)
    // In pieces it would have been given up before its end.
    if length > Self.longestSequence { return .nothing }
    if taken.elementsEqual("\u{1B}[200~".utf8) {
      paste = []
      pasteIsFull = false
      return .nothing
    }
    keep(TerminalAnswer(sequence: taken))
    return Step(sequences.key(of: taken))
  }

  private mutating func dropAll() -> Step {
    bytes.removeAll()
    return .nothing
  }

  /// Moves bytes into the paste; its text when the end came.
  private mutating func endOfPaste() -> String? {
    let end = Self.pasteEnd
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == end[0] {
        let present = bytes[index...].prefix(end.count)
        if present.elementsEqual(end) {
          keep(bytes[..<index])
          bytes.removeFirst(index - bytes.startIndex + end.count)
          defer { paste = nil }
          return String(decoding: paste ?? [], as: UTF8.self)
        }
        // The end may be coming.
        if present.count < end.count, end.starts(with: present) { break }
      }
      index += 1
    }
    keep(bytes[..<index])
    bytes.removeFirst(index - bytes.startIndex)
    return nil
  }

  /// Keeps what fits, cut between characters.
  private mutating func keep(_ new: ArraySlice<UInt8>) {
    guard !pasteIsFull else { return }
    let room = Self.longestPaste - (paste?.count ?? 0)
    paste?.append(contentsOf: new.prefix(room))
    guard new.count > room else { return }
    pasteIsFull = true
    while let last = paste?.last, last & 0xC0 == 0x80 { paste?.removeLast() }
    if let last = paste?.last, last >= 0xC0 { paste?.removeLast() }
  }
}
