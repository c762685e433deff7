package import JSON

extension JWK {
    /// Reads one key. Members that are not known are ignored, as RFC 7517 §4 asks; a known one that says something
    /// else than "a key of this kind for signatures with its algorithm" is refused. A key without `kid` gets its
    /// thumbprint.
    package init(json object: JSONObject) throws(JOSEError) {
        let parameters: Parameters
        switch object["kty"] {
        case .string(RSAParameters.kty)?: parameters = .rsa(try RSAParameters(json: object))
        case .string(ECParameters.kty)?: parameters = .ec(try ECParameters(json: object))
        case .string(OKPParameters.kty)?: parameters = .okp(try OKPParameters(json: object))
        default:
            throw Self.refused("kty must be \(RSAParameters.kty), \(ECParameters.kty) or \(OKPParameters.kty)")
        }
        self.init(parameters, kid: try Self.keyID(object["kid"]))
        if let alg = object["alg"], alg != .string(self.alg.rawValue) {
            throw Self.refused("alg must be \(self.alg.rawValue) for kty \(kty)")
        }
        if let use = object["use"], use != .string(self.use) { throw Self.refused("use must be \(self.use)") }
        try Self.checkOperations(object["key_ops"], isPrivate: isPrivate)
    }

    private static func keyID(_ value: JSONValue?) throws(JOSEError) -> String? {
        switch value {
        case nil: return nil
        case .string(let text)? where !text.isEmpty && text.utf8.count <= maximumKeyIDBytes: return text
        default: throw refused("kid must be a string of 1 to \(maximumKeyIDBytes) bytes")
        }
    }

    private static func checkOperations(_ value: JSONValue?, isPrivate: Bool) throws(JOSEError) {
        guard let value else { return }
        let needed: JSONValue = isPrivate ? "sign" : "verify"
        guard case .array(let operations) = value, operations.contains(needed) else {
            throw refused("key_ops does not allow signatures")
        }
    }

    static func refused(_ detail: String) -> JOSEError { JOSEError(operation: "read a JWK", detail: detail) }
}
