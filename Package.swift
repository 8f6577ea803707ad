// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is strict: Swift 6, a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
]

/// A part of the house: what it may import is written here and proved in HouseTests.
func part(_ name: String, _ needs: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: needs, exclude: exclude, swiftSettings: strict)
}

/// A library of the system, behind a module map and a few accessors in C.
func system(
  _ name: String, _ needs: [Target.Dependency] = [], links: [String] = [], headers: String? = nil
) -> Target {
  .target(
    name: name, dependencies: needs, path: "Sources/System/\(name)",
    cSettings: headers.map { [.unsafeFlags(["-I\($0)"])] },
    linkerSettings: links.map { .linkedLibrary($0) })
}

func tests(
  _ name: String, _ needs: [Target.Dependency], links: [String] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: needs, exclude: exclude, swiftSettings: strict,
    linkerSettings: links.map { .linkedLibrary($0) })
}

let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "kiosque",
  products: [
    .executable(name: "kiosque", targets: ["Kiosque"]),
    .executable(name: "kiosque-bench", targets: ["kiosque-bench"]),
    .executable(name: "kiosque-train", targets: ["kiosque-train"]),
    .executable(name: "ncurses-floor", targets: ["ncurses-floor"]),
    .executable(name: "gumbo-floor", targets: ["gumbo-floor"]),
    .library(name: "kiosque-faults", type: .dynamic, targets: ["CFaults"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    system("CNcurses", links: ["ncursesw", "tinfo"]),
    system("CLater"),
    system("CMemory"),
    system("CCage"),
    system("CStubData"),
    system("CText", ["CLater"], links: ["unistring"]),
    system("CZstd", links: ["zstd"]),
    system("CDigest", links: ["md"]),
    system("CUnpack", ["CLater"], links: ["z", "zstd"]),
    system("CArchive", ["CLater"]),
    system("CXML", ["CLater"], headers: "/usr/include/libxml2"),
    system("CGumbo", ["CLater"]),
    system("CWords", links: ["unistring", "stemmer"]),
    system("CTokenizer", ["CWords"], links: ["sqlite3"]),
    system("CPty", links: ["util", "vterm"]),
    system("CStopwatch", links: ["util"]),
    system("CSQLiteFloor", ["CTokenizer"], links: ["sqlite3"]),

    part("Locking"),
    part("BinaryCoding"),
    part("Workers", ["Locking", "CCage"]),
    part("Text", ["CText", "CWords"]),
    part("Stories", ["BinaryCoding", "Text"]),
    part("Wording", ["Stories"]),
    part("Cells", ["CText"]),
    part("DataFiles", ["Locking", toml]),

    part(
      "Importing", ["Locking", "BinaryCoding", "Stories", "Text", "CText", "CUnpack", "CArchive", "CXML"]),
    part(
      "Cleaning", ["Locking", "Stories", "Text", "DataFiles", "CGumbo"], exclude: ["Profiles", "Weights"]),
    part("Relating", ["Stories", "Text"]),
    part("Archive", ["BinaryCoding", "Stories", "Text", "CZstd", "CDigest"]),
    part("SQLiteArchive", ["Locking", "Archive", "Stories", "Text", "CTokenizer", grdb, sqlite]),
    part("Typesetting", ["Stories", "Text", "Cells", "CText"]),
    part("Theming", ["Cells", "DataFiles"]),
    part("NcursesTerminal", ["Text", "Cells", "CNcurses"]),

    part("Screens", ["Stories", "Text", "Wording", "Cells", "Typesetting"]),

    .executableTarget(
      name: "Kiosque",
      dependencies: [
        "Stories", "Text", "Wording", "Cells", "Importing", "Cleaning", "Relating", "Archive",
        "SQLiteArchive", "Typesetting", "Theming", "NcursesTerminal", "Screens", "DataFiles", "BinaryCoding",
        "Locking", "Workers", "CMemory", "CLater", "CStubData", arguments,
      ],
      resources: [
        .copy("Sample"), .copy("Manual"), .copy("../../Themes"), .copy("../Cleaning/Profiles"),
        .copy("../Cleaning/Weights"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "kiosque-train", dependencies: ["Locking", "Stories", "Cleaning", "Importing"],
      path: "Sources/Training",
      exclude: [
        "dump_words.py", "dumps.py", "page_words.py", "peers.py", "score.sh", "score_inputs.py", "unpack.sh",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ncurses-floor", path: "Sources/Benchmarks/Floors/Ncurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo"), .linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "gumbo-floor", path: "Sources/Benchmarks/Floors/Gumbo", linkerSettings: [.linkedLibrary("gumbo")]),
    .executableTarget(
      name: "kiosque-bench",
      dependencies: [
        "Stories", "Cells", "Typesetting", "Cleaning", "CPty", "CStopwatch", "CSQLiteFloor", "ncurses-floor",
        "gumbo-floor",
      ],
      path: "Sources/Benchmarks", exclude: ["Floors"], swiftSettings: strict),
    .executableTarget(name: "cage-drill", dependencies: ["CCage"], path: "Tests/CageTests/Drill"),

    tests("BinaryCoding", ["BinaryCoding", "Stories"]),
    tests("Workers", ["Locking", "Workers"], exclude: ["Drill"]),
    .executableTarget(
      name: "worker-drill", dependencies: ["Workers"], path: "Tests/WorkersTests/Drill", swiftSettings: strict
    ),
    tests("Text", ["Text", "Stories"]),
    tests("Stories", ["Stories", "Text"]),
    tests("Cells", ["Cells"]),
    tests("DataFiles", ["DataFiles"]),
    tests("Typesetting", ["Typesetting", "Text", "Stories", "Cells"]),
    tests("Theming", ["Theming", "Cells", "DataFiles"]),
    tests("NcursesTerminal", ["NcursesTerminal", "Cells", "CPty"]),
    tests("Importing", ["Importing", "Stories", "CArchive", "CZstd"], links: ["archive"]),
    tests("Cleaning", ["Cleaning", "Importing", "Stories", "DataFiles"]),
    tests("Cage", ["CCage", "Importing"], exclude: ["Drill"]),
    tests("Relating", ["Relating", "Stories", "Text"]),
    tests("Archive", ["Locking", "Archive", "SQLiteArchive", "Relating", "Stories", "Text", grdb]),
    .testTarget(
      name: "ArchiveConformance",
      dependencies: ["Locking", "Archive", "SQLiteArchive", "Relating", "Stories", "Text"],
      swiftSettings: strict),
    tests("Wording", ["Wording", "Stories"]),
    tests("Screens", ["Screens", "Cells", "Stories", "Text", "Wording"]),
    tests(
      "Kiosque",
      [
        "Kiosque", "Archive", "SQLiteArchive", "BinaryCoding", "Cells", "Cleaning", "DataFiles", "Importing",
        "Screens", "Stories", "Text", "Theming", "Typesetting", "Wording", "Workers", arguments,
      ],
      exclude: ["Pictures"]),
    tests("EndToEnd", ["CPty", "Kiosque", grdb]),
    // Preloaded into the program that is tested, never linked.
    .target(name: "CFaults", path: "Tests/Faults"),
    tests("House", ["Cells", "Cleaning", "Screens", "Theming", "Wording"]),
  ]
)

// The parsers under libFuzzer, for `make fuzz` alone: ordinary builds know nothing of them.
if Context.environment["KIOSQUE_FUZZ"] != nil {
  package.products.append(.executable(name: "kiosque-fuzz", targets: ["kiosque-fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "kiosque-fuzz",
      dependencies: [
        "Importing", "Cleaning", "Stories", "Text", "DataFiles", "Cells", "Typesetting", "Theming",
        "NcursesTerminal",
      ],
      path: "Tests/Fuzzing", exclude: ["Seeds", "fuzz.sh"], swiftSettings: strict))
}
