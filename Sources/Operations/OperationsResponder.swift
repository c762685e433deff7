package import HTTPCore
package import Metrics

/// What operators and their machines ask, beside the contracts: `/healthz`, `/readyz` and `/metrics`.
package struct OperationsResponder: HTTPResponder {
    private let next: any HTTPResponder
    private let readiness: @Sendable () async -> [ReadinessCheck]
    private let metrics: @Sendable () -> [MetricFamily]
    private let page = MetricsPage()

    /// - Parameters:
    ///   - next: gets every other path.
    ///   - readiness: asked at each request for `/readyz`.
    package init(
        next: any HTTPResponder, readiness: @escaping @Sendable () async -> [ReadinessCheck],
        metrics: @escaping @Sendable () -> [MetricFamily]
    ) {
        self.next = next
        self.readiness = readiness
        self.metrics = metrics
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        guard ["/healthz", "/readyz", "/metrics"].contains(request.path) else { return next.answer(request) }
        request.note?.route = RouteLabel(request.path)
        if let refused = next.answerOfReadOnly(to: request.method) { return .now(refused) }
        switch request.path {
        case "/healthz": return .now(text(200, "application/json", #"{"status":"ok"}"#))
        case "/readyz":
            return .later {
                let checks = await readiness()
                let isReady = checks.allSatisfy { $0.problem == nil }
                var response = text(isReady ? 200 : 503, "application/json", ReadinessCheck.json(checks))
                if !isReady { response.fields["Retry-After"] = "1" }
                return response
            }
        default: return .now(text(200, PrometheusText.mediaType, page.text(metrics)))
        }
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        next.refusal(status: status, code: code, message: message)
    }

    private func text(_ status: Int, _ mediaType: String, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            fields: ["Content-Type": mediaType, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"],
            body: .bytes(Array(text.utf8)))
    }
}
