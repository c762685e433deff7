internal import ContractRuntime
internal import HTTPCore
internal import SessionCore

/// Runs a step of the core; what it throws becomes the documented answer.
func core<Value>(_ step: () async throws(CoreError) -> Value) async throws -> Value {
    do { return try await step() } catch { throw Failures.rejection(error) }
}

extension RequestContext {
    var origin: Origin { Origin(address: clientAddress, userAgent: userAgent, requestID: requestID) }
}
