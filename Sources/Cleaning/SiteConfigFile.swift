import DataFiles

/// Reads a site configuration: one `key: value` on each line, XPath for most values, `#` before comments.
enum SiteConfigFile {
  /// Known keys that have no effect on a captured page or on its text.
  private static let unneeded: Set<String> = [
    "test_url", "test_contains", "prune", "tidy", "parser", "autodetect_on_failure", "strip_image_src",
    "insert_detected_image", "convert_double_br_tags", "skip_json_ld", "src_lazy_load_attr", "dissolve",
    "native_ad_clue", "requires_login", "not_logged_in_xpath", "login_uri", "login_username_field",
    "login_password_field", "login_extra_fields", "strip_attr", "footnotes", "skip_id_or_class",
    "autodetect_next_page", "favour_feed_titles", "wrap_in",
  ]
  /// Keys that would change the result but are not supported, and why.
  private static let impossible: [String: String] = [
    "single_page_link": "nothing is read from the network",
    "single_page_link_in_feed": "nothing is read from the network",
    "next_page_link": "nothing is read from the network",
    "if_page_contains": "conditions are not supported",
    "http_header": "nothing is read from the network",
    "find_string": "a page's markup is read as it is", "replace_string": "a page's markup is read as it is",
  ]
  private static let keys = [
    "title", "body", "date", "author", "strip", "strip_id_or_class",
  ]

  /// A layout without a period, and the lines that were not used.
  static func parse(_ text: String, name: String) -> (Layout, [DataFault]) {
    var layout = Layout(name: name)
    var faults: [DataFault] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (number, line) in lines.enumerated() {
      let line = Line.trim(line)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = Line.trim(parts[0].prefix { $0 != "(" }).lowercased()
      let value = parts.count > 1 ? Line.trim(parts[1]) : ""
      if parts.count < 2 {
        faults.append(
          DataFault(file: name, line: number + 1, message: "a colon is missing behind \"\(key)\""))
      } else if let reason = reason(key, value, &layout) {
        faults.append(DataFault(file: name, line: number + 1, message: reason))
      }
    }
    return (layout, faults)
  }

  /// Why a line is not used; nil where it is used or has no effect.
  private static func reason(_ key: String, _ value: String, _ layout: inout Layout) -> String? {
    if unneeded.contains(key) { return nil }
    if let reason = impossible[key] { return "\(key) is ignored: \(reason)" }
    guard keys.contains(key) else { return "unknown key \"\(key)\"\(Spelling.hint(key, among: keys))" }
    guard !value.isEmpty else { return nil }
    do throws(SelectorFault) {
      switch key {
      case "title": layout.title.append(try Selector(xpath: value))
      case "body": layout.body.append(try Selector(xpath: value))
      case "date": layout.date.append(try Selector(xpath: value))
      case "author": layout.byline.append(try Selector(xpath: value))
      case "strip": layout.strip.append(try Selector(xpath: value))
      default: layout.strip.append(idOrClass(value))
      }
      return nil
    } catch {
      return "\(key) \"\(value)\" cannot be used: \(error.reason)"
    }
  }

  /// Selects elements whose id or class contains the text.
  private static func idOrClass(_ value: String) -> Selector {
    let text = value.filter { $0 != "'" && $0 != "\"" }
    let filter = Selector.Filter.any([
      .attribute("class", .contains(text)), .attribute("id", .contains(text)),
    ])
    return Selector(paths: [Selector.Path(steps: [Selector.Step(axis: .descendant, filters: [filter])])])
  }
}
