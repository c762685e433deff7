import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct CredentialTests {
    static func exchange(_ fields: HTTPFields, query: String? = nil) -> Exchange {
        Exchange(
            request: HTTPRequest(
                method: "GET", path: "/", query: query, fields: fields,
                context: RequestContext(clientAddress: "-", requestID: "-")),
            pathValues: [])
    }

    private func basic(_ field: String) -> BasicCredentials { Self.exchange(["Authorization": field]).basic }

    /// Before, within and behind what the check takes at once.
    @Test func tokensHoldWhatTheGrammarSays() {
        let members = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
        for byte in UInt8.min..<0x80 {
            for place in [0, 7, 16, 39] {
                let token =
                    String(repeating: "x", count: place) + String(UnicodeScalar(byte))
                    + String(repeating: "x", count: 40 - place)
                let isToken = members.utf8.contains(byte)
                let found = Self.exchange(["Authorization": "bEaReR \(token)"]).bearer
                #expect(found == (isToken ? .token(token) : .malformed), "\(byte) at \(place)")
            }
        }
        for text in ["", "=", "x=x", "x\u{e9}", "\u{212a}", "x x"] {
            #expect(Self.exchange(["Authorization": "Bearer \(text)"]).bearer == .malformed, "\(text)")
        }
        #expect(Self.exchange(["Authorization": "Bearer x=="]).bearer == .token("x=="))
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }

    // MARK: Basic (RFC 7617)

    /// The examples of §2 and §2.1.
    @Test func publishedExamples() {
        #expect(basic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") == .user("Aladdin", password: "open sesame"))
        #expect(basic("Basic dGVzdDoxMjPCow==") == .user("test", password: "123\u{A3}"))
    }

    @Test(arguments: [
        ("user:pass", "user", "pass"), ("user:pa:ss:", "user", "pa:ss:"), (":pass", "", "pass"), ("user:", "user", ""),
        (":", "", ""), ("us er:p a", "us er", "p a"), ("ü:ß€", "ü", "ß€"),
        // A mark that combines with the colon is the beginning of the password.
        ("user:\u{301}x:y", "user", "\u{301}x:y"),
    ]) func theFirstColonEndsTheUser(_ pair: String, _ user: String, _ password: String) {
        #expect(basic("Basic " + Self.encoded(Array(pair.utf8))) == .user(user, password: password))
    }

    @Test(arguments: [
        "user", "", "user\u{0}:pass", "user:pa\u{7F}ss", "user:pass\n", "us\ter:pass", "user:\u{85}", "user\u{1B}:x",
    ]) func pairsThatAreNoneAreMalformed(_ pair: String) {
        #expect(basic("Basic " + Self.encoded(Array(pair.utf8))) == .malformed)
    }

    @Test(
        arguments: [[0xFF, 0x3A, 0x61], [0x61, 0x3A, 0xC3], [0xC0, 0xBA], [0x61, 0x3A, 0xED, 0xA0, 0x80]] as [[UInt8]])
    func bytesThatAreNotUTF8AreMalformed(_ bytes: [UInt8]) {
        #expect(basic("Basic " + Self.encoded(bytes)) == .malformed)
    }

    @Test(arguments: [
        "Basic", "Basic ", "Basic  dTpw", "Basic\tdTpw", "Basic dTpw ", "Basic dTpw dTpw", "Basic dTp", "Basic dTpx=",
        "Basic dTpw=", "Basic dTr=", "Basic dT-_", "Bearer dTpw", "BasicdTpw", "Basic realm=\"x\"", "", "Digest dTpw",
        "Basic dTpw,Basic dTpw", "Basic dTpw\u{301}",
    ]) func fieldsThatAreNoPairAreMalformed(_ field: String) { #expect(basic(field) == .malformed) }

    @Test func whatWasNotSentIsNone() {
        #expect(Self.exchange([:]).basic == .none)
        #expect(Self.exchange([:]).bearer == .none)
        #expect(basic("bASIC dTpw") == .user("u", password: "p"))
        #expect(Self.exchange(["Authorization": "Basic dTpw", "authorization": "Basic dTpw"]).basic == .malformed)
    }

    // MARK: Bearer (RFC 6750)

    @Test(arguments: ["mF_9.B5f-4.1JqM", "a", "a==", "AbC/+~._-0=", "eyJ.eyJ.sig"]) func tokens(_ token: String) {
        #expect(Self.exchange(["Authorization": "Bearer " + token]).bearer == .token(token))
    }

    @Test(arguments: [
        "=", "==", "a=b", "a,b", "a b", "a\"b", "a;b", "é", "a\u{301}", "a\tb", "{}", "realm=\"x\"", "a=, Basic dTpw",
    ]) func whatIsNoTokenIsMalformed(_ token: String) {
        #expect(Self.exchange(["Authorization": "Bearer " + token]).bearer == .malformed)
    }

    // MARK: API keys

    @Test func keysOfHeaderFields() {
        func key(_ fields: HTTPFields) -> APIKeyCredentials { Self.exchange(fields).key(.header("X-Key")) }
        #expect(key(["x-KEY": "a b,c%20"]) == .key("a b,c%20"))
        #expect(key(["X-Key2": "a"]) == .none)
        #expect(key(["X-Key": ""]) == .malformed)
        #expect(key(["X-Key": "a", "x-key": "a"]) == .malformed)
    }

    @Test(
        arguments: [
            ("key=abc", .key("abc")), ("x=1&k%65y=a%2Bb", .key("a+b")), ("key=a+b", .key("a b")), ("KEY=a", .none),
            ("", .none), ("key=", .malformed), ("key", .malformed), ("key=a&key=a", .malformed),
            ("key=a&k%65y=b", .malformed),
            ("key=%FF", .malformed), ("key=%", .malformed), ("x=%&key=a", .key("a")), ("key[]=a", .none),
        ] as [(String, APIKeyCredentials)]) func keysOfTheQuery(_ query: String, _ key: APIKeyCredentials)
    {
        #expect(Self.exchange([:], query: query).key(.query("key")) == key)
    }

    @Test(
        arguments: [
            ("sid=abc", .key("abc")), ("a=1; sid=\"x\"", .key("x")), ("sid=a%20b", .key("a b")), ("SID=a", .none),
            ("sid", .none), ("sid=", .malformed), ("sid=\"\"", .malformed), ("sid=a; sid=a", .malformed),
            ("sid=%", .malformed),
        ] as [(String, APIKeyCredentials)]) func keysOfCookies(_ cookie: String, _ key: APIKeyCredentials)
    {
        #expect(Self.exchange(["Cookie": cookie]).key(.cookie("sid")) == key)
    }

    @Test func noKeyIsInThePath() { #expect(Self.exchange([:]).key(.path("key")) == .none) }

    /// A key of the query is declared by its scheme, beside the parameters of the operation.
    @Test func aKeyIsNoUndeclaredParameter() throws {
        let exchange = Self.exchange([:], query: "key=a&limit=1")
        let reader = exchange.parameters(query: ["key", "limit"])
        #expect(reader.violations.isEmpty)
        #expect(exchange.parameters(query: ["limit"]).violations.map(\.pointer) == ["query/key"])
    }
}
