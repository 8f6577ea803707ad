import Cleaning
import DataFiles
import Stories

/// Cleans captures, with profiles, weights and site configurations.
struct CleaningCore: Sendable {
  private let profiles: [Profile]
  private let model: SequenceModel?
  private let pageModel: SequenceModel?
  private let siteConfigs: SiteConfigs?
  private let cleaner: Cleaner

  /// Without weights, lines and pages are cleaned by rules alone.
  init(
    profiles: [Profile], model: SequenceModel? = nil, pageModel: SequenceModel? = nil,
    siteConfigs: SiteConfigs? = nil
  ) {
    self.profiles = profiles
    self.model = model
    self.pageModel = pageModel
    self.siteConfigs = siteConfigs
    cleaner = Cleaner(profiles: profiles, model: model, pageModel: pageModel, siteConfigs: siteConfigs)
  }

  /// A copy with one more profile, for a rule that is tried before it is added.
  func adding(_ profile: Profile) -> CleaningCore {
    CleaningCore(
      profiles: profiles + [profile], model: model, pageModel: pageModel, siteConfigs: siteConfigs)
  }

  /// A line for each month with its names in every language that the profiles know.
  var months: [String] { profiles.first { !$0.calendar.isEmpty }?.calendar ?? [] }

  /// The faults that were found in site configurations since the last call.
  func takeFaults() -> [DataFault] { cleaner.takeFaults() }

  /// The story of a capture whose text is decoded; lines that recur in its source, by its templates, are
  /// furniture.
  func story(from capture: Capture, templates: Templates) -> Result<Story, CleaningFault> {
    cleaner.story(from: capture, templates: templates)
  }

  /// Every line of a capture with what `story(from:templates:)` takes it for, and why.
  func explanation(of capture: Capture, templates: Templates) -> [ExplainedLine] {
    cleaner.explanation(of: capture, templates: templates)
  }

  /// The lines of a capture that templates learn, and their source; nil where that is unknown, or it is a
  /// page.
  func lines(of capture: Capture) -> (source: String, lines: [LineSighting])? {
    guard capture.format == .text else { return nil }
    let lines = LineSighting.lines(of: capture.text)
    return cleaner.source(of: capture, lines).map { ($0, lines) }
  }
}
