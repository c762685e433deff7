package import HTTPCore

/// Serves the page at `/`, and hands everything else on.
package struct PageResponder: HTTPResponder {
    private let next: any HTTPResponder

    package init(next: any HTTPResponder) { self.next = next }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer { next.answer(request) }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        next.refusal(status: status, code: code, message: message)
    }
}
