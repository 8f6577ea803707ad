import Stories
import Text

extension CaptureReader {
  /// Unpacks and decodes a raw capture and reads its fields; gives the capture, or why there is none.
  package func reading(of raw: RawCapture) -> Reading {
    switch raw.form {
    case .plain: return page(raw, raw.bytes, charset: raw.charset)
    case .page: return page(raw, raw.bytes, charset: "utf-8", as: .html)
    case .response: return response(raw)
    case .json(let names):
      guard let object = JSONValue(raw.bytes, whole: true), case .object = object else {
        return .failed(.damaged(path: raw.path, at: raw.place, .json))
      }
      return record(raw, Fields(object, names, dates))
    case .fields(let members): return record(raw, Fields(.object(members), FieldNames.plain, dates))
    }
  }

  private func page(
    _ raw: RawCapture, _ bytes: [UInt8], charset: String?, as form: FileFormat? = nil
  ) -> Reading {
    let reader = CaptureReader(format: format == .text || format == .html ? format : form)
    let result = reader.capture(bytes: bytes, path: raw.path, url: raw.url, charset: charset)
    switch result {
    case .failure(.binary) where raw.isInside: return .passed(.binary)
    case .failure(.noStory(_, let kind)): return .passed(.content(kind))
    case .failure(let fault): return .failed(fault)
    case .success(var capture):
      capture.url = capture.url ?? raw.url
      capture.time = (capture.time ?? raw.time).flatMap { StoryDate.known($0) }
      capture.date = raw.date
      capture.given = raw.given
      return .capture(capture)
    }
  }

  private func response(_ raw: RawCapture) -> Reading {
    guard let message = HTTPMessage(raw.bytes) else {
      return .failed(.damaged(path: raw.path, at: raw.place, .header))
    }
    guard [200, 203].contains(message.status) else { return .passed(.status(message.status)) }
    let media = message.media
    if let passed = media.passed(raw.url) { return .passed(passed) }
    do throws(HTTPMessage.Fault) {
      let body = try message.body(limit: Self.limit, raw.budget)
      let isSure = ["text/html", "text/plain", "application/xhtml+xml"].contains(media.name)
      if !isSure, !Markup.begins(body) { return .passed(.type(media.name)) }
      var raw = raw
      raw.isInside = true
      return page(raw, body, charset: media.charset)
    } catch {
      let damage: Damage =
        switch error {
        case .tooLarge: .tooLarge(limit: Self.limit)
        case .bomb: .bomb
        case .damaged: .packing
        }
      return .failed(.damaged(path: raw.path, at: raw.place, damage))
    }
  }

  /// A page or text with the fields that came with it. A fragment of HTML becomes a page with a head; a text
  /// without its headline gets it.
  private func record(_ raw: RawCapture, _ fields: Fields) -> Reading {
    var raw = raw
    raw.url = WebAddress.kept(fields.url)
    raw.time = fields.time ?? raw.time
    raw.date = fields.date
    raw.given = fields.given
    raw.given.title = raw.given.title.flatMap(Self.line)
    let html = fields.html.flatMap { $0.trimmed.isEmpty ? nil : $0 }
    if let text = html ?? fields.text, html != nil || ComposedPage.isMarkup(text) {
      if ComposedPage.isDocument(text) { return page(raw, Array(text.utf8), charset: "utf-8", as: .html) }
      let bytes = ComposedPage.html(
        title: raw.given.title, authors: fields.authors, date: fields.date, source: fields.source,
        url: raw.url, language: fields.language, body: text)
      return page(raw, bytes, charset: "utf-8", as: .html)
    }
    guard let text = fields.text else {
      return raw.isFoundAlone
        ? .passed(.content(.data)) : .failed(.damaged(path: raw.path, at: raw.place, .noText))
    }
    return page(raw, Array(Self.headed(text, raw.given.title).utf8), charset: "utf-8", as: .text)
  }

  /// A title as one line of limited length.
  private static func line(_ title: String) -> String? {
    let line = CharacterReference.decoded(FeedText.withoutTags(title)).split { $0.isWhitespace }.joined(
      separator: " ")
    guard !line.isEmpty else { return nil }
    return line.utf8.count <= 2000 ? line : String(line.prefix(400)) + "…"
  }

  /// The text, with the headline inserted where none of the first lines is the headline.
  private static func headed(_ text: String, _ title: String?) -> String {
    guard let title else { return text }
    let lines = text.split(separator: "\n", maxSplits: 12, omittingEmptySubsequences: true).prefix(12)
    if lines.contains(where: { $0.trimmed == title }) { return text }
    return title + "\n\n" + text
  }
}

extension RawCapture {
  /// The bytes of a file with one capture; nil where they cannot be read. A link is followed only where the
  /// user gave the path (`named`).
  package init?(file path: String, named: Bool) {
    guard
      case .success(let file) = FileBytes.read(path, followLinks: named, limit: CaptureReader.limit)
    else { return nil }
    self.init(bytes: file.bytes, path: path, time: StoryDate.known(file.modified), place: .byte(0))
  }
}

extension FieldNames {
  /// The names of fields as they are in `Field`.
  static let plain = FieldNames(plain: Field.allCases)

  private init(plain fields: [Field]) {
    self.init()
    for field in fields { _ = take("\(field.rawValue)=\(field.rawValue)") }
  }
}
