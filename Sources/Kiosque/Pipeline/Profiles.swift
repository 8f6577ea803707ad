import Cleaning
import DataFiles
import Glibc

/// Publisher profiles: the bundled ones, and the person's own over them; and the bundled weights.
enum Profiles {
  static func load() -> (profiles: [Profile], faults: [DataFault]) {
    let folders = [Paths.bundled("Profiles"), Paths.configuration + "/publishers"].compactMap(\.self)
    var profiles: [Profile] = []
    var faults: [DataFault] = []
    for folder in folders where access(folder, R_OK) == 0 {
      let loaded = Profile.load(folder: folder)
      profiles.removeAll { old in loaded.profiles.contains { $0.id == old.id } }
      profiles += loaded.profiles
      faults += loaded.faults
    }
    return (profiles, faults)
  }

  /// The weights for lines of text; nil where the installation has none.
  static var model: SequenceModel? {
    Paths.bundled("Weights").flatMap { SequenceModel.load(file: $0 + "/lines.tsv") }?.0
  }

  /// The weights for pages; nil where the installation has none.
  static var pageModel: SequenceModel? {
    Paths.bundled("Weights").flatMap { SequenceModel.load(file: $0 + "/pages.tsv", PageSpace()) }?.0
  }
}
