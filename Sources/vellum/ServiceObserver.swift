internal import ContractRuntime
internal import HTTPCore
internal import Operations
internal import SessionCore

/// Tells the log of what went wrong, and the counters of everything.
struct ServiceObserver: ResponderObserver {
    let log: Log
    let metrics: RequestMetrics

    func answered(_ route: Route?, status: Int, nanoseconds: UInt64) {
        metrics.answered(route, status: status, nanoseconds: nanoseconds)
    }

    func ignored(_ route: Route, properties: Int) { metrics.ignored(route, properties: properties) }

    func failed(_ incident: Incident) { note(incident.status == 500 ? .error : .warning, "request_failed", incident) }

    func refused(_ incident: Incident) { note(.debug, "request_refused", incident) }

    private func note(_ level: Log.Level, _ event: String, _ incident: Incident) {
        log(
            level, event,
            [
                "operation": incident.operationID, "status": String(incident.status), "code": incident.code,
                "detail": incident.detail, "address": incident.context.clientAddress,
                "request": incident.context.requestID,
            ])
    }
}
