// SPDX-License-Identifier: MIT

/// Whatever the octets: a number that is accepted is `+` and 8 to 15 digits, is kept as it came,
/// and has the price of its longest prefix.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPhone(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: octets, as: UTF8.self)
  guard let phone = try? PhoneNumber(text) else {
    precondition(!isNumber(octets), "refused a number")
    return 0
  }
  precondition(isNumber(Array(phone.text.utf8)) && phone.text == text, "accepted something else")
  check(phone)
  return 0
}

/// Written otherwise than the library's.
private func isNumber(_ octets: [UInt8]) -> Bool {
  guard octets.first == 0x2B, octets.count >= 9, octets.count <= 16, octets[1] != 0x30 else {
    return false
  }
  return octets.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
}

private func check(_ phone: PhoneNumber) {
  let short = String(phone.text.prefix(3))
  let long = String(phone.text.prefix(6))
  let prices = try? PriceList(currency: "EUR", prefixes: [short: 1, long: 2, "": 3])
  precondition(prices?.price(of: phone) == 2 && prices?.price(of: phone, parts: 255) == 510)
  let others = try? PriceList(currency: "EUR", prefixes: [phone.text + "0": 1])
  precondition(phone.text.utf8.count == 16 || others?.price(of: phone) == nil)
}
