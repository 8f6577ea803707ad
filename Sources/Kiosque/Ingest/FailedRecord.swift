import BinaryCoding
import Importing

/// A capture that could not be read, as the archive keeps it: a version, then the capture, then what its
/// import knew beside it.
struct FailedRecord: Sendable, BinaryCodable {
  var raw: RawCapture
  /// What the manifest says of it.
  var told = Told()
  var way = ImportWay()

  /// The first version has the capture alone, and is written where there is nothing beside it, so that one
  /// capture is always the same bytes.
  private enum Version {
    static let alone: UInt8 = 1
    static let whole: UInt8 = 2
  }

  init(_ raw: RawCapture, told: Told = Told(), way: ImportWay = ImportWay()) {
    (self.raw, self.told, self.way) = (raw, told, way)
  }

  init(from reader: inout ByteReader) throws(CodingFault) {
    let version = try reader.caseNumber()
    raw = try reader.value()
    switch version {
    case Version.alone: break
    case Version.whole: (told, way) = (try reader.value(), try reader.value())
    default: throw .invalid
    }
  }

  func write(to writer: inout ByteWriter) {
    let isAlone = told.isEmpty && way == ImportWay()
    writer.append(case: isAlone ? Version.alone : Version.whole)
    writer.append(raw)
    guard !isAlone else { return }
    writer.append(told)
    writer.append(way)
  }
}

/// How an import reads captures, as far as that changes what becomes of them.
struct ImportWay: Hashable, Sendable, BinaryCodable {
  /// What the person says that they are.
  var format: FileFormat?
  var order: WrittenDate.Order?
  /// The pattern of dates in paths and addresses.
  var pattern: String?
  /// The folder of site configurations that the person named.
  var siteConfigs: String?

  init(
    format: FileFormat? = nil, order: WrittenDate.Order? = nil, pattern: String? = nil,
    siteConfigs: String? = nil
  ) {
    (self.format, self.order, self.pattern, self.siteConfigs) = (format, order, pattern, siteConfigs)
  }

  init(from reader: inout ByteReader) throws(CodingFault) {
    (format, order) = (try reader.value(), try reader.value())
    (pattern, siteConfigs) = (try reader.value(), try reader.value())
  }

  func write(to writer: inout ByteWriter) {
    writer.append(format)
    writer.append(order)
    writer.append(pattern)
    writer.append(siteConfigs)
  }
}
