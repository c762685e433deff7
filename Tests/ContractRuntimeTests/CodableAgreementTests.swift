import ContractRuntime
import Foundation
import JSON
import ServiceContracts
import Testing

/// Codable and the generated readers judge alike, text by text.
@Suite struct CodableAgreementTests {
    private func agree<Value: ContractDecodable & ContractEncodable & Codable & Equatable>(
        _ type: Value.Type, _ text: String, isGood: Bool, at location: SourceLocation = #_sourceLocation
    ) {
        let read = try? reading(type, text).get()
        let decoded = try? JSONDecoder().decode(type, from: Data(text.utf8))
        #expect((read != nil) == isGood, "the reader on \(text)", sourceLocation: location)
        #expect(read == decoded, "both on \(text)", sourceLocation: location)
        guard let read else { return }
        // What either of them writes, both read back.
        let encoded = try? JSONEncoder().encode(read)
        let written = try? BodyWriter.encode(read)
        #expect(encoded.flatMap { try? reading(type, String(decoding: $0, as: UTF8.self)).get() } == read)
        #expect(written.flatMap { try? JSONDecoder().decode(type, from: Data($0)) } == read)
    }

    @Test(arguments: [
        #"{"session_id":"a","template":"<svg/>"}"#,
        #"{"session_id":"a","template":"<svg/>","args":{},"expire_seconds":1}"#,
        #"{"session_id":"a","template":"t","args":{"x":[1,2.5,"é",null,true,{"y":[]}]},"expire_seconds":2592000}"#,
        #"{"template":"t","session_id":"A-Z_0.9~"}"#,
    ]) func goodRequestsAreReadAlike(_ text: String) {
        agree(UserSessionAPI.CreateUserSessionRequest.self, text, isGood: true)
    }

    @Test(arguments: [
        "{}", "[]", "null", #"{"session_id":"a"}"#, #"{"template":"t"}"#, #"{"session_id":1,"template":"t"}"#,
        #"{"session_id":null,"template":"t"}"#, #"{"session_id":"","template":"t"}"#,
        #"{"session_id":"a.svg","template":"t"}"#, #"{"session_id":"..","template":"t"}"#,
        #"{"session_id":"a b","template":"t"}"#, #"{"session_id":"a","template":""}"#,
        #"{"session_id":"a","template":"t","args":[]}"#, #"{"session_id":"a","template":"t","args":null}"#,
        #"{"session_id":"a","template":"t","args":"x"}"#, #"{"session_id":"a","template":"t","expire_seconds":0}"#,
        #"{"session_id":"a","template":"t","expire_seconds":2592001}"#,
        #"{"session_id":"a","template":"t","expire_seconds":"60"}"#,
        #"{"session_id":"a","template":"t","expire_seconds":null}"#,
        #"{"session_id":"a","template":"t","expire_seconds":1.5}"#,
        #"{"session_id":"a","template":"t","expire_seconds":true}"#, #"{"session_id":"a","template":"t","other":1}"#,
        #"{"session_id":"a","template":"t","expire_seconds":99999999999999999999}"#,
        #"{"session_id":"a","template":"t""#,
    ]) func badRequestsAreRefusedAlike(_ text: String) {
        agree(UserSessionAPI.CreateUserSessionRequest.self, text, isGood: false)
    }

