// SPDX-License-Identifier: MIT
import CCrypto
import Glibc

/// Private keys of P-256 as libcrypto keeps them: found in a file, made, and opened to 32 octets.
/// What is answered belongs to the caller, who frees it.
enum ECKey {
  /// A new key pair; nil when libcrypto refuses.
  static func make() -> OpaquePointer? {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      EVP_PKEY_CTX_set_group_name(context, SN_X9_62_prime256v1) == 1,
      EVP_PKEY_generate(context, &key) == 1
    else { return nil }
    return key
  }

  /// A key that libcrypto can verify with (65 octets), and sign with given d (32 octets).
  static func join(
    scalar: UnsafeRawBufferPointer? = nil, publicKey: UnsafeRawBufferPointer
  ) -> OpaquePointer? {
    guard let builder = OSSL_PARAM_BLD_new() else { return nil }
    // A secure number, so that the parameters made of it are wiped as well.
    let number = BN_secure_new()
    defer {
      OSSL_PARAM_BLD_free(builder)
      BN_clear_free(number)
    }
    guard
      OSSL_PARAM_BLD_push_utf8_string(
        builder, lasting("group"), lasting("prime256v1"), 0) == 1,
      OSSL_PARAM_BLD_push_octet_string(
        builder, lasting("pub"), publicKey.baseAddress, publicKey.count) == 1,
      scalar.map({ push($0, number, builder) }) ?? true,
      let parameters = OSSL_PARAM_BLD_to_param(builder)
    else { return nil }
    defer { OSSL_PARAM_free(parameters) }
    return imported(parameters, scalar == nil ? matines_public_key : matines_key_pair)
  }

  private static func push(
    _ scalar: UnsafeRawBufferPointer, _ number: OpaquePointer?, _ builder: OpaquePointer
  ) -> Bool {
    let octets = scalar.bindMemory(to: UInt8.self)
    return BN_bin2bn(octets.baseAddress, Int32(clamping: octets.count), number) != nil
      && OSSL_PARAM_BLD_push_BN_pad(
        builder, lasting("priv"), number, CurveP256.scalarSize) == 1
  }

  /// Parameters keep the pointers of their names; a `String` would lend them for the call only.
  private static func lasting(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  private static func imported(
    _ parameters: UnsafeMutablePointer<OSSL_PARAM>, _ selection: Int32
  ) -> OpaquePointer? {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_fromdata_init(context) == 1,
      EVP_PKEY_fromdata(context, &key, selection, parameters) == 1
    else { return nil }
    return key
  }

  /// Whether it is a key of P-256 and its parts fit: 32 octets of d, then 65 of the public key it
  /// came with.
  static func open(_ key: OpaquePointer, into parts: UnsafeMutableRawBufferPointer) -> Bool {
    let size = CurveP256.scalarSize
    guard isP256(key), parts.count == size + CurveP256.pointSize, let start = parts.baseAddress
    else { return false }
    start.storeBytes(of: 4, toByteOffset: size, as: UInt8.self)
    return write(OSSL_PKEY_PARAM_PRIV_KEY, of: key, to: start)
      && write(OSSL_PKEY_PARAM_EC_PUB_X, of: key, to: start + size + 1)
      && write(OSSL_PKEY_PARAM_EC_PUB_Y, of: key, to: start + 2 * size + 1)
  }

  static func isP256(_ key: OpaquePointer) -> Bool {
    var name = [CChar](repeating: 0, count: 64)
    var length = 0
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC
      && EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1
      && strcmp(name, SN_X9_62_prime256v1) == 0
  }

  private static func write(
    _ name: String, of key: OpaquePointer, to output: UnsafeMutableRawPointer
  ) -> Bool {
    var number: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &number) == 1 else { return false }
    defer { BN_clear_free(number) }
    let size = Int32(CurveP256.scalarSize)
    return BN_bn2binpad(number, output.assumingMemoryBound(to: UInt8.self), size) == size
  }
}
