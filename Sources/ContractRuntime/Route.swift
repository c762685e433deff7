package import HTTPCore

/// One operation of a contract, ready to serve.
package final class Route: Sendable {
    /// How the answer comes about.
    enum Service: Sendable {
        case handler(@Sendable (Exchange) async throws -> HTTPResponse)
        /// At hand, and rendered before: checks a request, and gives the call that answers every request like it.
        case constant(@Sendable (Exchange) throws -> @Sendable () throws -> HTTPConstant)
    }

    package let operationID: String
    package let method: String
    /// The path of the contract, parameters in braces.
    package let template: String
    /// The tag of the operation.
    package let tag: String
    /// Whether the body's schema lets unknown members pass.
    package let ignoresUnknown: Bool
    /// Whether Accept decides which of several media types comes, so that answers vary by it (RFC 9110 §12.5.5).
    let isNegotiated: Bool
    /// Its place among the routes of its responder.
    package let number: Int
    /// The parameters of the path, each with the number of its segment.
    let parameters: [(segment: Int, name: String)]
    /// How callers may say who they are: what a 401 asks for.
    let schemes: [SecurityScheme]
    let documented: [DocumentedStatus]
    let service: Service
    /// What the access log calls it.
    let label: RouteLabel

    package convenience init(
        _ operationID: String, _ method: String, _ template: String, tag: String = "", ignoresUnknown: Bool = false,
        isNegotiated: Bool = false, schemes: [SecurityScheme] = [], documented: [DocumentedStatus],
        serve: @escaping @Sendable (Exchange) async throws -> HTTPResponse
    ) {
        self.init(
            operationID, method, template, tag: tag, ignoresUnknown: ignoresUnknown, isNegotiated: isNegotiated,
            schemes: schemes, documented: documented, .handler(serve))
    }

    /// An operation with `x-constant`.
    package static func constant(
        _ operationID: String, _ method: String, _ template: String, tag: String = "", documented: [DocumentedStatus],
        serve: @escaping @Sendable (Exchange) throws -> @Sendable () throws -> HTTPConstant
    ) -> Route {
        Route(
            operationID, method, template, tag: tag, ignoresUnknown: false, isNegotiated: false, schemes: [],
            documented: documented, .constant(serve))
    }

    private init(
        _ operationID: String, _ method: String, _ template: String, tag: String, ignoresUnknown: Bool,
        isNegotiated: Bool, schemes: [SecurityScheme], documented: [DocumentedStatus], _ service: Service,
        number: Int = 0
    ) {
        self.operationID = operationID
        self.method = method
        self.template = template
        self.tag = tag
        self.ignoresUnknown = ignoresUnknown
        self.isNegotiated = isNegotiated
        self.schemes = schemes
        self.documented = documented
        self.service = service
        label = RouteLabel(template)
        self.number = number
        parameters = template.dropFirst().split(separator: "/", omittingEmptySubsequences: false).enumerated()
            .filter { $1.hasPrefix("{") }.map { ($0, String($1.dropFirst().dropLast())) }
    }

    package var documentedStatuses: [Int] { documented.flatMap(\.statuses) }

    func numbered(_ number: Int) -> Route {
        Route(
            operationID, method, template, tag: tag, ignoresUnknown: ignoresUnknown, isNegotiated: isNegotiated,
            schemes: schemes, documented: documented, service, number: number)
    }
}

/// What the contract says of statuses of an operation, as far as a rejection must keep to it.
package struct DocumentedStatus: Sendable {
    let statuses: [Int]
    /// The names of the header fields that the contract requires.
    let fields: [String]
    /// Reads a body as the documented schema; nil where none is documented, or one that is not JSON.
    private let read: (@Sendable ([UInt8]) throws(Rejection) -> Void)?

    /// Without a JSON body: a response of its own may have such a status, a rejection may not.
    package init(_ statuses: Int..., fields: [String] = []) {
        self.statuses = statuses
        self.fields = fields
        read = nil
    }

    /// With a JSON body.
    package init<Body: ContractDecodable & Sendable>(_ statuses: Int..., fields: [String] = [], body: Body.Type) {
        self.statuses = statuses
        self.fields = fields
        read = { bytes throws(Rejection) in _ = try BodyReader.read(body, from: bytes) }
    }

    /// Why this response may not be sent under this status; nil when it may.
    func breach(_ response: HTTPResponse) -> String? {
        let missing = fields.filter { response.fields.count($0) == 0 }
        if !missing.isEmpty { return "without the required \(missing.joined(separator: ", "))" }
        guard let read, case .bytes(let bytes) = response.body else { return "with a body that is not documented" }
        do throws(Rejection) {
            try read(bytes)
            return nil
        } catch {
            let places = error.violations.map { "\($0.pointer) \($0.message)" }.joined(separator: "; ")
            return "with a body that breaks the contract: \(places)"
        }
    }
}
