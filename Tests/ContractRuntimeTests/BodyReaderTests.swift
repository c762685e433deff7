import ContractRuntime
import JSON
import Testing

@Suite struct BodyReaderTests {
    @Test func aWholeBodyIsRead() throws {
        let text = """
            {"extra":{"z":[1,{"y":null}]},"note":"hi","id":"abc","count":5,"weight":0.5,"gift":false,"size":"large",
             "tags":["x","y"],"parts":[{"name":"p"}]}
            """
        let order = try reading(Order.self, text).get()
        let extra: JSONObject = ["z": .array([1, .object(["y": .null])])]
        #expect(
            order
                == Order(
                    id: "abc", count: 5, weight: 0.5, isGift: false, size: .large, note: "hi", tags: ["x", "y"],
                    parts: [.init(name: "p")], extra: extra))
    }

    @Test func whatIsAbsentTakesItsDefault() throws {
        let order = try reading(Order.self, #"{"id":"ab","count":1,"note":null,"extra":{}}"#).get()
        #expect(order.isGift)
        #expect(order.size == nil)
        #expect(order.note == nil)
        #expect(order.tags == [])
    }

    @Test func integersCountAsNumbers() throws {
        #expect(try reading(Order.self, #"{"id":"ab","count":1,"note":null,"extra":{},"weight":2}"#).get().weight == 2)
    }

    @Test func allViolationsComeAtOnceWithTheirPointers() {
        let text = """
            {"id":"A","count":9,"weight":0.1,"gift":"yes","size":"huge","tags":["","b",3],"parts":[{"name":"p"},{},
             {"name":"","x/y~z":1},[]],"extra":[],"unknown":{"deep":[1]}}
            """
        #expect(
            places(Order.self, text) == [
                "/id minLength", "/count maximum", "/weight minimum", "/gift type", "/size enum", "/tags/0 minLength",
                "/tags/2 type", "/tags maxItems", "/parts/1/name required", "/parts/2/name minLength",
                "/parts/2/x~1y~0z additionalProperties", "/parts/3 type", "/extra type",
                "/unknown additionalProperties",
                "/note required",
            ])
    }

    @Test func everyViolationNamesTheLineOfTheContract() {
        guard case .failure(let rejection) = reading(Order.self, #"{"id":"abcde","count":0,"note":null,"extra":{}}"#)
        else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.violations.map(\.line) == [11, 12])
        #expect(rejection.violations.map(\.message) == ["must have at most 4 characters", "must be at least 1"])
        #expect(rejection.status == 400)
        #expect(rejection.code == "invalid_request")
    }

    @Test(arguments: [
        (#""id":"a""#, "/id minLength"), (#""id":"abcde""#, "/id maxLength"), (#""id":"AB""#, "/id pattern"),
        (#""id":"no""#, "/id not"), (#""id":1"#, "/id type"), (#""id":null"#, "/id type"),
        (#""id":"éé""#, "/id pattern"),
    ]) func stringsAreChecked(_ member: String, _ place: String) {
        #expect(places(Order.self, "{\(member),\"count\":1,\"note\":null,\"extra\":{}}") == [place])
    }

    @Test(arguments: [
        ("0", "/count minimum"), ("6", "/count maximum"), ("1.5", "/count type"), ("\"1\"", "/count type"),
        ("true", "/count type"), ("99999999999999999999", "/count type"), ("[1]", "/count type"),
        ("null", "/count type"),
    ]) func integersAreChecked(_ value: String, _ place: String) {
        #expect(places(Order.self, "{\"id\":\"ab\",\"count\":\(value),\"note\":null,\"extra\":{}}") == [place])
    }

    @Test func lengthCountsCodePoints() throws {
        let rule = StringRule(minLength: 2, maxLength: 3, line: 1)
        func length(_ text: String) -> [String] {
            var reader = BodyReader(JSONValue.string(text).encoded)
            _ = reader.string(rule)
            return reader.violations.map(\.keyword)
        }
        #expect(length("😀") == ["minLength"])
        #expect(length("😀😀") == [])
        #expect(length("👨‍👩‍👧") == ["maxLength"])
        #expect(length("e\u{301}e") == [])
        #expect(length("abcd") == ["maxLength"])
        #expect(length("") == ["minLength"])
    }

    @Test func aMemberThatStandsTwiceIsRefused() {
        #expect(places(Order.self, #"{"id":"ab","count":1,"count":1,"note":null,"extra":{}}"#) == ["/count properties"])
        #expect(
            places(Order.self, #"{"id":"ab","count":1,"co\u0075nt":2,"note":null,"extra":{}}"#) == ["/count properties"]
        )
        #expect(places(Order.self, #"{"id":"ab","count":1,"x":1,"x":2,"note":null,"extra":{}}"#).count == 2)
    }

    @Test func repeatedMembersInsideFreeObjectsMakeTheBodyMalformed() {
        guard case .failure(let rejection) = reading(Order.self, #"{"extra":{"a":1,"a":2}}"#) else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.code == "invalid_json")
    }

    @Test(arguments: ["[]", "null", "\"x\"", "5", "true"]) func aBodyOfAnotherTypeIsRefusedAtItsRoot(_ text: String) {
        #expect(places(Order.self, text) == [" type"])
    }

    @Test(arguments: ["", "{", "{\"id\":}", "{\"id\":\"ab\"", "{} {}", "{\"id\":\"\u{1}\"}", "nul", "{\"x\":[1,}"])
    func whatIsNotJSONIsMalformed(_ text: String) {
        guard case .failure(let rejection) = reading(Order.self, text) else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.status == 400)
        #expect(rejection.code == "invalid_json")
        #expect(rejection.violations.count == 1)
    }

    @Test func invalidUTF8IsMalformed() {
        let bytes: [UInt8] = Array(#"{"id":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        #expect { try BodyReader.read(Order.self, from: bytes) } throws: {
            ($0 as? Rejection)?.code == "invalid_json"
        }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        guard case .failure(let rejection) = reading(Order.self, "{\"extra\":{\"a\":\(deep)}}") else {
            Issue.record("accepted")
            return
        }
        #expect(rejection.code == "invalid_json")
    }

    @Test func violationsAreBoundedInNumber() {
        let members = (0..<1000).map { "\"u\($0)\":\($0)" }.joined(separator: ",")
        #expect(places(Order.self, "{\(members)}").count == BodyReader.maximumViolations)
    }

    @Test func anUnknownNameIsNotRepeatedWhole() {
        let name = String(repeating: "e\u{301}", count: 1000)
        let expected = "/" + String(repeating: "e\u{301}", count: 32) + " additionalProperties"
        #expect(places(Order.self, #"{"\#(name)":1,"id":"ab","count":1,"note":null,"extra":{}}"#) == [expected])
    }

    @Test func aTildeUnderAMarkIsEscaped() {
        let text = #"{"~\#u{301}":1,"/\#u{301}":1,"id":"ab","count":1,"note":null,"extra":{}}"#
        #expect(
            places(Order.self, text) == [
                "/~0\u{301} additionalProperties", "/~1\u{301} additionalProperties",
            ])
    }

    @Test func aHugeLeastLengthIsNoTrouble() {
        var reader = BodyReader(Array(#""abc""#.utf8))
        _ = reader.string(StringRule(minLength: .max, line: 1))
        #expect(reader.violations.map(\.keyword) == ["minLength"])
    }

    @Test func whatIsReadIsNeverHalfDone() {
        #expect(places(Order.self, #"{"id":"ab","count":1,"note":5,"extra":{}}"#) == ["/note type"])
        #expect(
            places(Order.self, #"{"id":"ab","count":1,"note":null,"extra":{},"parts":[{"name":1}]}"#) == [
                "/parts/0/name type"
            ])
    }

    /// `String`'s own comparison would take the Kelvin sign for the letter K.
    @Test func aNameThatOnlyLooksLikeAPropertyIsUnknown() {
        var reader = BodyReader(Array("{\"\u{212A}\":1,\"K\":2}".utf8))
        var values: [Int?] = []
        var object = reader.object(ObjectRule(["K"], required: 0b1, line: 1))
        while let member = reader.member(of: &object) {
            #expect(member == 0)
            values.append(reader.integer(IntegerRule(line: 2)))
        }
        #expect(reader.violations.map(\.keyword) == ["additionalProperties"])
        #expect(values == [2])
    }
}
