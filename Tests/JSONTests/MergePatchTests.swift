import Testing

@testable import JSON

/// Merge patches (RFC 7396).
@Suite struct MergePatchTests {
    /// - Returns: nil for what is no object.
    private func object(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try JSONReader.parse(Array(text.utf8)) else {
            throw JSONSyntaxError(message: "no object", offset: 0)
        }
        return object
    }

    /// The cases of RFC 7396, Appendix A, whose target and patch are objects.
    @Test(
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
            (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
            (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
            (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
            (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
            (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
            (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        ]) func theCasesOfTheStandard(target: String, patch: String, result: String) throws
    {
        let merged = try object(target).merged(with: object(patch))
        #expect(String(decoding: JSONValue.object(merged).encoded, as: UTF8.self) == result)
    }

    @Test func membersKeepTheirPlaceAndNewOnesComeBehind() throws {
        let merged = try object(#"{"z":1,"a":{"k":1},"m":3}"#).merged(with: object(#"{"n":4,"a":{"j":2},"z":9}"#))
        let text = String(decoding: JSONValue.object(merged).encoded, as: UTF8.self)
        #expect(text == #"{"z":9,"a":{"k":1,"j":2},"m":3,"n":4}"#)
    }

    /// RFC 8259 §8.3: an `é` of one scalar and one of two are names of their own, and so are K and the Kelvin sign.
    @Test(arguments: [1, 12]) func namesAreComparedByTheirBytes(others: Int) throws {
        let names = ["\u{E9}", "e\u{301}", "K", "\u{212A}"] + (0..<others).map { "n\($0)" }
        let text = "{" + names.map { #""\#($0)":"\#($0)""# }.joined(separator: ",") + "}"
        let all = try object(text)
        for name in names {
            guard case .string(let value)? = all[name] else {
                Issue.record("\(name) is lost")
                continue
            }
            #expect(value.utf8.elementsEqual(name.utf8))
        }
        #expect(try object(#"{"é":1}"#) != object(#"{"e\u0301":1}"#))
        #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
        let merged = all.merged(with: ["e\u{301}": 1, "K": .null])
        #expect(merged.members.count == names.count - 1)
        #expect(merged["\u{E9}"] == .string("\u{E9}") && merged["e\u{301}"] == 1)
        #expect(merged["K"] == nil && merged["\u{212A}"] == .string("\u{212A}"))
    }

    @Test func nullsInsideOfArraysStay() throws {
        let merged = try object(#"{"a":1}"#).merged(with: object(#"{"a":[null,{"b":null}]}"#))
        #expect(String(decoding: JSONValue.object(merged).encoded, as: UTF8.self) == #"{"a":[null,{"b":null}]}"#)
    }

    /// A search for each name would take minutes.
    @Test func aHundredThousandMembersAreMergedInATime() throws {
        var names: [String: JSONValue] = [:]
        for index in 0..<100_000 { names["n\(index)"] = .integer(1) }
        let text = JSONValue.object(JSONObject(uniqueMembers: names.map { JSONObject.Member(name: $0, value: $1) }))
        let large = try object(String(decoding: text.encoded, as: UTF8.self))
        let start = ContinuousClock.now
        let merged = large.merged(with: large)
        #expect(merged.members.count == 100_000)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test(arguments: [("{}", 1), (#"{"a":1}"#, 1), (#"{"a":[]}"#, 2), (#"{"a":[{"b":{}}],"c":{}}"#, 4)])
    func depthCountsObjectsAndArrays(text: String, depth: Int) throws {
        #expect(try object(text).depth == depth)
    }
}
