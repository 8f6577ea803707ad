/// A capture becomes a story; what was furniture stays beside it, each line with the rule that said so.
import Stories

/// Why a capture gave no story.
package enum CleaningFault: Error, Equatable, Sendable {
  /// No line of it can be read.
  case noText
}

/// Makes stories of captures, by the publishers' profiles and by rules that hold for all.
package struct Cleaner: Sendable {
  private let library: Library

  /// The profile `general` serves every capture; each other one the captures of its publisher.
  package init(profiles: [Profile]) {
    library = Library(profiles)
  }

  /// The story that a capture holds: any bytes give one, unless there is no text in them.
  ///
  /// Lines that recur in the source's other stories, as `templates` know them, are furniture.
  package func story(from capture: Capture, templates: Templates = .none) -> Result<Story, CleaningFault> {
    let cleaned =
      switch capture.format {
      case .text: TextCleaner(library: library, templates: templates).story(from: capture)
      case .html: PageCleaner(library: library).story(from: capture)
      }
    guard var story = cleaned else { return .failure(.noText) }
    story.captured = capture.time
    story.source = capture.publisher ?? story.source
    story.url = capture.url ?? story.url
    story.date = story.date ?? capture.date
    return .success(story)
  }

  /// Under which source a capture's lines are learnt and looked up; nil where that is not known.
  package func source(of capture: Capture, _ lines: [LineSighting]) -> String? {
    TextCleaner(library: library, templates: .none).source(of: capture, lines)
  }
}
