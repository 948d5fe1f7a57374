// SPDX-License-Identifier: MIT

/// Members in the order they were written; no two have the same name.
package struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  package struct Member: Sendable, Equatable {
    package let key: String
    package fileprivate(set) var value: JSON

    package init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      sameOctets(left.key, right.key) && left.value == right.value
    }
  }

  package private(set) var members: [Member]

  package init() {
    members = []
  }

  /// A name written twice keeps its last value.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self.init()
    members.reserveCapacity(elements.count)
    for (key, value) in elements { self[key] = value }
  }

  /// For whoever knows that no name is repeated.
  package init(distinct members: [Member]) {
    self.members = members
  }

  package var keys: [String] { members.map(\.key) }

  package var isEmpty: Bool { members.isEmpty }

  /// A linear search: objects are small. Setting nil removes the member.
  package subscript(key: String) -> JSON? {
    get { members.first { sameOctets($0.key, key) }?.value }
    set {
      let found = members.firstIndex { sameOctets($0.key, key) }
      switch (found, newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }
}
