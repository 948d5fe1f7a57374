// SPDX-License-Identifier: MIT
import CCrypto

/// Arithmetic on P-256 with everything allocated once. One thread at a time.
struct CurveP256 {
  static let scalarSize = 32
  static let pointSize = 65

  let group: OpaquePointer?
  private let context: OpaquePointer?
  private let scalar: OpaquePointer?
  private let x: OpaquePointer?
  private let y: OpaquePointer?
  private let peer: OpaquePointer?
  private let product: OpaquePointer?

  init() {
    group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)
    context = BN_CTX_new()
    scalar = BN_new()
    x = BN_new()
    y = BN_new()
    peer = EC_POINT_new(group)
    product = EC_POINT_new(group)
  }

  var isWhole: Bool {
    group != nil && context != nil && scalar != nil && x != nil && y != nil && peer != nil
      && product != nil
  }

  func release() {
    EC_POINT_clear_free(product)
    EC_POINT_free(peer)
    BN_free(y)
    BN_clear_free(x)
    BN_clear_free(scalar)
    BN_CTX_free(context)
    EC_GROUP_free(group)
  }

  /// The other side's point. False unless these 65 octets are one of the curve, uncompressed:
  /// libcrypto would take the compressed and hybrid forms as well (RFC 8291, 2).
  func setPeer(_ octets: UnsafeRawBufferPointer) -> Bool {
    guard octets.count == Self.pointSize, octets.first == 4, let start = octets.baseAddress
    else { return false }
    return EC_POINT_oct2point(
      group, peer, start.assumingMemoryBound(to: UInt8.self), octets.count, context) == 1
  }

  /// Our 32 octets as a private key. False unless 1 <= d < n; nothing else about it shows.
  func setScalar(_ octets: UnsafeRawPointer) -> Bool {
    BN_set_flags(scalar, BN_FLG_CONSTTIME)
    guard BN_bin2bn(octets.assumingMemoryBound(to: UInt8.self), 32, scalar) != nil else {
      return false
    }
    return BN_is_zero(scalar) == 0 && BN_cmp(scalar, EC_GROUP_get0_order(group)) < 0
  }

  /// d·G, uncompressed, 65 octets.
  func writePublicKey(_ output: UnsafeMutableRawPointer) -> Bool {
    output.storeBytes(of: 4, as: UInt8.self)
    return EC_POINT_mul(group, product, scalar, nil, nil, context) == 1
      && EC_POINT_get_affine_coordinates(group, product, x, y, context) == 1
      && write(x, output + 1) && write(y, output + 33)
  }

  /// The x coordinate of d·Q, 32 octets (SP 800-56A, 5.7.1.2).
  func writeSharedSecret(_ output: UnsafeMutableRawPointer) -> Bool {
    EC_POINT_mul(group, product, nil, peer, scalar, context) == 1
      && EC_POINT_get_affine_coordinates(group, product, x, nil, context) == 1
      && write(x, output)
  }

  /// Leaves nothing of the scalar and of the shared point behind.
  func forget() {
    BN_clear(scalar)
    BN_clear(x)
    EC_POINT_copy(product, peer)
  }

  private func write(_ number: OpaquePointer?, _ output: UnsafeMutableRawPointer) -> Bool {
    let size = Int32(Self.scalarSize)
    return BN_bn2binpad(number, output.assumingMemoryBound(to: UInt8.self), size) == size
  }
}
