import JOSE

/// What a request presents as its credentials, and what the refusal must say of it.
struct Presented: Sendable {
    /// For the test's failure.
    let name: String
    let fields: [(String, String)]
    /// The challenge's `error_description`; nil where nothing was presented (RFC 6750 §3.1).
    let reason: String?

    init(_ name: String, fields: [(String, String)], reason: String?) {
        self.name = name
        self.fields = fields
        self.reason = reason
    }

    init(_ name: String, field: String, reason: String) {
        self.init(name, fields: [("Authorization", field)], reason: reason)
    }

    init(_ name: String, token: String, reason: String) { self.init(name, field: "Bearer \(token)", reason: reason) }

    var challenge: String {
        #"Bearer realm="vellum""# + (reason.map { #", error="invalid_token", error_description="\#($0)""# } ?? "")
    }

    static let nothing = Presented("no token", fields: [], reason: nil)
}

/// Everything that is presented in vain, by what is wrong with it. Each but `fields` begins as a good token.
enum BadTokens {
    /// Authorization fields that hold no single token.
    static func fields(_ token: String) -> [Presented] {
        let texts = [
            "Bearer", "Bearer a b", "Bearer \(token) \(token)", "Bearer  \(token)", "Bearer \(token), Bearer \(token)",
            "Basic YWxpY2U6Q29ycmVjdDFIb3JzZQ==", "Basic \(token)", "Token \(token)", "BearerX \(token)",
            "Bearer:\(token)", "Bearer\t\(token)", token,
        ]
        let twice = [("Authorization", "Bearer \(token)"), ("Authorization", "Bearer \(token)")]
        let mixed = [("Authorization", "Bearer \(token)"), ("authorization", "Basic YTpi")]
        return texts.map { Presented(String($0.prefix(20)), field: $0, reason: "format") } + [
            Presented("two fields", fields: twice, reason: "format"),
            Presented("two fields of two schemes", fields: mixed, reason: "format"),
        ]
    }

