package import HTTPCore

/// Serves the operations of all contracts.
///
/// Whatever happens in a handler, the client gets a documented answer: a rejection in the shape of errors, a breach of
/// the contract or an unknown error as a logged 500.
package struct ContractResponder: HTTPResponder {
    /// What the log is told of an answer that is the server's fault, or that carries a detail.
    package struct Incident: Sendable {
        package let operationID: String
        package let status: Int
        package let code: String
        package let detail: String
        package let context: RequestContext
    }

    private let router: Router
    private let report: @Sendable (Incident) -> Void

    /// - Throws: `RouteConflict` when two operations share a method and a path.
    package init(_ routes: [Route], report: @escaping @Sendable (Incident) -> Void) throws(RouteConflict) {
        router = try Router(routes)
        self.report = report
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        if request.path == "*" { return .now(HTTPResponse(status: 204, fields: ["Allow": "GET, HEAD, OPTIONS"])) }
        switch router.match(request.method, request.path) {
        case .notFound: return .now(Rejection.notFound.response)
        case .wrongMethod(let allow):
            if request.method == "OPTIONS" { return .now(HTTPResponse(status: 204, fields: ["Allow": allow])) }
            let rejection = Rejection(
                status: 405, code: "method_not_allowed", message: "This method is not allowed here",
                fields: ["Allow": allow])
            return .now(rejection.response)
        case .route(let route, let values):
            let exchange = Exchange(request: request, pathValues: values)
            return .later { await serve(route, exchange) }
        }
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        var rejection = Rejection(status: status, code: code, message: message)
        if status == 503 { rejection.fields["Retry-After"] = "1" }
        return rejection.response
    }

    private func serve(_ route: Route, _ exchange: Exchange) async -> HTTPResponse {
        do {
            return try await route.serve(exchange)
        } catch let rejection as Rejection {
            let response = rejection.response
            if let breach = breach(rejection.status, response, route) {
                let detail = "\(breach) (\(rejection.code ?? "")): \(rejection.message)"
                return fault(route, exchange, detail)
            }
            if let detail = rejection.detail {
                report(
                    Incident(
                        operationID: route.operationID, status: rejection.status, code: rejection.code ?? "",
                        detail: detail, context: exchange.context))
            }
            return response
        } catch let breach as ContractBreach {
            return fault(route, exchange, "response breaks the contract: \(breach)")
        } catch {
            return fault(route, exchange, "\(error)")
        }
    }

    /// Why a rejection may not be sent as it is; nil when it may.
    private func breach(_ status: Int, _ response: HTTPResponse, _ route: Route) -> String? {
        // What is said of the framing is the engine's word, documented for every path.
        if status == 408 || status == 411 { return nil }
        guard let documented = route.documented.first(where: { $0.status == status }) else {
            return "undocumented status \(status)"
        }
        return documented.breach(response).map { "status \(status) \($0)" }
    }

    private func fault(_ route: Route, _ exchange: Exchange, _ detail: String) -> HTTPResponse {
        report(
            Incident(
                operationID: route.operationID, status: 500, code: "internal_error", detail: detail,
                context: exchange.context))
        return Rejection.internalError(detail).response
    }
}
