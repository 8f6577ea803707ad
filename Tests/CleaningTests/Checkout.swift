import Stories
import Testing

@testable import Cleaning

/// The checkout that these tests stand in, and its own profiles.
enum Checkout {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  static let profiles = Profile.load(folder: root + "/Sources/Cleaning/Profiles")
  static let model = SequenceModel.load(file: root + "/Sources/Cleaning/Weights/lines.tsv")
  static let pageModel = SequenceModel.load(
    file: root + "/Sources/Cleaning/Weights/pages.tsv", PageSpace())
  static let cleaner = Cleaner(profiles: profiles.profiles, model: model?.0, pageModel: pageModel?.0)
}

func clean(_ text: String, url: String? = nil, publisher: String? = nil) throws -> Story {
  let capture = Capture(bytes: [], text: text, format: .text, url: url, publisher: publisher)
  return try Checkout.cleaner.story(from: capture).get()
}

func cleanPage(_ html: String, url: String? = "https://quai.example/villes/port") throws -> Story {
  try Checkout.cleaner.story(from: Capture(bytes: [], text: html, format: .html, url: url)).get()
}
