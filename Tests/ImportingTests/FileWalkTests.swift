import Foundation
import Glibc
import Stories
import Testing

@testable import Importing

/// A folder that goes when the test ends.
private final class Folder {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "kiosque-walk-XXXXXX").utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit { system("rm -rf '\(path)'") }

  func file(_ name: String, _ text: String = "Bonjour.") {
    let file = PathBytes.withBytes(of: path + "/" + name) { fopen($0, "w") }
    guard let file else { return }
    fputs(text, file)
    fclose(file)
  }

  func folder(_ name: String) { mkdir(path + "/" + name, 0o755) }

  var found: [String] {
    var found: [String] = []
    FileWalk.forEach(path) { result in
      switch result {
      case .success(let file): found.append(String(file.dropFirst(path.count + 1)))
      case .failure(let fault): found.append("! " + fault.path.dropFirst(path.count + 1))
      }
    }
    return found
  }
}

@Suite struct FileWalkTests {
  @Test func filesComeInTheOrderOfTheirNames() throws {
    let folder = try Folder()
    folder.folder("b")
    for name in ["c.txt", "b/z.txt", "b/a.txt", "a.txt", ".hidden", "é.txt"] { folder.file(name) }
    #expect(folder.found == ["a.txt", "b/a.txt", "b/z.txt", "c.txt", "é.txt"])
  }

  @Test func linksAndPipesInsideAFolderAreFaults() throws {
    let folder = try Folder()
    folder.folder("inner")
    symlink("/etc/passwd", folder.path + "/link.txt")
    symlink("..", folder.path + "/inner/loop")
    symlink("self", folder.path + "/self")
    mkfifo(folder.path + "/pipe.txt", 0o644)
    #expect(folder.found == ["! inner/loop", "! link.txt", "! pipe.txt", "! self"])
  }

  @Test func aNamedLinkIsFollowed() throws {
    let folder = try Folder()
    folder.file("a.txt")
    symlink("a.txt", folder.path + "/link")
    let path = folder.path + "/link"
    var found: [Result<String, ImportFault>] = []
    FileWalk.forEach(path) { found.append($0) }
    #expect(found == [.success(path)])
    #expect(try CaptureReader().read(path: path).get().text == "Bonjour.")
    #expect(CaptureReader().read(path: path, named: false) == .failure(.notAFile(path: path)))
  }

  @Test func namesOfAnyBytesAreReadBack() throws {
    let folder = try Folder()
    let name = PathBytes.string([0x6C, 0xE9, 0xC3, 0xA9, 0xFF, 0x2E])
    #expect(PathBytes.bytes(name) == [0x6C, 0xE9, 0xC3, 0xA9, 0xFF, 0x2E])
    folder.file(name)
    #expect(folder.found == [name])
    #expect(try CaptureReader().read(path: folder.path + "/" + name).get().text == "Bonjour.")
  }

  @Test func namesThatLookEscapedAreReadBackToo() {
    let odd = Array("a\u{10FEE9}b".utf8)
    #expect(PathBytes.bytes(PathBytes.string(odd)) == odd)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything: skipped"))
  func aFolderThatCannotBeReadIsAFaultAndTheWalkGoesOn() throws {
    let folder = try Folder()
    folder.folder("b")
    folder.file("c.txt")
    chmod(folder.path + "/b", 0)
    #expect(folder.found == ["! b", "c.txt"])
    chmod(folder.path + "/b", 0o755)
  }

  @Test func whatIsNotThereIsMissing() {
    var found: [Result<String, ImportFault>] = []
    FileWalk.forEach("/nowhere/at/all") { found.append($0) }
    #expect(found == [.failure(.missing(path: "/nowhere/at/all"))])
    #expect(CaptureReader().read(path: "/nowhere") == .failure(.missing(path: "/nowhere")))
    #expect(CaptureReader().read(path: "/tmp") == .failure(.notAFile(path: "/tmp")))
    #expect(CaptureReader().read(path: "/dev/zero") == .failure(.notAFile(path: "/dev/zero")))
  }

  @Test func deepFoldersAreWalked() throws {
    let folder = try Folder()
    var name = ""
    for _ in 0..<150 {
      name += name.isEmpty ? "d" : "/d"
      folder.folder(name)
    }
    folder.file(name + "/x.txt")
    #expect(folder.found == [name + "/x.txt"])
  }

  @Test func theTimeOfACaptureIsTheFilesOwn() throws {
    let folder = try Folder()
    folder.file("a.txt")
    var times = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
    utimensat(AT_FDCWD, folder.path + "/a.txt", &times, 0)
    #expect(try CaptureReader().read(path: folder.path + "/a.txt").get().time == 1_000_000)
  }
}
