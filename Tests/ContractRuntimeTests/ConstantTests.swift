import ContractRuntime
import HTTPCore
import Testing

/// Answers that are checked and rendered once.
@Suite struct ConstantTests {
    /// What a generated output is: some statuses, some fields, a breach.
    private struct Output: ConstantOutput {
        var made = HTTPResponse(status: 200, body: .bytes([1, 2]))
        var isBroken = false

        init(_ tag: String?, isBroken: Bool = false) {
            made.fields["ETag"] = tag
            self.isBroken = isBroken
        }

        func response() throws(ContractBreach) -> HTTPResponse {
            if isBroken { throw ContractBreach(violations: []) }
            return made
        }
    }

    @Test func bothAnswersHaveOneEntityTag() throws {
        _ = try Constant(Output("\"a\""), notModified: Output("\"a\""))
        for (tag, other) in [("\"a\"", "\"b\""), ("\"a\"", nil), (nil, nil)] as [(String?, String?)] {
            #expect(throws: ContractBreach.self) { try Constant(Output(tag), notModified: Output(other)) }
        }
    }

    @Test func aBreachIsFoundWhenItIsMade() {
        #expect(throws: ContractBreach.self) {
            try Constant(Output("\"a\"", isBroken: true), notModified: Output("\"a\""))
        }
        #expect(throws: ContractBreach.self) {
            try Constant(Output("\"a\""), notModified: Output("\"a\"", isBroken: true))
        }
    }

    @Test func anotherAnswerTakesItsPlaceUnlessItBreaksTheContract() throws {
        let constant = try Constant(Output("\"a\""), notModified: Output("\"a\""))
        #expect(constant.answer(unless: nil).response.fields["ETag"] == "\"a\"")
        try constant.replace(with: Output("\"b\""), notModified: Output("\"b\""))
        #expect(constant.answer(unless: nil).response.fields["ETag"] == "\"b\"")
        #expect(constant.answer(unless: "\"a\"") === constant.answer(unless: nil), "the old tag is no match any more")
        #expect(throws: ContractBreach.self) {
            try constant.replace(with: Output("\"c\"", isBroken: true), notModified: Output("\"c\""))
        }
        #expect(constant.answer(unless: nil).response.fields["ETag"] == "\"b\"")
    }

    @Test func fieldsOfTheEngineAreLeftToIt() {
        let fields: HTTPFields = ["Date": "never", "A": "b\r\nC: d", "B C": "e", "connection": "x", "D": "f"]
        let constant = HTTPConstant(HTTPResponse(status: 200, fields: fields, body: .bytes([1, 2, 3])))
        let lines = String(decoding: constant.fieldLines.array, as: UTF8.self)
        #expect(lines == "A: b  C: d\r\nD: f\r\nContent-Length: 3\r\n")
        #expect(constant.body.array == [1, 2, 3])
        let empty = HTTPConstant(HTTPResponse(status: 304, body: .bytes([1])))
        #expect(empty.fieldLines.count == 0 && empty.body.count == 0)
    }
}
