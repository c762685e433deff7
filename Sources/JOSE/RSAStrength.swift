/// Which RSA keys are refused, whoever made them.
enum RSAStrength {
    /// Less is too weak (RFC 7518 §3.3); more makes one verification cost what a stranger should not be able to ask.
    static let modulusBits = 2048...8192
    /// Longer public exponents make verification slow and have no use.
    static let exponentBytes = 8

    /// Why these numbers are no acceptable public key, or nil. They have no leading zeros.
    static func violation(n: [UInt8], e: [UInt8]) -> String? {
        guard let first = n.first, let last = n.last, let lastOfExponent = e.last else { return "a number is missing" }
        let bits = n.count * 8 - first.leadingZeroBitCount
        guard modulusBits.contains(bits) else {
            return "the modulus has \(bits) bits; \(modulusBits.lowerBound) to \(modulusBits.upperBound) are accepted"
        }
        guard last & 1 == 1 else { return "the modulus is even" }
        guard lastOfExponent & 1 == 1, e != [1] else { return "the public exponent is even or 1" }
        guard e.count <= exponentBytes else { return "the public exponent has more than \(exponentBytes) bytes" }
        guard !hasROCAFingerprint(n) else { return "the modulus has the fingerprint of ROCA (CVE-2017-15361)" }
        return nil
    }

    /// Keys of the faulty generator are powers of 65537 modulo every small prime; a sound key is so by chance about
    /// once in 10⁸ (Nemec and others, The Return of Coppersmith's Attack, 2017).
    private static func hasROCAFingerprint(_ n: [UInt8]) -> Bool {
        smallPrimes.allSatisfy { prime in
            let residue = n.reduce(0) { ($0 << 8 | Int($1)) % prime }
            var power = 1
            repeat {
                if power == residue { return true }
                power = power * 65537 % prime
            } while power != 1
            return false
        }
    }

    private static let smallPrimes = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
        109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ]
}
