import ContractTesting
import Testing

/// The requests that cases spoil in one respect are right in all others: else a 403 or a 404 would prove nothing.
@Suite struct RequestHonestyTests {
    /// Tokens of the right shape; nobody sends them.
    private static let person = Person(id: "alice", access: "e30.e30.c2ln", refresh: "alice~signin~secret")

    private static let calls =
        AuthenticationCases.calls(person) + UserSessionCases.calls(person) + PublicSessionCases.calls("main")

    private func findings(
        _ method: String, _ path: String, _ fields: [(String, String)], json: String?, type: String?,
        form: String?
    ) throws -> Judgement {
        let request = SentRequest(
            method, path, fields: fields.map { Field($0.0, $0.1) } + (type.map { [Field("Content-Type", $0)] } ?? []),
            body: Array((json ?? form ?? "").utf8))
        return try RequestJudge(contracts: Contracts.all).judge(request)
    }

    @Test func everyCallThatCasesSpoilIsValidBefore() throws {
        for call in Self.calls {
            let judgement = try findings(
                call.method, call.path, call.headers, json: call.json, type: call.contentType, form: call.form)
            #expect(judgement.findings.isEmpty, "\(call.operationID): \(judgement.findings)")
            #expect(judgement.operation?.id == call.operationID)
        }
    }

    @Test func everyRowOfTheIsolationMatrixIsValidButForItsCredentials() throws {
        for call in SecuredCall.all {
            let judgement = try findings(
                call.method, call.path, Self.person.bearer, json: call.json, type: call.contentType, form: call.form)
            #expect(judgement.findings.isEmpty, "\(call.operationID): \(judgement.findings)")
            #expect(judgement.operation?.id == call.operationID)
            let open = try findings(
                call.method, call.path, [], json: call.json, type: call.contentType, form: call.form)
            #expect(open.findings.map(\.kind) == [.requestCredentials])
        }
    }

    /// What has no call here gets neither its 400 nor its 503.
    @Test func everyOperationHasACall() {
        let operations = Contracts.all.flatMap(\.operations).map(\.id)
        #expect(Set(Self.calls.map(\.operationID)) == Set(operations))
    }

    /// The secured operations are those whose calls carry a token, as far as both are known.
    @Test func theCallsOfSecuredOperationsCarryAToken() {
        let secured = Set(SecuredCall.operations.map(\.id))
        for call in Self.calls { #expect(call.headers.isEmpty != secured.contains(call.operationID)) }
    }
}
