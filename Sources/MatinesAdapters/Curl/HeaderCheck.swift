// SPDX-License-Identifier: MIT
import MatinesApplication

/// The last look at what libcurl would pass on as it is: headers, and the addresses of an envelope.
enum HeaderCheck {
  static func refusal(of request: TransferRequest) -> TransferFailure? {
    switch request {
    case .http(let request):
      for header in request.headers where !header.value.utf8.allSatisfy(isVisible) {
        let peer = Peer(url: request.url).text
        return TransferFailure(
          .security, "\(peer): header \(header.name) has a control or non-ASCII character")
      }
      return nil
    case .mail(let request):
      let texts = [request.from, request.to]
      guard texts.contains(where: { !$0.utf8.allSatisfy(isInAddress) }) else { return nil }
      return TransferFailure(
        .reply(code: 553), "\(Peer(url: request.url).text): an address cannot be sent")
    }
  }

  private static func isVisible(_ octet: UInt8) -> Bool { octet >= 0x20 && octet < 0x7F }

  private static func isInAddress(_ octet: UInt8) -> Bool {
    isVisible(octet) && !"<>, ".utf8.contains(octet)
  }
}
