internal import JSON

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
