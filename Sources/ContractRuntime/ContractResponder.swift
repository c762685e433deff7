package import HTTPCore

/// Serves the operations of all contracts.
///
/// Whatever happens in a handler, the client gets a documented answer: a rejection in the shape of errors, a breach of
/// the contract or an unknown error as a logged 500.
package struct ContractResponder: HTTPResponder {
    private let router: Router
    private let observer: any ResponderObserver

    /// - Throws: `RouteConflict` when two operations share a method and a path.
    package init(_ routes: [Route], observer: any ResponderObserver) throws(RouteConflict) {
        router = try Router(routes.enumerated().map { $1.numbered($0) })
        self.observer = observer
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        if request.path == "*" { return now(HTTPResponse(status: 204, fields: ["Allow": "GET, HEAD, OPTIONS"])) }
        switch router.match(request.method, request.path) {
        case .notFound: return now(Rejection.notFound.response)
        case .wrongMethod(let allow):
            if request.method == "OPTIONS" { return now(HTTPResponse(status: 204, fields: ["Allow": allow])) }
            let rejection = Rejection(
                status: 405, code: "method_not_allowed", message: "This method is not allowed here",
                fields: ["Allow": allow])
            return now(rejection.response)
        case .route(let route, let values):
            let start = ContinuousClock.now
            let exchange = Exchange(request: request, pathValues: values) { count in
                observer.ignored(route, properties: count)
            }
            return .later {
                var response = await serve(route, exchange)
                if route.isNegotiated { response.vary(by: "Accept") }
                observer.answered(route, status: response.status, nanoseconds: start.nanosecondsToNow)
                return response
            }
        }
    }

    private func now(_ response: HTTPResponse) -> HTTPAnswer {
        observer.answered(nil, status: response.status, nanoseconds: 0)
        return .now(response)
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        var rejection = Rejection(status: status, code: code, message: message)
        if status == 503 { rejection.fields["Retry-After"] = "1" }
        observer.answered(nil, status: status, nanoseconds: 0)
        return rejection.response
    }

    private func serve(_ route: Route, _ exchange: Exchange) async -> HTTPResponse {
        do {
            return try await route.serve(exchange)
        } catch let rejection as Rejection {
            let response = (rejection.status == 401 ? rejection.challenging(route.schemes) : rejection).response
            if let breach = breach(rejection.status, response, route) {
                let detail = "\(breach) (\(rejection.code ?? "")): \(rejection.message)"
                return fault(route, exchange, detail)
            }
            if let detail = rejection.detail {
                observer.failed(incident(route, exchange, rejection, detail))
            } else if !rejection.violations.isEmpty {
                let places = rejection.violations.map { violation in
                    "\(violation.pointer) \(violation.keyword)" + (violation.line > 0 ? " line \(violation.line)" : "")
                }
                observer.refused(incident(route, exchange, rejection, places.joined(separator: "; ")))
            }
            return response
        } catch let breach as ContractBreach {
            return fault(route, exchange, "response breaks the contract: \(breach)")
        } catch {
            return fault(route, exchange, "\(error)")
        }
    }

    private func incident(_ route: Route, _ exchange: Exchange, _ rejection: Rejection, _ detail: String) -> Incident {
        Incident(
            operationID: route.operationID, status: rejection.status, code: rejection.code ?? "", detail: detail,
            context: exchange.context)
    }

    /// Why a rejection may not be sent as it is; nil when it may.
    private func breach(_ status: Int, _ response: HTTPResponse, _ route: Route) -> String? {
        // What is said of the framing is the engine's word, documented for every path.
        if status == 408 || status == 411 { return nil }
        guard let documented = route.documented.first(where: { $0.statuses.contains(status) }) else {
            return "undocumented status \(status)"
        }
        return documented.breach(response).map { "status \(status) \($0)" }
    }

    private func fault(_ route: Route, _ exchange: Exchange, _ detail: String) -> HTTPResponse {
        observer.failed(
            Incident(
                operationID: route.operationID, status: 500, code: "internal_error", detail: detail,
                context: exchange.context))
        return Rejection.internalError(detail).response
    }
}

extension ContinuousClock.Instant {
    fileprivate var nanosecondsToNow: UInt64 {
        let parts = duration(to: .now).components
        return UInt64(clamping: parts.seconds) &* 1_000_000_000 &+ UInt64(clamping: parts.attoseconds / 1_000_000_000)
    }
}
