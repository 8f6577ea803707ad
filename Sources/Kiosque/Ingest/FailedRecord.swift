import BinaryCoding
import Importing

/// A capture that could not be read, as the archive keeps it: a version, then its record.
struct FailedRecord: BinaryCodable {
  private static let version: UInt8 = 1

  var raw: RawCapture

  init(_ raw: RawCapture) { self.raw = raw }

  init(from reader: inout ByteReader) throws(CodingFault) {
    guard try reader.caseNumber() == Self.version else { throw .invalid }
    raw = try reader.value()
  }

  func write(to writer: inout ByteWriter) {
    writer.append(case: Self.version)
    writer.append(raw)
  }
}
