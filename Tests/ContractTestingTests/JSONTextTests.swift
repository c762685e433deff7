import Testing

@testable import ContractTesting

@Suite struct JSONTextTests {
    @Test func valuesAndTheirOrderAreRead() throws {
        let tree = try JSONText.parse(Array(#" {"b":[1,-2.5e3,true,null],"a":"\u00e9\ud83d\ude00\n"} "#.utf8))
        #expect(tree.members?.all.map(\.name) == ["b", "a"])
        #expect(tree["a"]?.string == "é😀\n")
        #expect(tree["b"]?.elements?[1].number?.value == -2500)
        #expect(tree.at(pointer: "/b/0")?.number?.isInteger == true)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":1,}"#, #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, "01", "1.",
        ".5",
        "+1", "-", "NaN", "tru", "'a'", "\"a", "\"\t\"", #""\x""#, #""\ud800""#, #""\udc00\ud800""#, #""\u12g4""#,
        "1 1",
        "\u{FEFF}1",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONTextError.self) { try JSONText.parse(Array(text.utf8)) }
    }

    @Test func invalidUTF8AndDepthAreRefused() {
        #expect(throws: JSONTextError.self) { try JSONText.parse([0x22, 0xC0, 0x80, 0x22]) }
        let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        #expect(throws: JSONTextError.self) { try JSONText.parse(Array(deep.utf8)) }
    }

    @Test func namesDifferByCodePointsAndNumbersByValue() throws {
        let tree = try JSONText.parse(Array(#"{"\u00e9":1,"e\u0301":2}"#.utf8))
        #expect(tree.members?.all.count == 2)
        #expect(try JSONText.parse(Array("[1.0,1e2]".utf8)) == JSONText.parse(Array("[1,100]".utf8)))
        #expect(try JSONText.parse(Array("9007199254740993".utf8)) != JSONText.parse(Array("9007199254740992".utf8)))
    }
}
