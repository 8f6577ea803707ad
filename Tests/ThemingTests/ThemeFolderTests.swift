import DataFiles
import Foundation
import Glibc
import Testing
import Theming

@Suite struct ThemeFolderTests {
  /// A folder with these files, removed afterwards.
  private func withFolder(_ files: [String: [UInt8]], _ body: (String) -> Void) throws {
    var template = Array((NSTemporaryDirectory() + "kiosque-themes-XXXXXX").utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = String(cString: made)
    for (name, bytes) in files {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    body(folder)
    for name in files.keys { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  @Test func aFolderThatIsNotThereIsNoFault() {
    let loaded = ThemeCatalog.load(folders: ["/nowhere/at/all"])
    #expect(loaded.themes == [])
    #expect(loaded.faults == [])
  }

  @Test func filesAreTakenInNameOrderAndOthersAreLeft() throws {
    try withFolder(["b.toml": [], "a.toml": [], ".c.toml": [], "d.txt": []]) { folder in
      #expect(ThemeCatalog.load(folders: [folder]).themes.map(\.name) == ["a", "b"])
    }
  }

  @Test func filesThatCannotBeReadAreFaults() throws {
    try withFolder(["latin.toml": Array("name = \"".utf8) + [0xE9, 0x22], "good.toml": []]) { folder in
      mkdir(folder + "/dir.toml", 0o700)
      mkfifo(folder + "/pipe.toml", 0o600)
      let loaded = ThemeCatalog.load(folders: [folder])
      #expect(loaded.themes.map(\.name) == ["good"])
      #expect(
        loaded.faults.map(\.description) == [
          "dir.toml: not a file", "latin.toml: not UTF-8", "pipe.toml: not a file",
        ])
      rmdir(folder + "/dir.toml")
      unlink(folder + "/pipe.toml")
    }
  }
}