    static func malformed(_ token: String, _ forge: TokenForge) throws -> [Presented] {
        let parts = try TokenParts(token)
        let kid = forge.kid
        let claims = TokenForge.claims()
        let unsigned = { (header: String) in "\(TokenForge.encode(header)).\(TokenForge.encode(claims))." }
        let long = try forge.sign(TokenForge.claims(["note": "\"\(String(repeating: "x", count: 6_600))\""]))
        let shapes = [
            ("one part", "x"), ("two parts", parts.header + "." + parts.payload), ("four parts", token + ".x"),
            ("a dot behind", token + "."), ("only dots", ".."), ("five dots", "....."),
            ("bad base64url in the header", parts.with { $0.header = "+" + $0.header.dropFirst() }),
            ("bad base64url in the payload", parts.with { $0.payload = "/" + $0.payload.dropFirst() }),
            ("bad base64url in the signature", parts.with { $0.signature = "*" + $0.signature.dropFirst() }),
            ("one letter of base64url", "a.b.c"), ("padding", token + "="), ("two of padding", token + "=="),
            ("padding in the header", parts.with { $0.header += "=" }),
            ("spare bits of the signature set", parts.with { $0.signature = nextLetter($0.signature) }),
            ("no header", parts.with { $0.header = "" }),
            ("9 KiB", long), ("alg none without kid", unsigned(#"{"alg":"none","typ":"JWT"}"#)),
            ("no alg", try forge.sign(header: #"{"typ":"JWT","kid":"\#(kid)"}"#, claims)),
            ("no kid", try forge.sign(header: #"{"alg":"RS256","typ":"JWT"}"#, claims)),
            ("another typ", try forge.sign(header: TokenForge.header(kid: kid, typ: "at+jwt"), claims)),
            ("no typ", try forge.sign(header: #"{"alg":"RS256","kid":"\#(kid)"}"#, claims)),
            ("a header that is no object", try forge.sign(header: "[]", claims)),
            ("a header twice", try forge.sign(header: #"{"alg":"RS256","alg":"RS256","kid":"\#(kid)"}"#, claims)),
            ("claims that are no JSON", try forge.sign("alice")), ("claims in an array", try forge.sign("[\(claims)]")),
            ("a claim twice", try forge.sign(String(claims.dropLast()) + #","sub":"alice"}"#)),
        ]
        let members = [
            #","crit":["exp"]"#, #","b64":false"#, #","jku":"http://127.0.0.1/k""#, #","jwk":{}"#, #","x5c":[]"#,
        ]
        let extended = try members.map { member in
            Presented(
                "header with \(member)",
                token: try forge.sign(header: TokenForge.header(kid: kid, and: member), claims), reason: "format")
        }
        return shapes.map { Presented($0.0, token: $0.1, reason: "format") } + extended
    }

    /// Tokens whose signature is not the server's over exactly these bytes.
    static func unsigned(_ token: String, other: String, _ forge: TokenForge) throws -> [Presented] {
        let parts = try TokenParts(token)
        let others = try TokenParts(other)
        let kid = forge.kid
        let header = TokenForge.decode(parts.header)
        let claims = TokenForge.decode(parts.payload)
        let hmac = TokenForge.encode(TokenForge.header(kid: kid, alg: "HS256")) + "." + parts.payload
        let code = HMACSHA256.code(key: forge.modulus, message: Array(hmac.utf8))
        let none = { (alg: String) in
            TokenForge.encode(TokenForge.header(kid: kid, alg: alg)) + "." + parts.payload + "."
        }
        let tokens = [
            (
                "a member more in the header",
                parts.with { $0.header = TokenForge.encode(header.dropLast() + #","x":1}"#) }
            ),
            ("white space in the header", parts.with { $0.header = TokenForge.encode(header + " ") }),
            (
                "another kid",
                parts.with { $0.header = TokenForge.encode(header.replacing(kid, with: String(kid.reversed()))) }
            ),
            ("the other user's claims", parts.with { $0.payload = others.payload }),
            ("claims with another sub", others.with { $0.payload = parts.payload }),
            (
                "a later exp",
                parts.with { $0.payload = TokenForge.encode(claims.replacing(#""exp":"#, with: #""exp":1"#)) }
            ),
            ("another first letter of the signature", parts.with { $0.signature = otherFirst($0.signature) }),
            ("no signature", parts.with { $0.signature = "" }),
            ("a short signature", parts.with { $0.signature = "AAAA" }),
            ("a longer signature", parts.with { $0.signature = "AAAA" + $0.signature }),
            ("alg none", none("none")), ("alg None", none("None")), ("alg NONE", none("NONE")),
            ("HMAC with the public key", hmac + "." + Base64URL.encode(code)),
            ("alg RS512", try forge.sign(header: TokenForge.header(kid: kid, alg: "RS512"), claims)),
            ("alg rs256", try forge.sign(header: TokenForge.header(kid: kid, alg: "rs256"), claims)),
        ]
        return tokens.map { Presented($0.0, token: $0.1, reason: "signature") }
    }

    /// Soundly signed, and what they claim is not acceptable.
    static func claims(_ forge: TokenForge) throws -> [Presented] {
        let changes: [(String, [String: String?])] = [
            ("another issuer", ["iss": #""elsewhere""#]), ("no issuer", ["iss": nil]),
            ("no sub", ["sub": nil]), ("an empty sub", ["sub": #""""#]), ("a sub of null", ["sub": "null"]),
            ("a sub in an array", ["sub": #"["alice"]"#]), ("a sub beyond IDs", ["sub": #""alice/../bob""#]),
            ("a sub with a NUL", ["sub": #""alice\u0000""#]), ("an audience", ["aud": #""somebody""#]),
            ("not before tomorrow", ["nbf": "4102444800"]), ("issued tomorrow", ["iat": "4102444800"]),
            ("no exp", ["exp": nil]), ("exp as text", ["exp": #""4102444800""#]), ("exp 1e9", ["exp": "1e99"]),
            ("no sid", ["sid": nil]), ("no jti", ["jti": nil]), ("no ver", ["ver": nil]),
            ("ver as text", ["ver": #""1""#]), ("a negative ver", ["ver": "-1"]),
            ("open as text", ["open": #""true""#]),
        ]
        return try changes.map { Presented($0.0, token: try forge.sign(TokenForge.claims($0.1)), reason: "claim") }
    }

    static func expired(_ forge: TokenForge) throws -> [Presented] {
        // A second after its issue, in 2001, and beyond the leeway of 30 s by a little.
        let longAgo = TokenForge.claims(["iat": "1000000000", "exp": "1000000001"])
        let now = Int64(TokenForge.now)
        let justNow = TokenForge.claims(["iat": "\(now - 600)", "exp": "\(now - 31)"])
        return [
            Presented("expired long ago", token: try forge.sign(longAgo), reason: "expired"),
            Presented("expired just now", token: try forge.sign(justNow), reason: "expired"),
        ]
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    /// The last letter one further: 256 bytes leave four bits over, which must be zero (RFC 4648 §3.5).
    private static func nextLetter(_ signature: String) -> String {
        let place = signature.last.flatMap { alphabet.firstIndex(of: $0) } ?? 0
        return signature.dropLast() + String(alphabet[place ^ 1])
    }

    private static func otherFirst(_ signature: String) -> String {
        (signature.hasPrefix("B") ? "C" : "B") + signature.dropFirst()
    }
}
