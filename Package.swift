// swift-tools-version: 6.2
// 6.2 is the first version whose manifests know strictMemorySafety and treatAllWarnings.
import PackageDescription

let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let nioTesting: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")

let package = Package(
    name: "grassroots",
    products: [
        .library(name: "Wire", targets: ["Wire"]),
        .library(name: "Client", targets: ["Client"]),
        .executable(name: "grassroots-collector", targets: ["grassroots-collector"]),
        .executable(name: "grassroots-aggregator", targets: ["grassroots-aggregator"]),
        .executable(name: "grassroots", targets: ["grassroots"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        // In the order in which data flows; a target may import what stands above it, as README's map says.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["libz-dev"])]),
        .target(name: "Wire", dependencies: ["CZlib"]),
        .target(name: "CSV", dependencies: ["CZlib"]),
        .target(
            name: "Catalogue", dependencies: ["CSV", "Wire", yams, crypto],
            resources: [.embedInCode("catalogue.yaml")]),
        .target(name: "Transport", dependencies: ["Wire", nio, nioPosix]),
        .target(name: "Hosting", dependencies: ["Transport", log, lifecycle, signals]),
        .target(name: "Journal", dependencies: ["Wire", grdb, sqlite, crypto]),
        .target(
            name: "Collector",
            dependencies: ["Wire", "Catalogue", "Transport", "Journal", nio, nioPosix, log, lifecycle]),
        .target(name: "Statistics", dependencies: ["Wire", "Catalogue", grdb, sqlite, crypto]),
        .target(
            name: "Aggregator",
            dependencies: [
                "Wire", "Catalogue", "Transport", "Statistics", nio, nioPosix, log, lifecycle, crypto,
            ]
        ),
        .target(
            name: "Client",
            dependencies: ["CSV", "Wire", "Catalogue", "Transport", nio, nioPosix, grdb, sqlite, crypto]),
        .executableTarget(
            name: "grassroots-collector",
            dependencies: ["Collector", "Catalogue", "Hosting", "Journal", "Transport", arguments, log]),
        .executableTarget(
            name: "grassroots-aggregator",
            dependencies: ["Aggregator", "Catalogue", "Hosting", "Transport", arguments, log]),
        .executableTarget(
            name: "grassroots",
            dependencies: ["Client", "Catalogue", "Transport", "Wire", arguments]),

        // What several test targets need, and nothing of ours: random numbers that a seed repeats.
        .target(name: "Seeds", path: "Tests/Seeds"),
        // The specification's text, tables and vectors as tests read them, and nothing of ours either.
        .target(name: "Specification", path: "Tests/Specification"),
        // Any bytes over a socket, to a service of ours.
        .target(name: "RawConnections", dependencies: ["Wire", nio, nioPosix], path: "Tests/RawConnections"),
        .testTarget(name: "WireTests", dependencies: ["Wire", "CZlib", "Seeds", "Specification"]),
        .testTarget(name: "CSVTests", dependencies: ["CSV"]),
        .testTarget(name: "CatalogueTests", dependencies: ["CSV", "Catalogue", "Wire", "Seeds"]),
        .testTarget(name: "JournalTests", dependencies: ["Journal", "Wire", "Seeds", grdb]),
        .testTarget(
            name: "CollectorTests",
            dependencies: [
                "Collector", "Catalogue", "Journal", "Transport", "Wire", "Seeds", "Specification",
                "RawConnections", nio, nioPosix, nioTesting, grdb, log,
            ]),
        .testTarget(
            name: "StatisticsTests", dependencies: ["Statistics", "Catalogue", "Wire", "Seeds", grdb]),
        .testTarget(
            name: "AggregatorTests",
            dependencies: [
                "Aggregator", "Catalogue", "Statistics", "Transport", "Wire", "Seeds", "Specification",
                "RawConnections", nio, crypto, log, lifecycle,
            ]),
        .testTarget(
            name: "ClientTests",
            dependencies: [
                "CSV", "Client", "Catalogue", "Transport", "Wire", "Seeds", "Specification", nio, nioPosix,
            ]),
        // The programs themselves, as processes, on real input; it imports nothing of ours. They are no dependencies,
        // because their code would be linked into the tests: whatever builds the tests builds all programs anyway.
        .testTarget(name: "ProgramTests", dependencies: ["Seeds", grdb]),
        // What everything costs, beside the plainest C that does the same; deploy/benchmark builds and runs it.
        .target(name: "BenchmarkFloors", dependencies: ["CZlib"], path: "Tests/Benchmarks/Floors"),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "BenchmarkFloors", "Wire", "Catalogue", "Transport", "Client", "Seeds", nio, nioPosix,
                arguments,
            ], path: "Tests/Benchmarks", exclude: ["Floors"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            // `any P` is written where a value is boxed, so that a reader sees the cost.
            .enableUpcomingFeature("ExistentialAny"),
            // A file names every module whose members it uses: the import lists are the map of the house.
            .enableUpcomingFeature("MemberImportVisibility"),
            // What a module shows of its own dependencies is said, not leaked.
            .enableUpcomingFeature("InternalImportsByDefault"),
            // An async function runs where its caller runs: no hidden thread switch.
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            // Every use of a pointer is marked `unsafe`, so that a review can find it.
            .strictMemorySafety(),
            // A warning nobody mends is a bug nobody reads.
            .treatAllWarnings(as: .error),
        ]
}

// A release carries the Swift runtime in its programs, so that they run where no Swift is installed. The compiler is told
// as well: only then do their object files name the libraries that a static Foundation consists of.
for target in package.targets where target.name.hasPrefix("grassroots") {
    let carryRuntime = ["-static-stdlib"]
    target.swiftSettings?.append(.unsafeFlags(carryRuntime, .when(configuration: .release)))
    target.linkerSettings = [.unsafeFlags(carryRuntime, .when(configuration: .release))]
}
