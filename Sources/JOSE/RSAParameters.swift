package import JSON

/// The members of an RSA key (RFC 7518 §6.3). Numbers are unsigned, big-endian, without leading zeros.
package struct RSAParameters: KeyParameters {
    /// The private part. All numbers or none: signing without the CRT numbers is three times slower.
    package struct PrivateNumbers: Sendable, Equatable {
        package let d: [UInt8]
        package let p: [UInt8]
        package let q: [UInt8]
        package let dp: [UInt8]
        package let dq: [UInt8]
        package let qi: [UInt8]
    }

    package static let kty = "RSA"
    package static let algorithm = SignatureAlgorithm.rs256

    /// The modulus.
    package let n: [UInt8]
    /// The public exponent.
    package let e: [UInt8]
    package let privateNumbers: PrivateNumbers?

    init(n: [UInt8], e: [UInt8], privateNumbers: PrivateNumbers?) {
        self.n = n
        self.e = e
        self.privateNumbers = privateNumbers
    }

    package init(json object: JSONObject) throws(JOSEError) {
        guard object["oth"] == nil else { throw JWK.refused("keys of more than two primes are not supported") }
        n = try object.keyNumber("n")
        e = try object.keyNumber("e")
        guard ["d", "p", "q", "dp", "dq", "qi"].contains(where: { object[$0] != nil }) else {
            privateNumbers = nil
            return
        }
        privateNumbers = PrivateNumbers(
            d: try object.keyNumber("d"), p: try object.keyNumber("p"), q: try object.keyNumber("q"),
            dp: try object.keyNumber("dp"), dq: try object.keyNumber("dq"), qi: try object.keyNumber("qi"))
    }

    package var publicPart: RSAParameters { RSAParameters(n: n, e: e, privateNumbers: nil) }

    package var publicMembers: [KeyMember] { [("n", Base64URL.encode(n)), ("e", Base64URL.encode(e))] }

    package var privateMembers: [KeyMember] {
        guard let numbers = privateNumbers else { return [] }
        return [
            ("d", Base64URL.encode(numbers.d)), ("p", Base64URL.encode(numbers.p)),
            ("q", Base64URL.encode(numbers.q)), ("dp", Base64URL.encode(numbers.dp)),
            ("dq", Base64URL.encode(numbers.dq)), ("qi", Base64URL.encode(numbers.qi)),
        ]
    }
}

extension RSAParameters.PrivateNumbers: CustomStringConvertible, CustomReflectable {
    /// Keeps the numbers out of logs and crash reports, as `PrivateBytes` does.
    package var description: String { "(private)" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
