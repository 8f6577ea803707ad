import Importing
import Stories

@testable import Kiosque

extension Pipeline {
  func read(_ captures: [Capture]) -> [ReadAnswer] {
    work.read(captures.map { CaptureItem(source: .stored($0)) })
  }

  func lines(of capture: Capture) -> SourceLines? { read([capture])[0].lines }

  func story(from capture: Capture, templates: Templates) -> Result<Story, CaptureFault> {
    stories(from: read([capture]), templates)[0]
  }
}
