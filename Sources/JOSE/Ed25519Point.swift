internal import COpenSSL

/// Which Ed25519 public keys are refused, whoever made them. OpenSSL looks at a key only when it verifies, and then
/// cannot tell a bad key from a bad signature.
enum Ed25519Point {
    /// p = 2^255 - 19, big-endian.
    private static let prime: [UInt8] = [0x7F] + [UInt8](repeating: 0xFF, count: 30) + [0xED]

    /// The y, big-endian, of the points whose order divides 8: under such a key one signature is good for many messages.
    private static let ofSmallOrder: [[UInt8]] = [
        [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 31) + [1],
        [0x7F] + [UInt8](repeating: 0xFF, count: 30) + [0xEC],
        [
            0x05, 0xFC, 0x53, 0x6D, 0x88, 0x02, 0x38, 0xB1, 0x39, 0x33, 0xC6, 0xD3, 0x05, 0xAC, 0xDF, 0xD5, 0xF0, 0x98,
            0xEF, 0xF2, 0x89, 0xF4, 0xC3, 0x45, 0xB0, 0x27, 0xB2, 0xC2, 0x8F, 0x95, 0xE8, 0x26,
        ],
        [
            0x7A, 0x03, 0xAC, 0x92, 0x77, 0xFD, 0xC7, 0x4E, 0xC6, 0xCC, 0x39, 0x2C, 0xFA, 0x53, 0x20, 0x2A, 0x0F, 0x67,
            0x10, 0x0D, 0x76, 0x0B, 0x3C, 0xBA, 0x4F, 0xD8, 0x4D, 0x3D, 0x70, 0x6A, 0x17, 0xC7,
        ],
    ]

    /// Why these 32 bytes are no acceptable public key (RFC 8032 §5.1.3), or nil.
    static func violation(_ key: [UInt8]) throws(JOSEError) -> String? {
        guard key.count == OKPParameters.width else { return "the public key has \(key.count) bytes" }
        var y = Array(key.reversed())
        y[0] &= 0x7F  // the top bit is the sign of x
        guard y.lexicographicallyPrecedes(prime) else { return "the public key is not reduced" }
        guard !ofSmallOrder.contains(y) else { return "the public key is a point of small order" }
        switch unsafe vellum_ed25519_has_point(y) {
        case 1: return nil
        case 0: return "the public key is not on the curve"
        default: throw JOSEError.openSSL("check a public key")
        }
    }
}
