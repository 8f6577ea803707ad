import Cells
import DataFiles
import Importing
import Stories
import Typesetting

@testable import Cleaning

extension Trial {
  static let cleaning = [
    Trial(name: "text") { clean($0, as: .text) },
    Trial(name: "html") { clean($0, as: .html) },
    Trial(name: "state") { bytes in
      let (choice, data) = choice(bytes, of: scripts.count)
      let (before, after) = scripts[choice]
      let page =
        Array("<!DOCTYPE html><title>Le bac repart</title><body>\(before)".utf8) + data + Array(after.utf8)
      clean(page, as: .html)
    },
    Trial(name: "selector") { select($0) },
    Trial(name: "profile") { profile($0) },
  ]

  private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  private static let profiles = Profile.load(folder: root + "/Sources/Cleaning/Profiles").profiles
  static let cleaner: Cleaner = {
    let weights = root + "/Sources/Cleaning/Weights"
    return Cleaner(
      profiles: profiles, model: SequenceModel.load(file: weights + "/lines.tsv")?.0,
      pageModel: SequenceModel.load(file: weights + "/pages.tsv", PageSpace())?.0)
  }()

  /// Where pages keep a story as data.
  private static let scripts = [
    ("<script type=\"application/ld+json\">", "</script>"),
    ("<script id=\"__NEXT_DATA__\" type=\"application/json\">", "</script>"),
    ("<script>self.__next_f.push([1,\"", "\"])</script>"),
    ("<script>window.__PRELOADED_STATE__ = ", ";</script>"),
  ]

  private static func clean(_ bytes: [UInt8], as format: FileFormat) {
    let reader = CaptureReader(format: format)
    guard
      case .success(let capture) = reader.capture(bytes: bytes, path: nil, url: "https://quai.example/a")
    else { return }
    RecordTrials.check(capture)
    guard case .success(let story) = cleaner.story(from: capture) else { return }
    check(story)
    if format == .text { conserve(capture, story) }
  }

  /// Every word of a text is in its story or among what was removed; a few may be joined or parted, and what
  /// stands there twice may be kept once.
  private static func conserve(_ capture: Capture, _ story: Story) {
    let heads = [story.title, story.standfirst, story.source, story.section, story.date?.iso]
    let texts = heads.compactMap(\.self) + story.byline + story.blocks.map(\.text)
    let told = texts + story.related.map(\.title) + story.removed.map(\.text)
    let all = words(capture.text)
    let missing = all.subtracting(words(told.joined(separator: "\n")))
    promise(missing.count * 5 <= all.count + 50, "a text keeps its words, but lost \(missing)")
  }

  private static func words(_ text: String) -> Set<Substring> {
    Set(text.lowercased().split { !$0.isLetter })
  }

  /// A story can be set, and nothing of it passes the gate.
  private static func check(_ story: Story) {
    for measure in [9, 66] {
      ShownTrials.check(SetStory(story: story, byline: "", measure: measure), measure)
    }
  }

  private static let tree = PageParser.parse(
    """
    <html><head><meta property="og:title" content="Le port rouvre"></head><body class="page page--story">
    <div id="main" class="col wide"><h1 class="title">Le port</h1><div class="body-text"><p>un</p>
    <p class="ad">pub</p><p>deux <b>gras</b></p><blockquote><p>cité</p></blockquote></div>
    <ul class="links"><li>1</li><li>2</li></ul><p>Lire <a href="/a" rel="nofollow me">un titre</a></p></div>
    <div class="col"><p>trois</p><p>quatre</p><h2>Fin</h2></div></body></html>
    """)

  private static func select(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var selection = PageSelection(tree)
    for selector in [try? Selector(text), try? Selector(xpath: text)].compactMap(\.self) {
      let picked = selection.picked(selector)
      promise(picked.count <= 1000, "a selector picks what is on the page: \(picked.count)")
    }
    _ = SiteConfigFile.parse(text, name: "quai.example.txt")
    _ = SiteConfigFile.parse("body: \(text)\nstrip_id_or_class: \(text)\n", name: "quai.example.txt")
  }

  private static let sample = Capture(
    bytes: [],
    text: """
      Le port rouvre
      Par Ana Le Goff
      Publié le 3 mars 2024
      Les écluses se sont ouvertes à 6 h 12, devant trois cents personnes venues en famille.
      Partager cet article
      """, format: .text, url: "https://quai.example/a")

  private static func profile(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(DataFault) {
      let (profile, faults) = Profile.parse(try DataFile(text: text, name: "quai.toml"))
      let lines = text.utf8.count { $0 == 0x0A } + 1
      for fault in faults { promise(fault.line <= lines, "\(fault) is no line of the file") }
      _ = Cleaner(profiles: profiles + [profile], model: nil).story(from: sample)
    } catch {
      promise(!error.message.isEmpty, "a fault says what it is")
    }
  }
}
