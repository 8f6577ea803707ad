import Foundation
import Testing

/// Disks that are full or read-only, each a small file system of its own, gone with the shell that mounted it.
@Suite struct FullDiskTests {
  private func captures(_ home: TestHome, _ count: Int) throws -> String {
    let lines = (0..<count).map { index in
      let words = (0..<120).map { "mot\((index &* 7919 &+ $0 &* 104_729) % 90_000)" }.joined(separator: " ")
      return
        "{\"title\":\"Titre numéro \(index)\",\"url\":\"https://le-fanal.example/\(index)\",\"text\":\"\(words).\"}"
    }
    return try home.write(lines.joined(separator: "\n") + "\n", to: "many.jsonl")
  }

  @Test func aFullDiskCanBeReadAndIsCalledFull() throws {
    let home = try TestHome()
    try home.importStories()
    let script = """
      cp "$HOME/archive.sqlite" a.sqlite
      cat /dev/zero > filler 2> /dev/null
      for ask in "list" "show 1" "search phare" "stats"; do "$kiosque" $ask > /dev/null; echo "$ask $?"; done
      "$kiosque" import "$HOME/captures/page.html" "$HOME/captures"; echo "import $?"
      """
    guard let output = try home.onDisk("1m", script) else { return }
    #expect(output.contains("list 0\nshow 1 0\nsearch phare 0\nstats 0\n"), "\(output)")
    #expect(!output.contains("import PATH") && !output.contains("import CHEMIN"))
  }

  @Test func anImportWithLittleRoomStoresSmallerBatches() throws {
    let home = try TestHome()
    let path = try captures(home, 1000)
    let script = """
      "$kiosque" import --ack '\(path)'; echo "status $?"
      "$kiosque" list --limit 10000 | wc -l; "$kiosque" check; echo "check $?"
      mount -o remount,size=100m . && "$kiosque" import '\(path)'; echo "status $?"
      "$kiosque" list --limit 10000 | wc -l
      """
    guard let output = try home.onDisk("4m", script) else { return }
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("plus de place pour l’archive") }, "\(output)")
    #expect(
      lines.contains("status 3") && lines.contains("check 0") && lines.contains("status 0"), "\(output)")
    let counts = lines.compactMap { Int($0) }
    #expect(counts.count == 2 && counts.last == 1000, "\(output)")
    #expect((counts.first ?? 0) > 50, "some of the first batch found room: \(output)")
  }

  @Test func aReadOnlyDiskShowsWhatStandsInTheLog() throws {
    let home = try TestHome()
    try home.importStories()
    let text = try home.write(
      "Le dernier\n\nCe récit n’est encore que dans le journal de l’archive.\n", to: "dernier.txt")
    let script = """
      cp "$HOME/archive.sqlite" a.sqlite
      "$kiosque" > /dev/null < /dev/null; mkfifo hold
      ("$kiosque" import --format text - < hold > /dev/null 2>&1) & sleep 0.3
      exec 3> hold; cat '\(text)' >&3
      "$kiosque" import '\(text)' > /dev/null 2>&1
      mkdir ro; cp a.sqlite a.sqlite-wal ro/; exec 3>&-; wait
      mount -o remount,ro .
      KIOSQUE_ARCHIVE="$1/ro/a.sqlite" "$kiosque" search journal
      """
    guard let output = try home.onDisk("8m", script) else { return }
    #expect(output.contains("Le dernier"), "\(output)")
  }
}
