import Cleaning
import DataFiles
import Glibc

/// Publisher profiles: the bundled ones, and the person's own over them.
enum Profiles {
  static func load() -> (profiles: [Profile], faults: [DataFault]) {
    let folders = [Places.bundled("Profiles"), Places.configuration + "/publishers"].compactMap(\.self)
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

  /// A cleaner with these profiles and the bundled weights.
  static func cleaner(_ profiles: [Profile], siteConfigs: SiteConfigs? = nil) -> Cleaner {
    Cleaner(profiles: profiles, model: model, pageModel: pageModel, siteConfigs: siteConfigs)
  }

  /// The bundled weights; nil where the installation has none.
  static var model: SequenceModel? {
    Places.bundled("Weights").flatMap { SequenceModel.load(file: $0 + "/lines.tsv") }?.0
  }

  static var pageModel: SequenceModel? {
    Places.bundled("Weights").flatMap { SequenceModel.load(file: $0 + "/pages.tsv", PageSpace()) }?.0
  }
}
