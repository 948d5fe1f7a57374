// SPDX-License-Identifier: MIT

/// `application/x-www-form-urlencoded`, the only encoder of form fields in the house.
package enum FormBody {
  /// A space is `%20`, which every decoder reads as it reads `+`.
  package static func encode(_ fields: [(String, String)]) -> String {
    fields.map { name, value in
      PercentEncoding.component(name) + "=" + PercentEncoding.component(value)
    }.joined(separator: "&")
  }
}