    @Test func unknownMembersAreIgnoredWhereTheSchemaAllowsThem() {
        let type = UserSessionAPI.CreateSessionRequest.self
        agree(type, #"{"session_id":"a","template":"t","theme":"dark","more":{"x":[]}}"#, isGood: true)
        agree(type, #"{"session_id":"a","template":"t","expire":"1h 30m","x":null}"#, isGood: true)
        agree(type, #"{"session_id":"a","theme":"dark"}"#, isGood: false)
        agree(type, #"{"session_id":"a","template":"t","expire":"soon"}"#, isGood: false)
    }

    @Test func nullableMembersMustBeThereButMayBeNull() {
        let start = #"{"user_id":"alice","email":"a@example.org","created_at":"2026-07-30T10:00:00Z""#
        agree(AuthAPI.User.self, start + #","last_login_at":null}"#, isGood: true)
        agree(AuthAPI.User.self, start + #","last_login_at":"2026-07-30T10:00:00+02:00"}"#, isGood: true)
        agree(AuthAPI.User.self, start + "}", isGood: false)
        agree(AuthAPI.User.self, start + #","last_login_at":5}"#, isGood: false)
        agree(AuthAPI.User.self, start + #","last_login_at":"2026-02-30T10:00:00Z"}"#, isGood: false)
    }

    @Test func arraysAndWhatTheyHoldAreChecked() {
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":[]}"#, isGood: true)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":[{"pointer":"","message":"m"}]}"#, isGood: true)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":[{"pointer":"","message":""}]}"#, isGood: false)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":[{"pointer":""}]}"#, isGood: false)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":[null]}"#, isGood: false)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":{}}"#, isGood: false)
        agree(UserSessionAPI.ErrorBody.self, #"{"error":"x","details":null}"#, isGood: false)
        let detail = #"{"pointer":"","message":"m"}"#
        func many(_ count: Int) -> String {
            "{\"error\":\"x\",\"details\":[" + Array(repeating: detail, count: count).joined(separator: ",") + "]}"
        }
        agree(UserSessionAPI.ErrorBody.self, many(100), isGood: true)
        agree(UserSessionAPI.ErrorBody.self, many(101), isGood: false)
    }

    @Test func enumsAndNestedObjectsAreChecked() {
        func tokens(_ type: String, _ access: String = "a.b.c") -> String {
            #"{"access_token":"\#(access)","refresh_token":"r","token_type":"\#(type)","expires_in":900}"#
        }
        agree(AuthAPI.Tokens.self, tokens("Bearer"), isGood: true)
        agree(AuthAPI.Tokens.self, tokens("bearer"), isGood: false)
        agree(AuthAPI.Tokens.self, tokens("Bearer", "a.b"), isGood: false)
        let user =
            #"{"user_id":"a","email":"a@example.org","created_at":"2026-07-30T10:00:00Z","last_login_at":null}"#
        agree(AuthAPI.Registration.self, "{\"user\":\(user),\"tokens\":\(tokens("Bearer"))}", isGood: true)
        agree(AuthAPI.Registration.self, "{\"user\":\(user),\"tokens\":\(tokens("MAC"))}", isGood: false)
        agree(AuthAPI.Registration.self, "{\"user\":null,\"tokens\":\(tokens("Bearer"))}", isGood: false)
    }

    @Test func aPrivateMemberOfAKeyCannotPass() {
        let modulus = String(repeating: "n", count: 342)
        let number = String(repeating: "x", count: 43)
        let keys = [
            #""kty":"RSA","n":"\#(modulus)","e":"AQAB","alg":"RS256","use":"sig","kid":"k""#,
            #""kty":"EC","crv":"P-256","x":"\#(number)","y":"\#(number)","alg":"ES256","use":"sig","kid":"k""#,
            #""kty":"OKP","crv":"Ed25519","x":"\#(number)","alg":"EdDSA","use":"sig","kid":"k""#,
        ]
        for key in keys {
            agree(AuthAPI.JwkSet.self, "{\"keys\":[{\(key)}]}", isGood: true)
            for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
                agree(AuthAPI.JwkSet.self, "{\"keys\":[{\(key),\"\(name)\":\"\(number)\"}]}", isGood: false)
            }
        }
    }

    @Test func defaultsAreTheSame() throws {
        let text = #"{"session_id":"a","template":"t"}"#
        let request = try JSONDecoder().decode(UserSessionAPI.CreateUserSessionRequest.self, from: Data(text.utf8))
        #expect(request.expireSeconds == 3600)
        #expect(request.args == nil)
    }

    /// Where they cannot agree: Foundation's decoder hides from its types what stood in the text.
    @Test func theReaderIsStricterWhereFoundationLooksAway() {
        for text in [
            #"{"session_id":"a","template":"t","expire_seconds":60.0}"#,
            #"{"session_id":"a","session_id":"a","template":"t"}"#,
        ] {
            #expect(throws: Rejection.self) { try reading(UserSessionAPI.CreateUserSessionRequest.self, text).get() }
        }
    }
}
