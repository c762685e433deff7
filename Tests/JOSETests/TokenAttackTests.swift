import JOSE
import JSON
import Testing

@Suite struct TokenAttackTests {
    private func code(_ token: String) throws -> String? { try Fixtures.rejection(of: token)?.code }

    private func parts() throws -> [String] {
        try JWT.sign(Fixtures.claims(), with: Fixtures.signer()).split(separator: ".").map(String.init)
    }

    private func encode(_ object: JSONObject) -> String { Base64URL.encode(JSONValue.object(object).encoded) }

    @Test(arguments: [
        "none", "None", "NONE", "nOnE", "", "HS256", "hs256", "RS384", "PS256", "ES256", "rs256", "RS256 ",
    ])
    func anAlgorithmThatIsNotTheKeysIsRefused(_ algorithm: String) throws {
        var header = try Fixtures.header()
        header["alg"] = .string(algorithm)
        #expect(try code(Fixtures.token(header: header)) == "signature")
        let parts = try parts()
        #expect(try code("\(encode(header)).\(parts[1]).") == "signature")
        #expect(try code("\(encode(header)).\(parts[1]).\(parts[2])") == "signature")
        header["kid"] = nil
        #expect(try code("\(encode(header)).\(parts[1]).") == "format")
    }

    @Test func thePublicKeyIsNoHMACSecret() throws {
        let key = try Fixtures.signer().jwk.publicPart
        var header = try Fixtures.header()
        header["alg"] = "HS256"
        let secrets = [
            key.n, try Fixtures.ring().jwks, JSONValue.object(key.json).encoded, Array(key.thumbprint.utf8), [],
        ]
        for secret in secrets {
            let input = "\(encode(header)).\(try parts()[1])"
            let mac = HMACSHA256.code(key: secret, message: Array(input.utf8))
            #expect(try code("\(input).\(Base64URL.encode(mac))") == "signature")
        }
    }

    @Test func theKeyIDMustBeKnown() throws {
        var header = try Fixtures.header()
        let unknown = ["", "../../dev/null", "x' OR '1'='1", "\(try Fixtures.signer().jwk.kid)\u{0}", "*"]
        for kid in unknown {
            header["kid"] = .string(kid)
            #expect(try code(Fixtures.token(header: header)) == "signature")
        }
        for kid in [nil, .null, 1, .array([.string(try Fixtures.signer().jwk.kid)])] as [JSONValue?] {
            header["kid"] = kid
            #expect(try code(Fixtures.token(header: header)) == "format")
        }
    }

    @Test func aStrangersKeyIsNotBelievedUnderOurKeyID() throws {
        let header = JSONValue.object(try Fixtures.header()).encoded
        let payload = JSONValue.object(Fixtures.payload).encoded
        let token = try Fixtures.token(header: header, payload: payload, signer: Fixtures.stranger())
        #expect(try code(token) == "signature")
    }

    @Test func aHeaderCannotBringItsOwnKey() throws {
        let stranger = try Fixtures.stranger()
        let certificate: JSONValue = .array(["MIIB"])
        let members: [(String, JSONValue)] = [
            ("jwk", .object(stranger.jwk.publicPart.json)), ("jku", "https://evil.example/keys"),
            ("x5u", "https://evil.example/cert"), ("x5c", certificate),
        ]
        for (name, value) in members {
            var header = try Fixtures.header()
            header[name] = value
            // Refused whoever signed it: ours never have them.
            for key in [stranger, try Fixtures.signer()] {
                let payload = JSONValue.object(Fixtures.payload).encoded
                let token = try Fixtures.token(
                    header: JSONValue.object(header).encoded, payload: payload, signer: key)
                #expect(try Fixtures.rejection(of: token) == .format("the header has \(name)"))
            }
        }
    }

    @Test func anExtensionThatMustBeUnderstoodIsRefused() throws {
        for (name, value) in [("crit", .array(["b64"])), ("crit", .array([])), ("b64", false)] as [(String, JSONValue)]
        {
            var header = try Fixtures.header()
            header[name] = value
            #expect(try code(Fixtures.token(header: header)) == "format")
        }
    }

    @Test(arguments: ["at+jwt", "refresh", "JWT2", ""])
    func anotherTypeIsRefused(_ type: String) throws {
        var header = try Fixtures.header()
        header["typ"] = .string(type)
        #expect(try code(Fixtures.token(header: header)) == "format")
        header["typ"] = nil
        #expect(try code(Fixtures.token(header: header)) == "format")
    }

    @Test func aHeaderIsOneObjectWithoutRepeatedMembers() throws {
        let kid = try Fixtures.signer().jwk.kid
        let texts = [
            #"{"alg":"none","alg":"RS256","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","alg":"RS256","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","\u0061lg":"none","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)","kid":"x"}"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}{}"#, #"[{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}]"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)",}"#, "null", "", "{}", #""RS256""#,
        ]
        for text in texts {
            let payload = JSONValue.object(Fixtures.payload).encoded
            #expect(try code(Fixtures.token(header: Array(text.utf8), payload: payload)) == "format", "\(text)")
        }
    }

