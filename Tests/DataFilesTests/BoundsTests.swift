import DataFiles
import Foundation
import Testing

/// What would be too much for the parser never reaches it.
@Suite struct BoundsTests {
  private func fault(_ text: String) -> DataFault? {
    do throws(DataFault) {
      _ = try DataFile(text: text, name: "a.toml")
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    String(repeating: "a.", count: 50_000) + "b = 1",
    "[" + String(repeating: "a.", count: 50_000) + "b]",
    "x = " + String(repeating: "[", count: 50_000),
    "x = " + String(repeating: "{a = ", count: 50_000),
    "x = ['a\"', \"\"\"b\"\"\"\", " + String(repeating: "[", count: 50_000),
    "x = \"\"\"\"\"\"\ny = ''\nz = " + String(repeating: "{a.b = ", count: 50_000),
    String(repeating: "\"a\" . ", count: 50_000) + "b = 1",
    "# \" [[[\nx = '\\'\ny = '''''''''\n" + String(repeating: "a.", count: 50_000) + "b = 1",
  ])
  func whatLiesTooDeepIsAFaultWithItsLine(text: String) {
    let fault = fault("name = \"x\"\n" + text)
    #expect(fault?.message.contains("16") == true, "\(fault?.message.prefix(200) ?? "")")
    #expect(fault?.line == 1 + text.split(separator: "\n", omittingEmptySubsequences: false).count)
    #expect((fault?.message.utf8.count ?? 0) < 200)
  }

  /// The parser takes for granted that a table's name begins like one, and ends the program where it does not.
  @Test(arguments: [
    "[=]", "[[,]]", "[ \t#", "[\n]", "x = 1\n[é]", "[{]", "[.a]", "[\u{FFFD}\troles]", "[[\u{1B}",
    "\u{FEFF}[?",
    "a = \"\"\"\n[=]\n\"\"\"\n[=]", "x = [\n[1]]\n[(]", "[a]\n[!]", "a = 1 # b\n[=]",
  ])
  func aTableWithoutANameIsAFaultWithItsLine(text: String) {
    let fault = fault("name = \"x\"\n" + text)
    let at = text.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { $0.contains("[") } ?? 0
    #expect(fault?.line == 2 + at, "\(fault?.message ?? "")")
    #expect(fault?.message.contains("name") == true)
  }

  @Test(arguments: [
    "[a]", "[[b]]", "[ \"c d\" ]", "['e']\nx = 1", "[-1]", "[_.a]", "x = [\n[1], # [=]\n[],\n]", "x = '[=]'",
    "x = \"\"\"\n[=]\n\"\"\"", "\"[=]\" = 1", "x = {a = [[]]}", "x = [{a = [1]}, {}] # }\ny = '[}'",
    "[A.b]\nx = [ [1]]",
  ])
  func tablesAndListsAreNotTakenForOne(text: String) {
    #expect(fault(text) == nil, "\(fault(text)?.message ?? "")")
  }

  @Test(arguments: ["x = [}", "x = [1, }", "x = [\n# ]\n}", "x = {a = [ } ]", "x = [[1], }]"])
  func aBraceInAListIsAFaultWithItsLine(text: String) {
    let fault = fault("name = \"x\"\n" + text)
    #expect(fault?.line == 1 + text.split(separator: "\n").count, "\(fault?.message ?? "")")
    #expect(fault?.message == "a list ends in ], not in }")
  }

  @Test func theDeepestThatIsAllowedIsReadOnASmallStack() throws {
    let key = String(repeating: "a.", count: 15) + "b = "
    let text = (0..<15).map { _ in "{" + key }.joined() + "1" + String(repeating: "}", count: 15)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      #expect(fault("x = " + text) == nil)
      #expect(fault("x = " + String(repeating: "[", count: 16) + String(repeating: "]", count: 16)) == nil)
      done.signal()
    }
    // As small as those of the queues that read profiles.
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }

  @Test func dotsInStringsNumbersAndCommentsAreNoDepth() {
    let dots = String(repeating: ".", count: 100)
    let brackets = String(repeating: "[{", count: 100)
    let numbers = (0..<100).map { "\($0).5" }.joined(separator: ", ")
    let text = """
      # \(dots)\(brackets)
      a = "\(dots)\\"\(brackets)"
      b = '\(dots)\(brackets)\\'
      c = [\(numbers)]
      d = \"\"\"
      \(dots)"\(brackets)"\"\"\"\"
      e = '''\(brackets)'''
      """
    #expect(fault(text) == nil)
    #expect(fault(String(repeating: "a.b.c = 1\n[d.e]\n", count: 1) + "f = [[1.5, 2.5], [3.5]]") == nil)
  }

  /// A file of nothing but faults: its lines are looked for once.
  @Test func manyFaultsFindTheirLinesInNoTime() throws {
    let text = (1...40_000).map { "key\($0) = 1" }.joined(separator: "\n")
    let file = try DataFile(text: text, name: "a.toml")
    let start = ContinuousClock.now
    for number in stride(from: 1, through: 40_000, by: 2000) {
      #expect(file.line(of: ["key\(number)"]) == number)
    }
    #expect(ContinuousClock.now - start < .seconds(15))
  }

  @Test func aLongFileIsRefused() {
    let fault = fault(String(repeating: "# \n", count: 400_000))
    #expect(fault?.message == "larger than 1 MB")
  }
}
