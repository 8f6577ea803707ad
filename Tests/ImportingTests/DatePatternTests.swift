import Stories
import Testing

@testable import Importing

private func date(_ pattern: String, _ text: String) throws -> String? {
  try DatePattern(pattern).date(in: text, origin: .path)?.iso
}

@Suite struct DatePatternTests {
  @Test func aPatternFitsAnywhere() throws {
    #expect(try date("%Y-%m-%d", "kept/2015-11-17_attentats.txt") == "2015-11-17")
    #expect(try date("%Y/%m/%d", "https://e.com/2015/11/17/a") == "2015-11-17")
    #expect(try date("%d.%m.%y", "am 17.11.15 gesehen") == "2015-11-17")
    #expect(try date("du %e-%m-%Y", "du 7-11-2015") == "2015-11-07")
  }

  @Test func theLastFitCounts() throws {
    #expect(try date("%Y-%m-%d", "2014-01-01/2015-11-17.txt") == "2015-11-17")
    #expect(try date("%Y-%m-%d", "2014-01-01/2015-13-99.txt") == "2014-01-01")
  }

  @Test func digitsAroundAreNoFit() throws {
    #expect(try date("%Y%m%d", "120151117") == nil)
    #expect(try date("%Y%m%d", "201511170") == nil)
    #expect(try date("%Y%m%d", "a20151117b") == "2015-11-17")
  }

  @Test func hoursAndMinutesMakeAnInstant() throws {
    #expect(try date("%Y%m%d-%H%M", "20151117-1804.txt") == "2015-11-17T18:04:00Z")
    #expect(try date("%Y%m%d-%H%M", "20151117-2504.txt") == nil)
  }

  @Test func twoDigitYearsAreThoseOfPOSIX() throws {
    #expect(try date("%y%m%d", "680101") == "2068-01-01")
    #expect(try date("%y%m%d", "690101") == "1969-01-01")
  }

  @Test func literalsMayHoldPercentAndAccents() throws {
    #expect(try date("été%%%Y-%m-%d", "été%2015-11-17") == "2015-11-17")
  }

  @Test func patternsThatCannotGiveADateAreFaults() {
    #expect(throws: DatePatternFault.unknownField("%q")) { try DatePattern("%Y-%q") }
    #expect(throws: DatePatternFault.unknownField("%")) { try DatePattern("%Y-%m-%d%") }
    #expect(throws: DatePatternFault.missingField("%d")) { try DatePattern("%Y-%m") }
    #expect(throws: DatePatternFault.missingField("%Y")) { try DatePattern("%m-%d") }
  }
}
