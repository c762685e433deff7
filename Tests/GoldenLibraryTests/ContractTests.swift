import ContractTesting
import Testing

/// Every operation × documented status of the golden contract, provoked over the wire and judged by the oracle.
@Suite struct ContractTests {
    @Test func everyDocumentedStatusIsProvoked() async throws {
        let coverage = try Coverage(contracts: [LibraryServer.contract.get()])
        let operations = coverage.contracts.flatMap(\.operations)
        #expect(Calls.all.map(\.operationID).sorted() == operations.map(\.id).sorted())
        try await LibraryServer.use(coverage: coverage) { library in
            for operation in operations {
                try await common(operation, library)
                library.service.restock()
            }
            for item in Special.all { try await run(item, library) }
            library.service.set(.broken)
            for call in Calls.all { try await expect(500, call, library) }
            library.service.set(.away)
            for call in Calls.all { try await expect(503, call, library) }
        }
        print(coverage.report())
        print(coverage.gaps())
        #expect(coverage.holes().isEmpty)
        #expect(coverage.suspicions.isEmpty)
        let neverSent = coverage.gaps().split(separator: "\n").filter {
            $0.contains("was never sent") || $0.contains("was never received")
        }
        #expect(neverSent.isEmpty)
    }

    /// What every operation that documents a status answers alike.
    private func common(_ operation: Operation, _ library: LibraryServer) async throws {
        let call = Calls.call(operation.id)
        let documented = operation.responses.keys
        if operation.ignoresUndeclaredQuery {
            try await expect(400, call.query("query=again"), library, isInvalid: true)
        } else {
            try await expect(400, call.query("undeclared=1"), library, isInvalid: true)
        }
        if documented.contains(401) {
            let wrong = operation.isSecured ? anonymous(call) : call.header("Authorization", "Bearer nobody")
            try await expect(401, wrong, library, isInvalid: operation.isSecured)
        }
        if documented.contains(403) { try await expect(403, stranger(operation, call), library) }
        if documented.contains(406) { try await expect(406, call.header("Accept", "application/x-nothing"), library) }
        if documented.contains(413) { try await tooLarge(call, operation.requestBody?.maxBytes, library) }
        if documented.contains(415) {
            try await expect(415, call.content(.text("x", "application/x-nothing")), library, isInvalid: true)
        }
        let success = try await call.send(to: library, isValid: true)
        #expect(success.status < 300, "\(operation.id): \(success.status) \(success.text)")
    }

    private func anonymous(_ call: Call) -> Call {
        call.with { call in
            call.headers.removeAll { ["Authorization", "X-Desk-Key", "Cookie"].contains($0.0) }
            call.target = call.target.replacing(/[?]key=.*/, with: "")
        }
    }

    /// Somebody who is known, and may not.
    private func stranger(_ operation: Operation, _ call: Call) -> Call {
        if operation.owner != nil { return call.header("Authorization", "Bearer reader.CARD-X") }
        let kind = operation.id == "getStatistics" ? "student" : "partner"
        return call.with { $0.headers = [("Authorization", "Bearer \(kind).openid")] }
    }

    /// The announced length alone is refused: no byte of the body is sent.
    private func tooLarge(_ call: Call, _ limit: Int?, _ library: LibraryServer) async throws {
        let length = (limit ?? 1 << 20) + 1
        let fields = call.fields + [("Host", "127.0.0.1"), ("Content-Length", "\(length)")]
        let lines = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
        let exchange = try await library.client.send(
            raw: [Array("\(call.method) \(call.target) HTTP/1.1\r\n\(lines)\r\n".utf8)], as: call.method, call.target)
        #expect(exchange.status == 413, "\(call.operationID): \(exchange.text)")
    }

    private func expect(
        _ status: Int, _ call: Call, _ library: LibraryServer, isInvalid: Bool = false
    ) async throws {
        do {
            let exchange = try await call.send(to: library, isInvalidOnPurpose: isInvalid)
            #expect(exchange.status == status, "\(call.operationID) \(status): \(exchange.text.prefix(300))")
        } catch {
            Issue.record("\(call.operationID) \(status): \(error)")
        }
    }

    private func run(_ item: Special, _ library: LibraryServer) async throws {
        try await expect(item.status, item.call, library, isInvalid: item.isInvalid)
    }
}