    @Test func aPayloadIsOneObjectWithoutRepeatedMembers() throws {
        let header = JSONValue.object(try Fixtures.header()).encoded
        let good = String(decoding: JSONValue.object(Fixtures.payload).encoded, as: UTF8.self)
        let texts = [
            "", "[]", "null", "\(good){}", good.replacing("{", with: #"{"sub":"bob","#),
            #"{"a":[[[[[[[[[]]]]]]]]]}"#,
        ]
        for text in texts {
            #expect(try code(Fixtures.token(header: header, payload: Array(text.utf8))) == "format", "\(text)")
        }
        #expect(try code(Fixtures.token(header: header, payload: [0x7B, 0xFF, 0x7D])) == "format")
    }

    @Test func segmentsAreThreeAndStrictlyEncoded() throws {
        let parts = try parts()
        let token = parts.joined(separator: ".")
        let misspelt = [
            "", ".", "..", "...", parts[0], "\(parts[0]).\(parts[1])", "\(token).", "\(token).x", ".\(token)",
            "\(token)=", "\(token)==", "\(token) ", " \(token)", "\(token)\n", "\(token)\u{0}", "Bearer \(token)",
            "\(parts[0])=.\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1])==.\(parts[2])",
            token.replacing(".", with: "\u{FF0E}"), token.replacing(".", with: ".."),
        ]
        for text in misspelt { #expect(try code(text) == "format", "\(text)") }
        #expect(try code("\(parts[0]).\(parts[1]).") == "signature")
    }

    @Test func strayBitsDoNotMakeASecondSpelling() throws {
        let parts = try parts()
        // 256 bytes leave four unused bits in the last letter, which must be zero.
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(parts[2].last.flatMap(letters.firstIndex))
        #expect(last % 16 == 0)
        for stray in 1..<16 {
            let text = "\(parts[0]).\(parts[1]).\(parts[2].dropLast())\(letters[last + stray])"
            #expect(try code(text) == "format")
        }
    }

    @Test func aTokenMayHave8KiBAndNoMore() throws {
        let long = String(repeating: "A", count: JWS.maximumBytes)
        #expect(try Fixtures.rejection(of: long) == .format("not three segments"))
        #expect(try Fixtures.rejection(of: long + "A") == .format("longer than 8192 bytes"))
        var payload = Fixtures.payload
        payload["pad"] = .string(String(repeating: "x", count: 5000))
        #expect(try code(Fixtures.token(payload: payload)) == nil)
        payload["pad"] = .string(String(repeating: "x", count: 6000))
        #expect(try code(Fixtures.token(payload: payload)) == "format")
    }

    @Test func changedClaimsAreRefused() throws {
        let parts = try parts()
        let changes: [(String, JSONValue)] = [
            ("sub", "bob"), ("exp", .integer(Fixtures.now + 1_000_000)), ("ver", 9), ("open", true),
        ]
        for (name, value) in changes {
            var payload = Fixtures.payload
            payload[name] = value
            #expect(try code("\(parts[0]).\(encode(payload)).\(parts[2])") == "signature")
        }
    }

    @Test func noClaimIsBelievedBeforeTheSignature() throws {
        var payload = Fixtures.payload
        payload["exp"] = 1
        let parts = try parts()
        #expect(try code("\(parts[0]).\(encode(payload)).\(parts[2])") == "signature")
        #expect(try code("\(parts[0]).\(Base64URL.encode([0xFF])).\(parts[2])") == "signature")
    }

    @Test func everyChangedBitOfASignatureIsNoticed() throws {
        let parts = try parts()
        let input = Array("\(parts[0]).\(parts[1])".utf8)
        let signature = try #require(Base64URL.decode(parts[2]))
        let key = try Fixtures.signer().verificationKey
        #expect(key.verifies(signature, of: input))
        for bit in 0..<(signature.count * 8) {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifies(changed, of: input), "bit \(bit)")
        }
        for length in 0..<signature.count {
            #expect(!key.verifies(Array(signature.prefix(length)), of: input))
        }
        #expect(!key.verifies([0] + signature, of: input))
        #expect(!key.verifies(signature + [0], of: input))
    }

    @Test func everyChangedLetterOfATokenIsNoticed() throws {
        let token = Array(try JWT.sign(Fixtures.claims(), with: Fixtures.signer()))
        for index in token.indices {
            var changed = token
            changed[index] = token[index] == "A" ? "B" : "A"
            #expect(try code(String(changed)) != nil, "letter \(index)")
        }
    }

    @Test func tenThousandDamagedTokensAreRefused() throws {
        let token = Array(try JWT.sign(Fixtures.claims(), with: Fixtures.signer()).utf8)
        var random = SeededGenerator(state: 7)
        for round in 0..<10_000 {
            var changed = token
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed.remove(at: index)
                case 1: changed.insert(UInt8.random(in: 0...127, using: &random), at: index)
                case 2: changed[index] = UInt8.random(in: 0...127, using: &random)
                default: changed.swapAt(index, Int.random(in: 0..<changed.count, using: &random))
                }
            }
            guard changed != token else { continue }
            #expect(try code(String(decoding: changed, as: UTF8.self)) != nil, "round \(round)")
        }
    }
}
