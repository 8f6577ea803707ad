import Stories

/// The day in an address (`/2015/11/17/`): publishers write it themselves, and only as a path's own parts.
enum AddressDate {
  static func date(in url: String) -> StoryDate? {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let parts = path.split(separator: "/").map(String.init)
    for at in parts.indices.dropLast(2) {
      if let year = number(parts[at], 4), (1990...2099).contains(year), let month = number(parts[at + 1], 2),
        let day = number(parts[at + 2], 2)
      {
        return StoryDate(year: year, month: month, day: day, origin: .url)
      }
    }
    return nil
  }

  private static func number(_ part: String, _ width: Int) -> Int? {
    part.utf8.count == width && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
  }
}
