package import ContractRuntime
package import HTTPCore

/// Serves the contracts themselves under `/openapi/`, byte for byte, and hands everything else on.
///
/// The entity tag is the SHA-256 of the bytes: whoever holds a contract can tell whether the server was built from it.
package struct DocumentsResponder: HTTPResponder {
    private let next: any HTTPResponder
    private let documents: [String: ContractDocument]

    package init(next: any HTTPResponder, documents: [ContractDocument]) {
        self.next = next
        self.documents = Dictionary(documents.map { ("/openapi/\($0.name)", $0) }) { first, _ in first }
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        guard let document = documents[request.path] else { return next.answer(request) }
        request.note?.route = RouteLabel(request.path)
        if let refused = next.answerOfReadOnly(to: request.method) { return .now(refused) }
        // RFC 9512.
        let mediaType = document.name.hasSuffix(".json") ? "application/json" : "application/yaml"
        guard MediaRange.isAcceptable(mediaType, in: request.fields["Accept"]) else {
            return .now(
                refusal(status: 406, code: "not_acceptable", message: "This is served as \(mediaType) only"))
        }
        let fields: HTTPFields = [
            "ETag": "\"\(document.sha256)\"", "Cache-Control": "no-cache", "Content-Type": mediaType,
            "X-Content-Type-Options": "nosniff",
        ]
        let response = HTTPResponse(status: 200, fields: fields, body: .bytes(document.bytes))
        return .now(answer(to: request, from: response))
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        next.refusal(status: status, code: code, message: message)
    }
}
