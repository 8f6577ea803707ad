import Archive
import Cleaning
import DataFiles
import Stories

/// Turns captures into stories. Import, `reclean`, `clean`, `check --repair`, corrections and rules all use
/// it, so that cleaning a stored story again changes it only where something new is known.
///
/// A capture brings its own metadata: the row of the manifest, its record, the reader's corrections. The
/// pipeline has the rest: profiles, weights, site configurations, and the templates of the source.
struct Pipeline: Sendable {
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

  /// With the bundled profiles and the person's own, the bundled weights, and the settings' folder of site
  /// configurations, for captures whose import named no other; and what is wrong in the profiles.
  static func installed(siteConfigs folder: String? = nil) -> (pipeline: Pipeline, faults: [DataFault]) {
    let (profiles, faults) = Profiles.load()
    let pipeline = Pipeline(
      profiles: profiles, model: Profiles.model, pageModel: Profiles.pageModel,
      siteConfigs: SiteConfigs(folder: folder ?? Settings.load().settings.siteConfigs))
    return (pipeline, faults)
  }

  /// A copy with one more profile, for a rule that is tried before it is added.
  func adding(_ profile: Profile) -> Pipeline {
    Pipeline(
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

  /// Cleans captures on every core, in order, with the templates that an archive has of their sources.
  func stories(
    from captures: [Capture], _ archive: ArchiveLookup
  ) throws -> [Result<Story, CleaningFault>] {
    let sources = concurrently(captures) { lines(of: $0)?.source }.compactMap(\.self)
    let templates = try archive.templates(Set(sources))
    return concurrently(captures) { story(from: $0, templates: templates) }
  }

  /// Every line of a capture with what `story(from:templates:)` takes it for, and why.
  func explanation(of capture: Capture, templates: Templates) -> [ExplainedLine] {
    cleaner.explanation(of: capture, templates: templates)
  }

  /// The lines of a capture that templates learn; nil where its source is unknown, or it is a page.
  func lines(of capture: Capture) -> SourceLines? {
    guard capture.format == .text else { return nil }
    let lines = LineSighting.lines(of: capture.text)
    return cleaner.source(of: capture, lines).map { SourceLines(source: $0, lines: lines, capture: capture) }
  }
}
