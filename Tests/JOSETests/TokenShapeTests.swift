import JOSE
import JSON
import Testing

/// Tokens of a shape that ours never have: segments, base64url, JSON, length.
@Suite struct TokenShapeTests {
    private func code(_ token: String) throws -> String? { try Fixtures.rejection(of: token)?.code }

    private func token(header: String? = nil, payload: String? = nil) throws -> String {
        try Fixtures.token(
            header: header.map { Array($0.utf8) } ?? JSONValue.object(try Fixtures.header()).encoded,
            payload: payload.map { Array($0.utf8) } ?? JSONValue.object(Fixtures.payload).encoded,
            signer: Fixtures.signer())
    }

    @Test func aHeaderIsOneObjectWithoutRepeatedMembers() throws {
        let kid = try Fixtures.signer().jwk.kid
        let texts = [
            #"{"alg":"none","alg":"RS256","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","alg":"none","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","alg":"RS256","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","\u0061lg":"none","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","typ":"JWT","typ":"JWT","kid":"\#(kid)"}"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)","kid":"x"}"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}{}"#, #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}x"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}"# + "\u{0}",
            #"[{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}]"#,
            #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)",}"#, #"{'alg':'RS256','typ':'JWT','kid':'\#(kid)'}"#,
            #"{alg:"RS256",typ:"JWT",kid:"\#(kid)"}"#, "\u{FEFF}" + #"{"alg":"RS256","typ":"JWT","kid":"\#(kid)"}"#,
            "null", "true", "1", "", " ", "{}", "[]", #""RS256""#, "{",
        ]
        for text in texts { #expect(try code(token(header: text)) == "format", "\(text)") }
    }

    @Test func aPayloadIsOneObjectWithoutRepeatedMembers() throws {
        let good = String(decoding: JSONValue.object(Fixtures.payload).encoded, as: UTF8.self)
        #expect(try code(token(payload: good)) == nil)
        let texts = [
            "", " ", "[]", "null", "1", "\"\(Fixtures.issuer)\"", "[\(good)]", "\(good){}", "\(good)x", "\(good)\u{0}",
            good.replacing("{", with: #"{"sub":"bob","#), good.replacing("{", with: #"{"\u0073ub":"bob","#),
            #"{"a":[[[[[[[[[]]]]]]]]]}"#, "{", "\u{FEFF}\(good)",
        ]
        for text in texts { #expect(try code(token(payload: text)) == "format", "\(text)") }
        let bytes = try Fixtures.token(
            header: JSONValue.object(try Fixtures.header()).encoded, payload: [0x7B, 0xFF, 0x7D],
            signer: Fixtures.signer())
        #expect(try code(bytes) == "format")
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func segmentsAreThreeAndStrictlyEncoded(_ algorithm: SignatureAlgorithm) throws {
        let parts = try Fixtures.segments(algorithm)
        let token = parts.joined(separator: ".")
        let misspelt = [
            "", ".", "..", "...", "....", parts[0], "\(parts[0]).\(parts[1])", "\(token).", "\(token).x", ".\(token)",
            "\(token)..", "\(parts[0])..\(parts[1]).\(parts[2])", "\(token).\(token)", "\(token)=", "\(token)==",
            "\(token) ", " \(token)", "\(token)\n", "\(token)\r\n", "\(token)\u{0}", "Bearer \(token)", "\"\(token)\"",
            "\(parts[0])=.\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1])==.\(parts[2])",
            "\(parts[0]) .\(parts[1]).\(parts[2])", "\(parts[0]).\n\(parts[1]).\(parts[2])",
            token.replacing(".", with: "\u{FF0E}"), token.replacing(".", with: ".."),
            "\(parts[0]).\(parts[1]).\(parts[2])%",
        ]
        for text in misspelt { #expect(try code(text) == "format", "\(text)") }
        // An empty segment is base64url of nothing: no header, another payload than was signed, no signature.
        #expect(try code(".\(parts[1]).\(parts[2])") == "format")
        #expect(try code("\(parts[0])..\(parts[2])") == "signature")
        #expect(try code("\(parts[0]).\(parts[1]).") == "signature")
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func theStandardAlphabetIsRefused(_ algorithm: SignatureAlgorithm) throws {
        var respelt = 0
        // Every signature has its own letters: the deterministic ones too, over other claims.
        for time in 0..<20 {
            let token = try JWT.sign(
                Fixtures.claims(issuedAt: Fixtures.now - Int64(time)), with: Fixtures.signer(algorithm))
            let standard = token.replacing("-", with: "+").replacing("_", with: "/")
            guard standard != token else { continue }
            #expect(try code(standard) == "format")
            respelt += 1
        }
        #expect(respelt >= 5)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func strayBitsDoNotMakeASecondSpelling(_ algorithm: SignatureAlgorithm) throws {
        let parts = try Fixtures.segments(algorithm)
        // 64 and 256 bytes leave four unused bits in the last letter, which must be zero.
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
        #expect(try Fixtures.rejection(of: Fixtures.token(payload: payload)) == .format("longer than 8192 bytes"))
    }
}
