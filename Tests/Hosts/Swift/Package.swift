// swift-tools-version: 6.0
// SPDX-License-Identifier: MIT
import PackageDescription

// A host in Swift: it reads the installed header and links the installed library, nothing else.
let package = Package(
  name: "story",
  targets: [
    .systemLibrary(name: "CMatines", pkgConfig: "matines"),
    .executableTarget(name: "story", dependencies: ["CMatines"]),
  ]
)
