import ContractRuntime
import JSON
import ServiceContracts
import Testing

@Suite struct BodyWriterTests {
    private let good = Order(
        id: "abc", count: 5, weight: 1.5, isGift: false, size: nil, note: nil, tags: ["x"], parts: [], extra: ["a": 1])

    private func breach(_ value: some ContractEncodable) -> [String] {
        do throws(ContractBreach) {
            _ = try BodyWriter.encode(value)
            return []
        } catch {
            return error.violations.map { "\($0.pointer) \($0.keyword)" }
        }
    }

    @Test func aGoodValueIsWritten() throws {
        let text = String(decoding: try BodyWriter.encode(good), as: UTF8.self)
        #expect(text == #"{"id":"abc","count":5,"weight":1.5,"gift":false,"note":null,"tags":["x"],"extra":{"a":1}}"#)
    }

    @Test func whatIsWrittenReadsBack() throws {
        #expect(try BodyReader.read(Order.self, from: BodyWriter.encode(good)) == good)
    }

    @Test func aValueThatBreaksItsSchemaDoesNotLeave() {
        var bad = good
        bad.id = "no"
        bad.count = 6
        bad.weight = 9
        bad.tags = ["", "b", "c"]
        #expect(breach(bad) == ["/id not", "/count maximum", "/weight maximum", "/tags maxItems", "/tags/0 minLength"])
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan]) func whatJSONCannotSayIsABreach(_ value: Double) {
        var bad = good
        bad.weight = value
        #expect(breach(bad).count == 1)
    }

    @Test func generatedTypesAreCheckedToo() {
        #expect(breach(UserSessionAPI.CreatedUserSession(userID: "alice", sessionID: "a.svg")) == ["/session_id not"])
        #expect(breach(UserSessionAPI.ErrorBody(error: "")) == ["/error minLength"])
        #expect(breach(AuthAPI.JwkSet(keys: [])) == ["/keys minItems"])
        let summary = UserSessionAPI.UserSessionSummary(sessionID: "a", createdAt: "yesterday", ttl: -1)
        #expect(
            breach(UserSessionAPI.UserSessionList(sessions: [summary])) == [
                "/sessions/0/created_at format", "/sessions/0/ttl minimum",
            ])
    }

    @Test func aBreachSaysWhereAndWhyForTheLog() {
        let breach = ContractBreach(violations: [
            Violation(pointer: "/a", keyword: "type", message: "must be x", line: 7)
        ])
        #expect("\(breach)" == "/a must be x (type, contract line 7)")
    }
}
