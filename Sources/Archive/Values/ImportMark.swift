import Stories

/// How far the import of a file has come; everything before is stored.
package struct ImportMark: Equatable, Sendable {
  /// The facts by which an unchanged file is recognised.
  package struct File: Equatable, Sendable {
    /// The absolute path.
    package var path: String
    /// In bytes.
    package var size: Int64
    /// When it was changed last, in nanoseconds since 1970.
    package var modified: Int64
    /// The digest of its first bytes and of the options with which it is read.
    package var head: Digest

    package init(path: String, size: Int64, modified: Int64, head: Digest) {
      self.path = path
      self.size = size
      self.modified = modified
      self.head = head
    }
  }

  /// The file that is imported.
  package var file: File
  /// A byte of the file at which a record begins.
  package var offset: Int64
  /// How many records stand before it.
  package var number: Int
  /// How many records from it on are done.
  package var passed: Int
  /// How many inputs of the file were handled.
  package var done: Int

  package init(file: File, offset: Int64, number: Int, passed: Int, done: Int) {
    self.file = file
    self.offset = offset
    self.number = number
    self.passed = passed
    self.done = done
  }
}
