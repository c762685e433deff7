import ContractTesting
import Testing

/// One documented status of one operation, and how to provoke it.
struct ContractCase: Sendable {
    let operationID: String
    let status: Int
    let provoke: @Sendable () async throws -> Exchange

    init(_ operationID: String, _ status: Int, _ provoke: @escaping @Sendable () async throws -> Exchange) {
        self.operationID = operationID
        self.status = status
        self.provoke = provoke
    }
}

/// A request that an operation accepts, to be spoilt in one respect.
struct Call: Sendable {
    let operationID: String
    let method: String
    var path: String
    var headers: [(String, String)] = []
    var json: String?
    /// Of a body in JSON.
    var jsonType = "application/json"
    /// A body of application/x-www-form-urlencoded instead.
    var form: String?
    var hasContent = true

    /// The type of the body; nil when there is none.
    var contentType: String? {
        json != nil ? jsonType : form != nil ? "application/x-www-form-urlencoded" : nil
    }

    func send(
        to server: VellumServer, query: String = "", headers extra: [(String, String)] = [], json: String? = nil
    ) async throws -> Exchange {
        let target = path + (query.isEmpty ? "" : "?" + query)
        let headers = headers.filter { old in !extra.contains { $0.0 == old.0 } } + extra
        guard let type = contentType, let body = json ?? self.json ?? form else {
            return try await server.client.send(method, target, headers: headers)
        }
        return try await server.client.send(
            method, target, headers: headers + [("Content-Type", type)], body: Array(body.utf8))
    }
}

/// What every operation that documents a status answers alike.
enum CommonCases {
    static func all(_ calls: [Call], on server: VellumServer) -> [ContractCase] {
        calls.flatMap { call in
            var cases = [
                ContractCase(call.operationID, 400) { try await call.send(to: server, query: "undeclared=1") }
            ]
            if call.hasContent {
                cases.append(
                    ContractCase(call.operationID, 406) {
                        try await call.send(to: server, headers: [("Accept", "application/x-nothing")])
                    })
            }
            if call.contentType != nil {
                cases.append(ContractCase(call.operationID, 413) { try await tooLarge(call, on: server) })
                cases.append(
                    ContractCase(call.operationID, 415) {
                        try await server.client.send(
                            call.method, call.path, headers: call.headers + [("Content-Type", "text/plain")],
                            body: Array("{}".utf8))
                    })
            }
            return cases
        }
    }

    /// The announced length alone is refused: no byte of the body is sent.
    private static func tooLarge(_ call: Call, on server: VellumServer) async throws -> Exchange {
        let fields =
            call.headers + [
                ("Host", "127.0.0.1"), ("Content-Type", call.contentType ?? ""), ("Content-Length", "1048577"),
            ]
        let lines = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
        return try await server.client.send(
            raw: [Array("\(call.method) \(call.path) HTTP/1.1\r\n\(lines)\r\n".utf8)], as: call.method, call.path)
    }
}
