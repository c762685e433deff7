package import JSON

extension JWK {
    /// Reads one key. Members that are not known are ignored, as RFC 7517 §4 asks; a known one that says something
    /// else than "RSA key for RS256 signatures" is refused. A key without `kid` gets its thumbprint.
    package init(json object: JSONObject) throws(JOSEError) {
        guard object["kty"] == .string("RSA") else { throw Self.refused("kty must be RSA") }
        if let alg = object["alg"], alg != .string(SignatureAlgorithm.rs256.rawValue) {
            throw Self.refused("alg must be RS256")
        }
        if let use = object["use"], use != .string("sig") { throw Self.refused("use must be sig") }
        try Self.checkOperations(object["key_ops"], isPrivate: object["d"] != nil)
        guard object["oth"] == nil else { throw Self.refused("keys of more than two primes are not supported") }
        let kid: String?
        switch object["kid"] {
        case nil: kid = nil
        case .string(let text)? where !text.isEmpty && text.utf8.count <= Self.maximumKeyIDBytes: kid = text
        default: throw Self.refused("kid must be a string of 1 to \(Self.maximumKeyIDBytes) bytes")
        }
        self.init(
            n: try Self.number("n", of: object), e: try Self.number("e", of: object),
            privateNumbers: try Self.privateNumbers(of: object), kid: kid)
    }

    private static func privateNumbers(of object: JSONObject) throws(JOSEError) -> PrivateNumbers? {
        let names = ["d", "p", "q", "dp", "dq", "qi"]
        guard names.contains(where: { object[$0] != nil }) else { return nil }
        return PrivateNumbers(
            d: try number("d", of: object), p: try number("p", of: object), q: try number("q", of: object),
            dp: try number("dp", of: object), dq: try number("dq", of: object), qi: try number("qi", of: object))
    }

    /// Base64urlUInt (RFC 7518 §2): the least number of bytes, so that a key has one spelling and one thumbprint.
    private static func number(_ name: String, of object: JSONObject) throws(JOSEError) -> [UInt8] {
        guard case .string(let text)? = object[name] else { throw refused("\(name) must be a string") }
        guard text.utf8.count <= maximumNumberTextBytes, let bytes = Base64URL.decode(text) else {
            throw refused("\(name) is not base64url without padding, or too long")
        }
        guard let first = bytes.first, first != 0 else { throw refused("\(name) is empty or begins with a zero byte") }
        return bytes
    }

    /// 8192 bits in base64url, and some room.
    private static let maximumNumberTextBytes = 1400

    private static func checkOperations(_ value: JSONValue?, isPrivate: Bool) throws(JOSEError) {
        guard let value else { return }
        let needed: JSONValue = isPrivate ? "sign" : "verify"
        guard case .array(let operations) = value, operations.contains(needed) else {
            throw refused("key_ops does not allow signatures")
        }
    }

    private static func refused(_ detail: String) -> JOSEError { JOSEError(operation: "read a JWK", detail: detail) }
}

/// A JWK Set (RFC 7517 §5). Every key must be one that we can use, and no two share a `kid`.
package struct JWKSet: Sendable, Equatable {
    package let keys: [JWK]

    package init(keys: [JWK]) throws(JOSEError) {
        guard Set(keys.map(\.kid)).count == keys.count else { throw Self.refused("two keys have the same kid") }
        self.keys = keys
    }

    package init(json bytes: [UInt8]) throws(JOSEError) {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONReader.parse(bytes)
        } catch {
            throw Self.refused("\(error.message), at byte \(error.offset)")
        }
        guard case .object(let object) = value, case .array(let elements)? = object["keys"] else {
            throw Self.refused("an object with an array keys is expected")
        }
        var keys: [JWK] = []
        for element in elements {
            guard case .object(let key) = element else { throw Self.refused("a key must be an object") }
            keys.append(try JWK(json: key))
        }
        try self.init(keys: keys)
    }

    /// The set as a JSON text, with private members where the keys have them.
    package var encoded: [UInt8] {
        let object: JSONObject = ["keys": .array(keys.map { .object($0.json) })]
        return JSONValue.object(object).encoded
    }

    /// The same keys without their private parts: what may be published.
    package var publicPart: JWKSet {
        get throws(JOSEError) { try JWKSet(keys: keys.map(\.publicPart)) }
    }

    private static func refused(_ detail: String) -> JOSEError {
        JOSEError(operation: "read a JWK Set", detail: detail)
    }
}
