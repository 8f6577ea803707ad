import CNcurses
import Cells
import Glibc

/// A deadline by the monotonic clock.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(milliseconds: Int) {
    end = .now + .milliseconds(min(max(0, milliseconds), Int(Int32.max)))
  }

  /// Milliseconds left, rounded up so that waiting that long is enough; 0 once it has passed.
  var remaining: Int {
    let left = ContinuousClock.Instant.now.duration(to: end).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    return Int(left.seconds) * 1000 + Int((left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// Waits in one poll for the terminal, the signals and the mailbox.
struct Input {
  enum Event {
    case key(Key)
    case signal(Int32)
    /// The terminal answered.
    case answers([TerminalAnswer])
    /// The mailbox has something or the time is over.
    case nothing
  }

  /// Nothing comes any more: the terminal hung up, or we were asked to end.
  private(set) var isGone = false
  private(set) var isHungUp = false
  /// The signal that asked us to end.
  private(set) var endedBy: Int32?
  private var hasUntoldResize = false
  /// A key that came together with an answer.
  private var waitingKey: Key?
  private let descriptor: Int32
  private var decoder: KeyDecoder
  /// Until when the rest of an unfinished key sequence is awaited.
  private var timeoutEnds: Deadline?

  init(descriptor: Int32, sequences: KeySequences, escapeDelay: Int = 25) {
    self.descriptor = descriptor
    decoder = KeyDecoder(sequences: sequences, escapeDelay: escapeDelay)
  }

  mutating func end(by signal: Int32) {
    isGone = true
    endedBy = signal
    isHungUp = signal == SIGHUP
  }

  /// The window changed while somebody else had the terminal: the next event says so.
  mutating func tellResize() {
    hasUntoldResize = true
  }

  mutating func takeUntoldResize() -> Bool {
    defer { hasUntoldResize = false }
    return hasUntoldResize
  }

  mutating func next(mailbox: Int32, deadline: Deadline?) -> Event {
    if hasUntoldResize { return .signal(SIGWINCH) }
    while true {
      if isGone { return .key(.hangUp) }
      let key = takeKey() ?? decoder.next()
      let answers = decoder.takeAnswers()
      if !answers.isEmpty {
        waitingKey = key
        return .answers(answers)
      }
      if let key { return .key(key) }
      timeoutEnds = decoder.timeout.map { timeoutEnds ?? Deadline(milliseconds: $0) }
      let wait = [deadline, timeoutEnds].compactMap { $0?.remaining }.min()
      var waiting = [descriptor, kq_signal_descriptor(), mailbox].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let ready = poll(&waiting, 3, wait.map { Int32(clamping: $0) } ?? -1)
      if ready < 0 { continue }
      if ready == 0 {
        if timeoutEnds?.remaining == 0 {
          timeoutEnds = nil
          if let key = decoder.next(flush: true) { return .key(key) }
        }
        if deadline?.remaining == 0 { return .nothing }
        continue
      }
      if waiting[1].revents != 0 {
        let number = kq_signal_take()
        if number != 0 { return .signal(number) }
      }
      if waiting[0].revents != 0 {
        read()
        timeoutEnds = nil
        continue
      }
      if waiting[2].revents != 0 { return .nothing }
    }
  }

  /// What the terminal answers before a deadline; nil where it says nothing. Keys stay where they are.
  mutating func answers(before deadline: Deadline) -> [TerminalAnswer]? {
    repeat {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(clamping: deadline.remaining)) > 0 else { return nil }
      read()
      decoder.readAhead()
      let answers = decoder.takeAnswers()
      if !answers.isEmpty { return answers }
    } while !isGone && deadline.remaining > 0
    return nil
  }

  private mutating func takeKey() -> Key? {
    defer { waitingKey = nil }
    return waitingKey
  }

  private mutating func read() {
    let count = withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { room in
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count > 0 { decoder.feed(room.prefix(count)) }
      return count
    }
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) {
      end(by: SIGHUP)
      endedBy = nil
    }
  }
}
