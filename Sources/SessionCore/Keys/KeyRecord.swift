internal import JOSE
internal import JSON

/// A signing key and its times, as Redis keeps it: the members of its JWK, and with them `created` and `signs_from`.
///
/// With a secret, what is private of it is not among its members but in `sealed`.
struct KeyRecord: Sendable, Equatable {
    /// With the private part.
    let jwk: JWK
    /// Unix seconds; 0 for keys of a version that did not note it.
    let created: Int64
    /// Unix seconds: from then on it signs, unless a later one does.
    let signsFrom: Int64

    var kid: String { jwk.kid }

    /// - Parameter seal: keeps the private part under a secret; nil to write it as it is.
    func json(_ seal: KeySeal?) throws(JOSEError) -> JSONObject {
        var object = seal == nil ? jwk.json : jwk.publicPart.json
        object["created"] = .integer(created)
        object["signs_from"] = .integer(signsFrom)
        if let seal {
            object["sealed"] = .string(try seal.seal(JSONValue.object(jwk.json).encoded, context: context))
        }
        return object
    }

    /// - Throws: when it is no key of ours, or sealed and there is no secret, or another.
    init(json object: JSONObject, _ seal: KeySeal?) throws(JOSEError) {
        created = try Self.time("created", of: object)
        signsFrom = try Self.time("signs_from", of: object)
        let outer = try JWK(json: object)
        // The name of another key would let this one pass for it.
        guard outer.kid == outer.thumbprint else { throw Self.refused("key \(outer.kid) is not its thumbprint") }
        guard let sealed = object["sealed"] else {
            guard outer.isPrivate else { throw Self.refused("key \(outer.kid) has no private part") }
            jwk = outer
            return
        }
        guard let seal else {
            throw Self.refused("key \(outer.kid) is sealed: set VELLUM_KEY_SECRET to the secret of the other instances")
        }
        guard case .string(let text) = sealed else { throw Self.refused("sealed must be a string") }
        let opened = try seal.open(text, context: Self.context(outer.kid, created, signsFrom))
        guard case .object(let inner)? = try? JSONReader.parse(opened) else {
            throw Self.refused("what is sealed is no JWK")
        }
        jwk = try JWK(json: inner)
        guard jwk.isPrivate, jwk.publicPart == outer else { throw Self.refused("what is sealed is another key") }
    }

    init(_ jwk: JWK, created: Int64, signsFrom: Int64) {
        self.jwk = jwk
        self.created = created
        self.signsFrom = signsFrom
    }

    /// Bound to what is sealed, so that nobody gives a key other times.
    private var context: [UInt8] { Self.context(kid, created, signsFrom) }

    private static func context(_ kid: String, _ created: Int64, _ signsFrom: Int64) -> [UInt8] {
        Array("vellum key \(kid) \(created) \(signsFrom)".utf8)
    }

    private static func time(_ name: String, of object: JSONObject) throws(JOSEError) -> Int64 {
        switch object[name] {
        case nil: return 0
        case .integer(let seconds)? where (0...253_402_300_799).contains(seconds): return seconds
        default: throw refused("\(name) must be a time in seconds")
        }
    }

    private static func refused(_ detail: String) -> JOSEError {
        JOSEError(operation: "read a stored key", detail: detail)
    }
}
