// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Text messages by month and category.
package enum SpendingDocument {
  package static func write(_ lines: [SpendingLine], currency: String?) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.text("currency", currency)
    writer.beginArray("months")
    for line in lines { writer.rawElement(text(line)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ line: SpendingLine) -> String {
    let month = line.month % 100
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("month", "\(line.month / 100)-\(month < 10 ? "0" : "")\(month)")
    writer.member("category", line.category.text)
    writer.member("sent", line.spending.texts)
    writer.member("spent", Amount.text(line.spending.amount))
    writer.member("spared", line.spending.spared)
    writer.member("saved", Amount.text(line.spending.sparedAmount))
    writer.endObject()
    return writer.text
  }
}
