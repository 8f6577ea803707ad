import Archive
import FoundationEssentials
import Stories

extension PreparedCapture {
  /// The lowest row that the story may have in the search index.
  var searchRow: Int64 { SearchRow.first(date: story.date?.instant, captured: capture.time ?? 0) }
}

extension Digest {
  /// The bytes, for the column.
  var data: Data { Data(bytes) }
}
