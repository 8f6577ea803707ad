import Archive
import Cleaning
import DataFiles
import Importing
import Stories
import Workers

/// Turns captures into stories. Import, `reclean`, `clean`, `check --repair`, corrections and rules all use
/// it, so that cleaning a stored story again changes it only where something new is known.
///
/// A capture brings its own metadata: the row of the manifest, its record, the reader's corrections. The
/// work has the rest: profiles, weights, site configurations; the archive, the templates of the source.
struct Pipeline: Sendable {
  let work: any CaptureWork
  /// A rule that is tried before it is added.
  private var rule: PublisherRule?

  init(_ work: any CaptureWork) { self.work = work }

  /// Cleans in this process. Without weights, lines and pages are cleaned by rules alone.
  init(
    profiles: [Profile], model: SequenceModel? = nil, pageModel: SequenceModel? = nil,
    siteConfigs: SiteConfigs? = nil
  ) {
    self.init(
      LocalWork(
        CleaningCore(profiles: profiles, model: model, pageModel: pageModel, siteConfigs: siteConfigs)))
  }

  /// With the bundled profiles and the person's own, the bundled weights, and a folder of site
  /// configurations, else the settings', for captures whose import named no other; in processes that can do
  /// nothing else.
  static func installed(siteConfigs folder: String? = nil) -> Pipeline {
    Pipeline(CagedWork(siteConfigs: folder ?? Settings.load().settings.siteConfigs))
  }

  /// A copy that also tries a rule.
  func trying(_ rule: PublisherRule) -> Pipeline {
    var pipeline = self
    pipeline.rule = rule
    return pipeline
  }

  /// What was found wrong in profiles and site configurations since the last call.
  func takeFaults() -> [DataFault] { work.takeFaults() }

  /// Cleans captures, in order, with the templates that an archive has of their sources.
  func stories(
    from captures: [Capture], _ archive: ArchiveLookup
  ) throws -> [Result<Story, CaptureFault>] {
    var stories: [Result<Story, CaptureFault>] = []
    // Workers keep what they read until it is cleaned, so not all of it is read at once.
    var part = captures[..<0]
    var bytes = 0
    for (index, capture) in captures.enumerated() {
      part = captures[part.startIndex...index]
      bytes += capture.bytes.count
      guard bytes >= Ingest.batchBytes || index == captures.count - 1 else { continue }
      let read = work.read(part.map { CaptureItem(source: .stored($0)) })
      let templates = try archive.templates(Set(read.compactMap(\.lines?.source)))
      stories += self.stories(from: read, templates)
      part = captures[(index + 1)..<(index + 1)]
      bytes = 0
    }
    return stories
  }

  /// Cleans captures that were read.
  func stories(from read: [ReadAnswer], _ templates: Templates) -> [Result<Story, CaptureFault>] {
    var answers = work.clean(
      read.compactMap { $0.ticket.map { CleanItem(ticket: $0) } }, setting(templates, .story))[...]
    return read.map { read in
      if let fault = read.fault { return .failure(fault) }
      switch answers.popFirst() {
      case .story(let story): return .success(story)
      case .failed(let fault): return .failure(fault)
      case .prepared, .explanation, nil: return .failure(.cleaning(.noText))
      }
    }
  }

  /// How captures are cleaned.
  func setting(_ templates: Templates, _ form: CleanSetting.Form) -> CleanSetting {
    CleanSetting(templates: templates, form: form, rule: rule)
  }

  /// The text of a stored capture; throws where the worker was lost at it.
  func text(of capture: Capture) throws(WorkerLoss) -> String {
    try work.text(of: capture, bytes: nil).text
  }
}
