/// A capture becomes a story; what was furniture stays beside it, each line with the rule that said so, and
/// an ``ExplainedLine`` tells what each line was taken for.
///
/// Training learns the weights of a ``Label`` for each line, from a ``TextSample`` or the ``PageSpace`` of a
/// page, with the ``Exponential`` of a sum.
import DataFiles
import Stories

/// Why a capture gave no story.
package enum CleaningFault: Error, Equatable, Sendable {
  /// No line of it can be read.
  case noText
}

/// Makes stories of captures, by the publishers' profiles and by rules that hold for all.
package struct Cleaner: Sendable {
  let library: Library
  let model: SequenceModel?
  let odds: SequenceModel.Odds?
  let pageModel: PageModel?
  private let siteConfigs: SiteConfigs?

  /// The profile `general` serves every capture; each other one the captures of its publisher. Without a
  /// model every line of a text capture stays that is no furniture by its words; a page is cleaned by rules.
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

  /// What was found wrong in site configurations since it was last asked.
  package func takeFaults() -> [DataFault] { siteConfigs?.takeFaults() ?? [] }

  /// The story that a capture holds: any bytes give one, unless there is no text in them.
  ///
  /// Lines that recur in the source's other stories, as `templates` know them, are furniture.
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
