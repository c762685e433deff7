package import HTTPCore

/// Serves the page at `/`, and hands everything else on.
///
/// The page is a client of the API like any other: its files are the same for everybody, and know nothing of who asks.
package struct PageResponder: HTTPResponder {
    private let next: any HTTPResponder
    private let files: [String: PageFile]

    /// Nothing inline, nothing from elsewhere, and nobody else's page around ours.
    private static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    package init(next: any HTTPResponder) {
        self.next = next
        files = Dictionary(PageFile.all.map { ($0.path, $0) }) { first, _ in first }
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        guard let file = files[request.path] else { return next.answer(request) }
        request.note?.route = RouteLabel(request.path)
        if let refused = next.answerOfReadOnly(to: request.method) { return .now(refused) }
        // The engine leaves out the body of an answer to HEAD.
        return .now(answer(to: request, from: content(of: file)))
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        next.refusal(status: status, code: code, message: message)
    }

    private func content(of file: PageFile) -> HTTPResponse {
        // Asked for each time, and mostly answered by 304: a new release of the server is seen at once.
        var fields: HTTPFields = ["ETag": file.entityTag, "Cache-Control": "no-cache"]
        fields["Content-Type"] = file.mediaType
        fields["Content-Security-Policy"] = Self.contentSecurityPolicy
        fields["X-Content-Type-Options"] = "nosniff"
        fields["Referrer-Policy"] = "no-referrer"
        fields["Cross-Origin-Opener-Policy"] = "same-origin"
        return HTTPResponse(status: 200, fields: fields, body: .bytes(file.bytes))
    }
}
