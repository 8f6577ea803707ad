import Stories

/// Cleans pages of HTML.
struct PageCleaner {
  let library: Library

  func story(from capture: Capture) -> Story? {
    nil
  }
}
