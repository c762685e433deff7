package import HTTPCore

/// Stands behind all else: there is nothing at any path, and refusals have the documented shape.
package struct NothingResponder: HTTPResponder {
    private let observer: any ResponderObserver

    package init(observer: any ResponderObserver) { self.observer = observer }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        let isServer = request.message.equals(request.message.layout.path, "*")
        let response =
            isServer ? HTTPResponse(status: 204, fields: ["Allow": "GET, HEAD, OPTIONS"]) : Rejection.notFound.response
        observer.answered(nil, status: response.status, nanoseconds: 0)
        return .now(response)
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        var rejection = Rejection(status: status, code: code, message: message)
        if status == 503 { rejection.fields["Retry-After"] = "1" }
        observer.answered(nil, status: status, nanoseconds: 0)
        return rejection.response
    }
}
