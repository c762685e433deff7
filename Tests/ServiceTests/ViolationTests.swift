import ContractTesting
import Foundation
import Testing

/// Every keyword of every request is enforced: the requests are made from the contracts, by the oracle's reading.
@Suite struct ViolationTests {
    private func details(_ exchange: Exchange) throws -> [String] {
        try exchange.json["details"]?.elements?.compactMap { $0["pointer"]?.string } ?? []
    }

    private func operation(_ id: String) throws -> (Contract, ContractTesting.Operation) {
        for contract in Contracts.all {
            if let operation = contract.operations.first(where: { $0.id == id }) { return (contract, operation) }
        }
        throw ChildFailure(what: "no contract has \(id)")
    }

    private func calls(_ alice: Person) -> [Call] {
        AuthenticationCases.calls(alice) + UserSessionCases.calls(alice) + PublicSessionCases.calls("main")
    }

    @Test func everyKeywordOfEveryBodyIsEnforced() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        var tried = 0
        for call in calls(alice) {
            guard let json = call.json else { continue }
            let (contract, operation) = try operation(call.operationID)
            let spoiler = Spoiler(interpreter: contract.interpreter)
            let pointer = try #require(operation.requestBody?.content.first?.schema)
            let (_, schema) = try #require(spoiler.schema(pointer))
            let body = try JSONText.parse(Array(json.utf8))
            for property in schema["properties"]?.members?.all ?? [] {
                let unknown = spoiler.unknownKeywords(
                    try #require(spoiler.schema(pointer)).pointer + "/properties/" + property.name)
                #expect(unknown.isEmpty, "the spoiler does not know how to break \(unknown) of \(property.name)")
            }

            func refused(_ spoilt: JSONTree, _ place: String, _ why: String) async throws {
                tried += 1
                let exchange = try await server.client.send(
                    call.method, call.path, headers: call.headers + [("Content-Type", call.jsonType)],
                    body: Array(spoilt.text.utf8), isInvalidOnPurpose: true)
                #expect(exchange.status == 400, "\(call.operationID) \(place) \(why): \(exchange.status)")
                #expect(
                    try details(exchange).contains(place), "\(call.operationID) \(place) \(why): \(exchange.text)")
            }

            for property in schema["properties"]?.members?.all ?? [] {
                let properties = try #require(spoiler.schema(pointer)).pointer + "/properties/" + property.name
                for spoilt in spoiler.spoilt(properties) {
                    let value = body.setting(property.name, spoilt.value)
                    try await refused(value, "/" + property.name, "\(spoilt.keyword) \(spoilt.value.text.prefix(40))")
                }
            }
            for name in schema["required"]?.elements?.compactMap(\.string) ?? [] {
                try await refused(body.setting(name, nil), "/" + name, "required")
            }
            if schema["additionalProperties"]?.bool == false {
                try await refused(body.setting("surplus", .null), "/surplus", "additionalProperties")
            }
            for whole in [JSONTree.null, .array([]), .string("x"), .integer(1)] { try await refused(whole, "", "type") }
        }
        #expect(tried > 200, "\(tried) requests were made")
        #expect(try await server.client.send("GET", "/image/alice/main").text.contains("one"), "nothing was stored")
        await server.stop()
    }

    @Test func everyKeywordOfEveryQueryParameterIsEnforced() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        try await PublicSessionCases.create("main", on: server)
        var tried = 0
        for call in calls(alice) where call.method == "GET" {
            let (contract, operation) = try operation(call.operationID)
            let spoiler = Spoiler(interpreter: contract.interpreter)
            for parameter in operation.parameters where parameter.location == .query {
                for spoilt in spoiler.spoilt(parameter.schema) {
                    // What is a string in a URL cannot be spoilt by being one.
                    let text = spoilt.value.string ?? spoilt.value.text
                    let sent = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                    let isReadAsWanted = spoilt.keyword == "type" && isWanted(text, parameter.schema, spoiler)
                    if isReadAsWanted { continue }
                    tried += 1
                    let exchange = try await server.client.send(
                        call.method, "\(call.path)?\(parameter.name)=\(sent)", headers: call.headers,
                        isInvalidOnPurpose: true)
                    #expect(exchange.status == 400, "\(call.operationID) \(parameter.name)=\(text.prefix(40))")
                    #expect(try details(exchange) == ["query/\(parameter.name)"])
                }
                let twice = try await server.client.send(
                    call.method, "\(call.path)?\(parameter.name)=1&\(parameter.name)=1", headers: call.headers,
                    isInvalidOnPurpose: true)
                #expect(twice.status == 400, "\(call.operationID) \(parameter.name) twice")
            }
        }
        #expect(tried > 40, "\(tried) requests were made")
        await server.stop()
    }

    /// Whether the text of a value of another type reads as one of the wanted type: `7` does as a string.
    private func isWanted(_ text: String, _ pointer: String, _ spoiler: Spoiler) -> Bool {
        switch spoiler.schema(pointer)?.members["type"]?.string {
        case "integer": Int(text) != nil
        case "boolean": text == "true" || text == "false"
        default: true
        }
    }

    @Test func theEdgesOfEveryNumberAreAccepted() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        try await PublicSessionCases.create("main", on: server)
        let client = server.client
        for seconds in [1, 2_592_000] {
            for (path, headers) in [("/api/user/alice/session", alice.bearer), ("/api/session", [])] {
                let made = try await client.send(
                    "POST", path, headers: headers,
                    json: #"{"session_id":"edge-\#(seconds)","template":"x","expire_seconds":\#(seconds)}"#,
                    expectValidRequest: true)
                #expect(made.status == 201)
            }
            let put = try await client.send(
                "PUT", "/api/user/alice/session/main", headers: alice.bearer,
                json: #"{"args":{"value":1},"expire_seconds":\#(seconds == 1 ? 60 : seconds)}"#,
                expectValidRequest: true)
            #expect(put.status == 204)
        }
        for ttl in [60, 86_400] {
            let issued = try await client.send(
                "POST", "/api/auth/token",
                json: #"{"user_id":"alice","password":"\#(Person.password)","ttl_seconds":\#(ttl)}"#,
                expectValidRequest: true)
            #expect(issued.status == 200)
        }
        let first = try await client.send(
            "GET", "/api/user/alice/sessions?limit=1", headers: alice.bearer, expectValidRequest: true)
        let cursor = try #require(try first.json["next_cursor"]?.string)
        for query in ["limit=1&cursor=\(cursor)", "limit=100"] {
            let part = try await client.send(
                "GET", "/api/user/alice/sessions?\(query)", headers: alice.bearer, expectValidRequest: true)
            #expect(part.status == 200)
        }
        for query in [
            "keep_alive=1000&delayed_start=0&double_frame=true&as_bot=true",
            "keep_alive=300000&delayed_start=60000&double_frame=false&as_bot=false",
        ] {
            for path in ["/stream/alice/main", "/stream/main"] {
                #expect(try await client.send("HEAD", "\(path)?\(query)", expectValidRequest: true).status == 200)
            }
        }
        await server.stop()
    }
}
