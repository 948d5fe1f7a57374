// swift-tools-version: 6.2
// SPDX-License-Identifier: MIT
import PackageDescription

// Rooms whose code never touches a pointer say so, and the compiler holds them to it.
let safe: [SwiftSetting] = [.strictMemorySafety()]

// The shared object must carry the Swift runtime inside, show `matines_*` only, and never be
// unmapped: a host that unloads it would leave the runtime's destructors pointing at nothing.
let sharedObject: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-use-ld=lld",
      "-Xlinker", "--version-script=Sources/MatinesABI/exports.map",
      "-Xlinker", "-soname=libmatines.so.0",
      "-Xlinker", "-z", "-Xlinker", "nodelete",
      "-Xlinker", "--gc-sections", "-Xlinker", "--icf=all",
      // Relative relocations take a thirtieth of the room (glibc 2.36).
      "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
    ], .when(configuration: .release))
]

let package = Package(
  name: "matines",
  products: [
    .library(name: "matines", type: .dynamic, targets: ["MatinesABI"]),
    .executable(name: "matines-tool", targets: ["MatinesTool"]),
  ],
  targets: [
    .systemLibrary(name: "CMatines"),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CCrypto"),
    .systemLibrary(name: "CICU"),
    .systemLibrary(name: "CEvent"),
    .systemLibrary(name: "CSystem"),
    .target(name: "MatinesDomain", swiftSettings: safe),
    .target(name: "MatinesWire", swiftSettings: safe),
    .target(
      name: "MatinesApplication", dependencies: ["MatinesDomain"], swiftSettings: safe),
    .target(
      name: "MatinesAdapters",
      dependencies: [
        "MatinesDomain", "MatinesApplication", "MatinesWire",
        "CSQLite", "CCurl", "CCrypto", "CICU", "CEvent", "CSystem",
      ]),
    .target(
      name: "MatinesABI",
      dependencies: [
        "CMatines", "CSystem", "MatinesDomain", "MatinesApplication", "MatinesWire",
        "MatinesAdapters",
      ],
      exclude: ["exports.map"],
      linkerSettings: sharedObject),
    .executableTarget(
      name: "MatinesTool", dependencies: ["CMatines"],
      linkerSettings: [
        // The program is a host like any other: it finds the library beside itself, or installed.
        .unsafeFlags([
          "-Lbuild", "-lmatines", "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN:$ORIGIN/../lib",
        ])
      ]),
    .executableTarget(
      name: "MatinesSimulation",
      dependencies: ["MatinesDomain", "MatinesApplication", "MatinesAdapters"],
      path: "Tests/Simulation"),
    .executableTarget(
      name: "MatinesMailBench",
      dependencies: ["MatinesDomain", "MatinesApplication", "MatinesAdapters"],
      path: "Tests/Bench/Render",
      // As the library carries it.
      linkerSettings: [.unsafeFlags(["-static-stdlib"])]),
    .testTarget(name: "DomainTests", dependencies: ["MatinesDomain"]),
    .testTarget(name: "WireTests", dependencies: ["MatinesWire"]),
    .testTarget(
      name: "ApplicationTests",
      dependencies: ["MatinesDomain", "MatinesApplication", "MatinesAdapters", "MatinesWire"]),
    .testTarget(
      name: "AdapterTests",
      dependencies: [
        "MatinesDomain", "MatinesApplication", "MatinesAdapters", "MatinesWire", "CSQLite",
        "CCrypto",
      ]),
    .testTarget(
      name: "ABITests",
      dependencies: ["CMatines", "MatinesABI", "MatinesAdapters", "MatinesWire"]),
  ],
  swiftLanguageModes: [.v6]
)
