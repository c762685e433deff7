internal import JSON

/// The claims of an access token (RFC 7519 §4). Times are Unix seconds.
package struct Claims: Sendable, Equatable {
    /// `iss`
    package let issuer: String
    /// `aud`: whom the token is for; nil when it does not say. Of several that a token names, the one that we are.
    package let audience: String?
    /// `sub`: the user ID.
    package let subject: String
    /// `iat`
    package let issuedAt: Int64
    /// `exp`: the first second in which the token is no longer good.
    package let expiresAt: Int64
    /// `jti`
    package let tokenID: String
    /// `sid`: the sign-in that this token belongs to, and ends with.
    package let signInID: String
    /// `ver`: the account's token version when the token was issued.
    package let version: Int64
    /// `open`: issued without a password to an ID that had no account. Absent in the token when false.
    package let isOpen: Bool

    package init(
        issuer: String, audience: String? = nil, subject: String, issuedAt: Int64, expiresAt: Int64, tokenID: String,
        signInID: String, version: Int64, isOpen: Bool = false
    ) {
        self.issuer = issuer
        self.audience = audience
        self.subject = subject
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.tokenID = tokenID
        self.signInID = signInID
        self.version = version
        self.isOpen = isOpen
    }

    /// 1970 to the end of the year 9999: sums with a leeway cannot overflow.
    static let times: ClosedRange<Int64> = 0...253_402_300_799

    /// The first claim whose value no token of ours can have, or nil. Both signing and verifying ask.
    var violation: String? {
        if issuer.isEmpty { return "iss" }
        if audience?.isEmpty == true { return "aud" }
        if subject.isEmpty { return "sub" }
        if tokenID.isEmpty { return "jti" }
        if signInID.isEmpty { return "sid" }
        if !Self.times.contains(issuedAt) { return "iat" }
        if !Self.times.contains(expiresAt) || expiresAt <= issuedAt { return "exp" }
        return version < 0 ? "ver" : nil
    }

    var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for case (let name, let text?) in [("iss", issuer), ("aud", audience), ("sub", subject)] {
            writer.name(name)
            writer.string(text)
        }
        for (name, number) in [("iat", issuedAt), ("exp", expiresAt)] {
            writer.name(name)
            writer.integer(number)
        }
        for (name, text) in [("jti", tokenID), ("sid", signInID)] {
            writer.name(name)
            writer.string(text)
        }
        writer.name("ver")
        writer.integer(version)
        if isOpen {
            writer.name("open")
            writer.bool(true)
        }
        writer.endObject()
        return writer.bytes
    }

    /// - Parameter audience: whom the token must name, or nil when it must name nobody.
    init(_ object: JSONObject, audience: String?) throws(TokenRejection) {
        guard Self.audience(object["aud"], names: audience) else { throw TokenRejection.claim("aud") }
        self.init(
            issuer: try Self.text("iss", of: object), audience: audience, subject: try Self.text("sub", of: object),
            issuedAt: try Self.integer("iat", of: object), expiresAt: try Self.integer("exp", of: object),
            tokenID: try Self.text("jti", of: object), signInID: try Self.text("sid", of: object),
            version: try Self.integer("ver", of: object), isOpen: try Self.flag("open", of: object))
        if let violation { throw TokenRejection.claim(violation) }
    }

    /// One string, or an array of strings (RFC 7519 §4.1.3).
    private static func audience(_ value: JSONValue?, names audience: String?) -> Bool {
        guard let audience else { return value == nil }
        switch value {
        case .string(let text)?: return text == audience
        case .array(let values)?:
            let isStrings = values.allSatisfy { if case .string = $0 { true } else { false } }
            return isStrings && values.contains(.string(audience))
        default: return false
        }
    }

    private static func text(_ name: String, of object: JSONObject) throws(TokenRejection) -> String {
        guard case .string(let text)? = object[name] else { throw TokenRejection.claim(name) }
        return text
    }

    static func integer(_ name: String, of object: JSONObject) throws(TokenRejection) -> Int64 {
        guard case .integer(let number)? = object[name] else { throw TokenRejection.claim(name) }
        return number
    }

    private static func flag(_ name: String, of object: JSONObject) throws(TokenRejection) -> Bool {
        switch object[name] {
        case nil: return false
        case .bool(let value)?: return value
        default: throw TokenRejection.claim(name)
        }
    }
}
