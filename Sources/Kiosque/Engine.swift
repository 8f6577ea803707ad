import Archive
import Relating
import SQLiteArchive

/// The engine that keeps the archives: the one place where the program names it.
enum Engine {
  static let installed: any ArchiveEngine = SQLiteEngine(
    ArchiveMatchers(headlines: Relating.matcher, texts: Similarity.matcher))
}
