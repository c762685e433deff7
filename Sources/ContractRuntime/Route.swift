package import HTTPCore

/// One operation of a contract, ready to serve.
package struct Route: Sendable {
    package let operationID: String
    package let method: String
    /// The path of the contract, parameters in braces.
    package let template: String
    /// The statuses that the contract documents for this operation.
    let documented: [Int]
    let serve: @Sendable (Exchange) async throws -> HTTPResponse

    package init(
        _ operationID: String, _ method: String, _ template: String, documented: [Int],
        serve: @escaping @Sendable (Exchange) async throws -> HTTPResponse
    ) {
        self.operationID = operationID
        self.method = method
        self.template = template
        self.documented = documented
        self.serve = serve
    }
}
