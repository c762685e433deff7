import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct FormBodyTests {
    private static let shape = TextShape.object([
        ("name", .string), ("age", .integer), ("ratio", .number), ("ok", .boolean), ("tag", .array(.string)),
        ("id", .array(.integer)),
    ])

    private func json(_ form: String) -> String? {
        FormBody.json(Array(form.utf8), Self.shape).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", "{}"), ("&", "{}"), ("&&name=a&", #"{"name":"a"}"#), ("name=a", #"{"name":"a"}"#),
        ("name=a+b%20c%2B", #"{"name":"a b c+"}"#), ("n%61me=a", #"{"name":"a"}"#), ("name=a=b", #"{"name":"a=b"}"#),
        ("name", #"{"name":""}"#), ("name=", #"{"name":""}"#), ("name=%2526", #"{"name":"%26"}"#),
        ("name=é%C3%A9", #"{"name":"éé"}"#), ("name=%22%5C%00", #"{"name":"\"\\\u0000"}"#),
        ("name=1&age=1", #"{"name":"1","age":1}"#), ("ratio=1.5&ok=true", #"{"ratio":1.5,"ok":true}"#),
        // Text that stands for no such value stays text, for the reader to refuse.
        ("age=1.5", #"{"age":"1.5"}"#), ("age=", #"{"age":""}"#), ("age=+1", #"{"age":" 1"}"#),
        ("ok=yes", #"{"ok":"yes"}"#), ("ratio=NaN", #"{"ratio":"NaN"}"#), ("age=1e3", #"{"age":"1e3"}"#),
        // Arrays are names that stand more than once, in any places.
        ("tag=a", #"{"tag":["a"]}"#), ("tag=a&name=x&tag=b,c&tag", #"{"tag":["a","b,c",""],"name":"x"}"#),
        ("id=1&id=x&id=3", #"{"id":[1,"x",3]}"#), ("tag=a&t%61g=b", #"{"tag":["a","b"]}"#),
        // What stands twice stands twice here, and names are compared byte for byte.
        ("name=a&name=b", #"{"name":"a","name":"b"}"#), ("x=1&x=2", #"{"x":"1","x":"2"}"#),
        ("=a", #"{"":"a"}"#), ("tag[]=a", #"{"tag[]":"a"}"#), ("Tag=a", #"{"Tag":"a"}"#),
        // A mark that combines hides no separator.
        ("name=a&\u{301}x=1", "{\"name\":\"a\",\"\u{301}x\":\"1\"}"), ("name=\u{301}", "{\"name\":\"\u{301}\"}"),
    ]) func formsStandForObjects(_ form: String, _ expected: String) { #expect(json(form) == expected) }

    @Test(arguments: ["name=%", "name=%4", "name=%GG", "%=1", "a=1&%zz", "name=%FF", "name=%C3", "tag=a&tag=%"])
    func badEscapesAreRefused(_ form: String) { #expect(json(form) == nil) }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(FormBody.json(Array("name=".utf8) + [0xFF], Self.shape) == nil)
    }

    /// `String` takes these two names for one.
    @Test func namesOfArraysAreComparedByteForByte() {
        let shape = TextShape.object([("\u{E9}", .array(.string))])
        let json = FormBody.json(Array("\u{E9}=1&e\u{301}=2".utf8), shape).map { String(decoding: $0, as: UTF8.self) }
        #expect(json == "{\"\u{E9}\":[\"1\"],\"e\u{301}\":\"2\"}")
    }

    @Test(.timeLimit(.minutes(1))) func manyMembersStayFast() {
        let form = Array(String(repeating: "tag=a&id=1&", count: 20_000).utf8)
        #expect(FormBody.json(form, Self.shape)?.count == 20_000 * 6 + "{\"tag\":[],\"id\":[],}".count - 3)
    }

    // MARK: Through an exchange

    struct Form: ContractDecodable, Equatable {
        var name: String
        var tags: [String]

        static func read(from reader: inout BodyReader) -> Form? {
            var name: String?
            var tags: [String]?
            var object = reader.object(ObjectRule(["name", "tag"], required: 0b1, line: 40))
            while let index = reader.member(of: &object) {
                switch index {
                case 0: name = reader.string(StringRule(minLength: 1, line: 41))
                case 1: tags = reader.array(ArrayRule(maxItems: 2, line: 42)) { $0.string(StringRule(line: 43)) }
                default: break
                }
            }
            guard object.isObject, let name else { return nil }
            return Form(name: name, tags: tags ?? [])
        }
    }

    private func read(_ body: String, maxBytes: Int = 100) async throws(Rejection) -> Form {
        let request = HTTPRequest(
            method: "POST", path: "/", body: .bytes(Array(body.utf8)),
            context: RequestContext(clientAddress: "-", requestID: "-"))
        return try await Exchange(request: request, pathValues: [])
            .form(Form.self, TextRule(Self.shape, line: 40), maxBytes: maxBytes)
    }

    @Test func formsAreReadAndChecked() async throws {
        #expect(try await read("name=a&tag=b&tag=c") == Form(name: "a", tags: ["b", "c"]))
        let cases: [(String, [String])] = [
            ("name=&tag=a&tag=b&tag=c", ["/name minLength", "/tag maxItems"]),
            ("name=a&name=b", ["/name properties"]), ("x=1&name=a", ["/x additionalProperties"]),
            ("", ["/name required"]),
            ("name=%", [" format"]),
        ]
        for (body, places) in cases {
            let error = await #expect(throws: Rejection.self) { try await self.read(body) }
            #expect(error?.status == 400)
            #expect(error?.places == places)
        }
    }

    @Test func theBoundOfTheContractIsExact() async throws {
        #expect(try await read("name=abcde", maxBytes: 10) == Form(name: "abcde", tags: []))
        let error = await #expect(throws: Rejection.self) { try await self.read("name=abcdef", maxBytes: 10) }
        #expect(error?.status == 413)
    }
}
