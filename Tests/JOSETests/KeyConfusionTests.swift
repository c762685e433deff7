import JOSE
import JSON
import Testing

/// Tokens that try to choose their algorithm or their key (RFC 8725 §2.1, §2.2, §2.10).
@Suite struct KeyConfusionTests {
    private func code(_ token: String) throws -> String? { try Fixtures.rejection(of: token)?.code }

    private static let otherAlgorithms = [
        "none", "None", "NONE", "nOnE", "noNe", "none ", " none", "none\u{0}", "", "HS256", "HS384", "HS512", "hs256",
        "RS384", "RS512", "PS256", "ES384", "ES512", "ES256K", "Ed25519", "Ed448", "rs256", "es256", "eddsa", "EDDSA",
        "RS256 ", "ES256\u{0}", "EdDSA\n", "RS256", "ES256", "EdDSA",
    ]

    @Test(arguments: SignatureAlgorithm.allCases, otherAlgorithms)
    func anAlgorithmThatIsNotTheKeysIsRefused(_ algorithm: SignatureAlgorithm, _ other: String) throws {
        guard other != algorithm.rawValue else { return }
        var header = try Fixtures.header(algorithm)
        header["alg"] = .string(other)
        let segments = try Fixtures.segments(algorithm)
        let head = Fixtures.encode(header)
        for token in [
            try Fixtures.token(algorithm, header: header), "\(head).\(segments[1]).",
            "\(head).\(segments[1]).\(segments[2])",
        ] { #expect(try code(token) == "signature") }
        header["kid"] = nil
        #expect(try code("\(Fixtures.encode(header)).\(segments[1]).") == "format")
    }

    @Test(arguments: [nil, .null, 1, .bool(false), .array(["RS256"]), .object(["alg": "RS256"])] as [JSONValue?])
    func anAlgorithmIsAString(_ value: JSONValue?) throws {
        var header = try Fixtures.header()
        header["alg"] = value
        #expect(try code(Fixtures.token(header: header)) == "format")
    }

    /// One key signs, and the header names another: its algorithm, its `kid`, or both.
    @Test(arguments: SignatureAlgorithm.allCases, SignatureAlgorithm.allCases)
    func aKeyDoesNotSignForAnother(_ signing: SignatureAlgorithm, _ named: SignatureAlgorithm) throws {
        guard signing != named else { return }
        var foreignKeyID = try Fixtures.header(signing)
        foreignKeyID["kid"] = .string(try Fixtures.signer(named).jwk.kid)
        var foreignAlgorithm = try Fixtures.header(signing)
        foreignAlgorithm["alg"] = .string(named.rawValue)
        for header in [foreignKeyID, foreignAlgorithm, try Fixtures.header(named)] {
            #expect(try code(Fixtures.token(signing, header: header)) == "signature")
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aPublicKeyIsNoHMACSecret(_ algorithm: SignatureAlgorithm) throws {
        let key = try Fixtures.signer(algorithm).jwk.publicPart
        let pem = PublicKeyText.pem(key)
        var secrets = [
            Array(pem.utf8), Array(pem.utf8.dropLast()), PublicKeyText.der(key), JSONValue.object(key.json).encoded,
            try Fixtures.ring().jwks, Array(key.thumbprint.utf8), Array(key.kid.utf8), [],
        ]
        for (_, value) in key.json.members.map({ ($0.name, $0.value) }) {
            guard case .string(let text) = value else { continue }
            secrets.append(Array(text.utf8))
            secrets.append(Base64URL.decode(text) ?? [])
        }
        let payload = try Fixtures.segments(algorithm)[1]
        for secret in secrets {
            for alg in ["HS256", algorithm.rawValue] {
                var header = try Fixtures.header(algorithm)
                header["alg"] = .string(alg)
                let input = "\(Fixtures.encode(header)).\(payload)"
                let mac = HMACSHA256.code(key: secret, message: Array(input.utf8))
                #expect(try code("\(input).\(Base64URL.encode(mac))") == "signature")
            }
        }
    }

    @Test func aPEMIsWhatOpenSSLWrites() throws {
        // Made by `openssl pkey -pubout` from the key of RFC 8037 appendix A.
        #expect(
            PublicKeyText.pem(try JWK(json: RFC8037.privateKey)) == """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
                -----END PUBLIC KEY-----

                """)
    }

    private static let unknownKeyIDs = [
        "", " ", ".", "..", "../", "../../dev/null", "..\\..\\windows\\win.ini", "/proc/self/environ",
        "file:///dev/null",
        "x' OR '1'='1", "' UNION SELECT 'secret'--", "\"; DROP TABLE keys;--", "$(id)", "`id`", "|cat /etc/passwd",
        "%2e%2e%2f", "%00", "\u{0}", "\u{0}\u{0}", "*", "?", "\r\nSET jwk:private x\r\n", "{jwk}", "\u{FEFF}",
        "\u{202E}",
        "0", "null", "undefined", "__proto__", String(repeating: "k", count: 257), String(repeating: "k", count: 5000),
        String(repeating: "../", count: 1000),
    ]

    @Test(arguments: unknownKeyIDs)
    func aKeyIDIsOnlyLookedUp(_ kid: String) throws {
        var header = try Fixtures.header()
        header["kid"] = .string(kid)
        #expect(try Fixtures.rejection(of: Fixtures.token(header: header)) == .signature("unknown kid"))
    }

    @Test func aKeyIDOf10KiBMakesTheTokenTooLong() throws {
        var header = try Fixtures.header()
        header["kid"] = .string(String(repeating: "k", count: 10_240))
        #expect(try Fixtures.rejection(of: Fixtures.token(header: header)) == .format("longer than 8192 bytes"))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aKeyIDIsComparedWhole(_ algorithm: SignatureAlgorithm) throws {
        let kid = try Fixtures.signer(algorithm).jwk.kid
        for other in [
            "\(kid)\u{0}", "\(kid) ", " \(kid)", "./\(kid)", String(kid.dropLast()), kid.lowercased(), "\(kid)=",
        ] {
            var header = try Fixtures.header(algorithm)
            header["kid"] = .string(other)
            #expect(try Fixtures.rejection(of: Fixtures.token(algorithm, header: header)) == .signature("unknown kid"))
        }
    }

    @Test func aKeyIDIsAString() throws {
        let kid = JSONValue.string(try Fixtures.signer().jwk.kid)
        for value in [nil, .null, 0, 1, .number(1.5), .bool(true), .array([]), .array([kid]), .object(["kid": kid])]
            as [JSONValue?]
        {
            var header = try Fixtures.header()
            header["kid"] = value
            #expect(try code(Fixtures.token(header: header)) == "format")
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aStrangersKeyIsNotBelievedUnderOurKeyID(_ algorithm: SignatureAlgorithm) throws {
        let token = try Fixtures.token(
            header: JSONValue.object(try Fixtures.header(algorithm)).encoded,
            payload: JSONValue.object(Fixtures.payload).encoded, signer: Fixtures.stranger(algorithm))
        #expect(try Fixtures.rejection(of: token) == .signature("does not match"))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aHeaderCannotBringItsOwnKey(_ algorithm: SignatureAlgorithm) throws {
        let stranger = try Fixtures.stranger(algorithm)
        let members: [(String, JSONValue)] = [
            ("jwk", .object(stranger.jwk.publicPart.json)), ("jku", "https://evil.example/keys"),
            ("jku", "http://127.0.0.1/.well-known/jwks.json"), ("x5u", "https://evil.example/cert"),
            ("x5c", .array(["MIIB"])), ("jwk", .null), ("jwk", .object(try Fixtures.signer(algorithm).jwk.json)),
        ]
        for (name, value) in members {
            var header = try Fixtures.header(algorithm)
            header[name] = value
            // Refused whoever signed it: ours never have them.
            for key in [stranger, try Fixtures.signer(algorithm)] {
                let token = try Fixtures.token(
                    header: JSONValue.object(header).encoded, payload: JSONValue.object(Fixtures.payload).encoded,
                    signer: key)
                #expect(try Fixtures.rejection(of: token) == .format("the header has \(name)"))
            }
        }
    }

    @Test(
        arguments: [
            ("crit", .array(["b64"])), ("crit", .array([])), ("crit", .array(["exp"])), ("crit", "exp"),
            ("crit", .null), ("b64", false), ("b64", true),
        ] as [(String, JSONValue)])
    func anExtensionThatMustBeUnderstoodIsRefused(_ name: String, _ value: JSONValue) throws {
        var header = try Fixtures.header()
        header[name] = value
        #expect(try Fixtures.rejection(of: Fixtures.token(header: header)) == .format("the header has \(name)"))
    }

    @Test(arguments: ["at+jwt", "refresh", "JWT2", "JWS", "JOSE", "application/jwt", "JWT ", ""])
    func anotherTypeIsRefused(_ type: String) throws {
        var header = try Fixtures.header()
        header["typ"] = .string(type)
        #expect(try code(Fixtures.token(header: header)) == "format")
    }

    @Test(arguments: [nil, .null, 1, .array(["JWT"])] as [JSONValue?])
    func aTypeIsAString(_ value: JSONValue?) throws {
        var header = try Fixtures.header()
        header["typ"] = value
        #expect(try code(Fixtures.token(header: header)) == "format")
    }
}
