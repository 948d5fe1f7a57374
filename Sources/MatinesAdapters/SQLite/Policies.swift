// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func archive(_ document: String, digest: [UInt8]) throws(StoreFailure) -> Int64 {
    let known = try look { (connection) throws(StoreFailure) in try connection.policy(digest) }
    if let known { return known }
    return try write { (connection) throws(StoreFailure) in
      if let known = try connection.policy(digest) { return known }
      var query = try connection.query(
        "INSERT INTO policy (number, digest, document) VALUES (?1, ?2, ?3)")
      let number = (try connection.integer("SELECT max(number) FROM policy") ?? 0) &+ 1
      query.bind(1, number)
      query.bind(2, digest)
      query.bind(3, document)
      try query.run()
      return number
    }
  }

  package func policyDocument(_ number: Int64) throws(StoreFailure) -> String {
    try look { (connection) throws(StoreFailure) in
      var query = try connection.query("SELECT document FROM policy WHERE number = ?1")
      query.bind(1, number)
      guard try query.step() else { throw .notFound("policy") }
      return try query.text(0)
    }
  }
}

extension Connection {
  fileprivate func policy(_ digest: [UInt8]) throws(StoreFailure) -> Int64? {
    var query = try query("SELECT number FROM policy WHERE digest = ?1")
    query.bind(1, digest)
    return try query.step() ? query.integer(0) : nil
  }
}
