internal import COpenSSL

// The owners of OpenSSL's key objects: one class for each kind of C pointer, which frees it once.

/// An unsigned number; its memory is cleared when it goes, since it may be private.
@safe final class BigNumber {
    let pointer: OpaquePointer

    init(_ bytes: [UInt8]) throws(JOSEError) {
        guard let pointer = unsafe BN_bin2bn(bytes, Int32(clamping: bytes.count), nil) else {
            throw JOSEError.openSSL("read a number")
        }
        unsafe self.pointer = pointer
    }

    /// Takes the pointer over.
    fileprivate init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe BN_clear_free(pointer) }

    /// Big-endian, with zeros before it up to `width` bytes.
    func bytes(width: Int) throws(JOSEError) -> [UInt8] {
        let count = max(width, (Int(unsafe BN_num_bits(pointer)) + 7) / 8)
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe BN_bn2binpad(pointer, &bytes, Int32(clamping: count)) == Int32(clamping: count) else {
            throw JOSEError.openSSL("write a number")
        }
        return bytes
    }
}

/// A key that is being built of its parameters, at which OpenSSL's builder points until it makes their array.
@safe final class KeyBuilder {
    private let pointer: OpaquePointer
    private var numbers: [BigNumber] = []
    /// 65 bytes that do not move.
    private let point = UnsafeMutablePointer<UInt8>.allocate(capacity: KeyBuilder.pointBytes)
    private static let pointBytes = 2 * ECParameters.width + 1

    init() throws(JOSEError) {
        guard let pointer = unsafe OSSL_PARAM_BLD_new() else { throw JOSEError.openSSL("build a key") }
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe OSSL_PARAM_BLD_free(pointer)
        unsafe point.deallocate()
    }

    func add(_ number: vellum_key_number, _ bytes: [UInt8]) throws(JOSEError) {
        let value = try BigNumber(bytes)
        numbers.append(value)
        guard unsafe vellum_push_number(pointer, number, value.pointer) == 1 else {
            throw JOSEError.openSSL("build a key")
        }
    }

    /// - Parameter bytes: the point uncompressed (SEC 1 §2.3.3).
    func add(p256Point bytes: [UInt8]) throws(JOSEError) {
        precondition(bytes.count == Self.pointBytes, "a point of \(bytes.count) bytes")
        unsafe point.initialize(from: bytes, count: bytes.count)
        guard unsafe vellum_push_p256(pointer, point, bytes.count) == 1 else { throw JOSEError.openSSL("build a key") }
    }

    /// A new key, which the caller owns.
    func build(_ type: String, isPrivate: Bool) throws(JOSEError) -> OpaquePointer {
        guard let parameters = unsafe OSSL_PARAM_BLD_to_param(pointer) else { throw JOSEError.openSSL("build a key") }
        defer { unsafe OSSL_PARAM_free(parameters) }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, type, nil) else {
            throw JOSEError.openSSL("build a key")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let selection = isPrivate ? vellum_selection_key_pair : vellum_selection_public_key
        guard unsafe EVP_PKEY_fromdata_init(context) == 1,
            unsafe EVP_PKEY_fromdata(context, &key, selection, parameters) == 1, let key = unsafe key
        else { throw JOSEError.openSSL("build a key") }
        return unsafe key
    }
}

/// A key as OpenSSL holds it.
@safe final class PKey {
    let pointer: OpaquePointer

    /// Takes the pointer over.
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }

    /// Checks a private key in full: its own numbers, and that they belong together and to the public part.
    func check() throws(JOSEError) {
        guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else {
            throw JOSEError.openSSL("check a private key")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_check(context) == 1 else { throw JOSEError.openSSL("check a private key") }
    }

    /// A number of the key, big-endian, with zeros before it up to `width` bytes.
    func number(_ number: vellum_key_number, width: Int = 0) throws(JOSEError) -> [UInt8] {
        var pointer: OpaquePointer?
        guard unsafe vellum_get_number(self.pointer, number, &pointer) == 1, let pointer = unsafe pointer else {
            throw JOSEError.openSSL("read a number of a key")
        }
        return try unsafe BigNumber(pointer).bytes(width: width)
    }
}
