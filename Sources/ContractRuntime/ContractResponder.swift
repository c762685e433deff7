package import HTTPCore

/// Serves the operations of all contracts.
///
/// Whatever happens in a handler, the client gets a documented answer: a rejection in the shape of errors, a breach of
/// the contract or an unknown error as a logged 500.
package struct ContractResponder: HTTPResponder {
    private let router: Router
    private let observer: any ResponderObserver
    private let otherwise: any HTTPResponder

    /// - Parameter otherwise: answers at paths of no contract; there is nothing there when it is left out.
    /// - Throws: `RouteConflict` when two operations share a method and a path.
    package init(
        _ routes: [Route], observer: any ResponderObserver, otherwise: (any HTTPResponder)? = nil
    ) throws(RouteConflict) {
        router = try Router(routes.enumerated().map { $1.numbered($0) })
        self.observer = observer
        self.otherwise = otherwise ?? NothingResponder(observer: observer)
    }

    package func answer(_ request: HTTPRequest) -> HTTPAnswer {
        switch router.match(request.message) {
        case .notFound: return otherwise.answer(request)
        case .wrongMethod(let allow):
            if request.message.equals(request.message.layout.method, "OPTIONS") {
                return now(HTTPResponse(status: 204, fields: ["Allow": allow]))
            }
            let rejection = Rejection(
                status: 405, code: "method_not_allowed", message: "This method is not allowed here",
                fields: ["Allow": allow])
            return now(rejection.response)
        case .route(let route, let values):
            request.note?.route = route.label
            let exchange = Exchange(request: request, pathValues: values, onIgnored: (observer, route))
            switch route.service {
            case .constant(let serve): return answer(route, exchange, serve)
            case .handler(let serve): return .later { await answer(route, exchange, serve) }
            }
        }
    }

    private func answer(
        _ route: Route, _ exchange: Exchange,
        _ serve: @Sendable (Exchange) throws -> @Sendable () throws -> HTTPConstant
    ) -> HTTPAnswer {
        do {
            let current = try serve(exchange)
            let constant = try current()
            observer.answered(route, status: constant.status, nanoseconds: 0)
            return .constant(constant) {
                guard let constant = try? current() else { return nil }
                observer.answered(route, status: constant.status, nanoseconds: 0)
                return constant
            }
        } catch {
            let response = response(to: error, route, exchange)
            observer.answered(route, status: response.status, nanoseconds: 0)
            return .now(response)
        }
    }

    private func answer(
        _ route: Route, _ exchange: Exchange, _ serve: @Sendable (Exchange) async throws -> HTTPResponse
    ) async -> HTTPResponse {
        let start = ContinuousClock.now
        var response: HTTPResponse
        do {
            response = try await serve(exchange)
        } catch {
            response = self.response(to: error, route, exchange)
        }
        if route.isNegotiated { response.vary(by: "Accept") }
        observer.answered(route, status: response.status, nanoseconds: start.nanosecondsToNow)
        return response
    }

    private func now(_ response: HTTPResponse) -> HTTPAnswer {
        observer.answered(nil, status: response.status, nanoseconds: 0)
        return .now(response)
    }

    package func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        otherwise.refusal(status: status, code: code, message: message)
    }

    private func response(to error: any Error, _ route: Route, _ exchange: Exchange) -> HTTPResponse {
        if let rejection = error as? Rejection {
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
        }
        if let breach = error as? ContractBreach {
            return fault(route, exchange, "response breaks the contract: \(breach)")
        }
        return fault(route, exchange, "\(error)")
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
