/// Makes a story of a capture. Furniture is kept beside the story, each line with the rule that removed it,
/// and an ``ExplainedLine`` says what each line was taken for.
///
/// Training learns the weights of a ``Label`` for each line, from a ``TextSample`` or the ``PageSpace`` of a
/// page, with the ``Exponential`` of a sum.
import DataFiles
import Stories

/// Why a capture gave no story.
package enum CleaningFault: Error, Equatable, Sendable {
  /// The capture has no readable text.
  case noText
}

/// Makes stories of captures, with the profiles of publishers and rules for all publishers.
package struct Cleaner: Sendable {
  let library: Library
  let model: SequenceModel?
  let odds: SequenceModel.Odds?
  let pageModel: PageModel?
  private let siteConfigs: SiteConfigs?

  /// The profile `general` is used for every capture, each other profile for the captures of its publisher.
  /// Without a model, a text capture keeps every line that no rule removes, and a page is cleaned by rules
  /// alone.
  package init(
    profiles: [Profile], model: SequenceModel?, pageModel: SequenceModel? = nil,
    siteConfigs: SiteConfigs? = nil
  ) {
    library = Library(profiles)
    self.model = model
    odds = model.map { SequenceModel.Odds($0) }
    self.pageModel = pageModel.map { PageModel($0) }
    self.siteConfigs = siteConfigs
  }

  /// The faults that were found in site configurations since the last call.
  package func takeFaults() -> [DataFault] { siteConfigs?.takeFaults() ?? [] }

  /// The story of a capture; `noText` only where the capture has no text at all.
  ///
  /// `templates` know the lines that recur in other stories of the same source; those are furniture.
  package func story(from capture: Capture, templates: Templates = .none) -> Result<Story, CleaningFault> {
    let cleaned =
      switch capture.format {
      case .text:
        TextCleaner(library: library, model: model, odds: odds, templates: templates).story(from: capture)
      case .html: pages.story(from: capture)
      }
    guard var story = cleaned else { return .failure(.noText) }
    Corrections.settle(&story, capture.corrections)
    story.captured = capture.time
    if story.byline.isEmpty { story.byline = capture.given.byline }
    story.url = capture.url ?? story.url
    story.date = story.date ?? capture.date
    return .success(story)
  }

  var pages: PageCleaner { PageCleaner(library: library, siteConfigs: siteConfigs, model: pageModel) }
}
