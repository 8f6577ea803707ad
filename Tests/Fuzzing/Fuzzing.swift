/// Parsers under libFuzzer: `make fuzz` gives each of them bytes that nobody wrote, under AddressSanitizer,
/// and a trial fails where one breaks off or breaks a promise.
import Glibc

/// One parser with what it promises.
struct Trial: Sendable {
  /// The name of its folder in `Seeds/` too.
  let name: String
  /// Ends in ``broken(_:)`` where a promise is broken.
  let run: @Sendable ([UInt8]) -> Void

  static let all: [Trial] = cleaning + records + typed + shown

  /// Reads them in this order from an input: a byte that chooses, then the rest.
  static func choice(_ bytes: [UInt8], of count: Int) -> (choice: Int, rest: [UInt8]) {
    (Int(bytes.first ?? 0) % count, Array(bytes.dropFirst()))
  }
}

/// Says which promise was broken, and ends the trial.
func broken(_ promise: String) -> Never {
  let line = Array("BROKEN: \(promise)\n".utf8)
  _ = write(2, line, line.count)
  abort()
}

/// Ends the trial where a promise is broken; what is told is worked out only then.
func promise(_ isKept: Bool, _ promise: @autoclosure () -> String) {
  if !isKept { broken(promise()) }
}

private let chosen: Trial? = {
  setlocale(LC_CTYPE, "C.UTF-8")
  let name = getenv("KIOSQUE_FUZZ_TRIAL").map { String(cString: $0) }
  // Reading the weights is no part of the first input's time.
  if Trial.cleaning.contains(where: { $0.name == name }) { _ = Trial.cleaner }
  return Trial.all.first { $0.name == name }
}()

/// What libFuzzer calls before the first input.
@_cdecl("LLVMFuzzerInitialize")
func initialize(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
  _ = chosen
  return 0
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let chosen else { broken("KIOSQUE_FUZZ_TRIAL names none of \(Trial.all.map(\.name))") }
  chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
