/// One way in which an exchange breaks the contract.
package struct Finding: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// No contract has the operation, and the engine documents no such answer.
        case undocumentedOperation
        case undocumentedStatus
        case missingHeader
        case headerValue
        case repeatedHeader
        case missingContentType
        case undocumentedMediaType
        case missingBody
        case strayBody
        case invalidJSON
        case invalidText
        case bodySchema
        case contentLength
        case framing
        case partFraming
        case connection
        /// A 1xx response that the request did not ask for.
        case interimResponse
        /// A 401 that does not say how to sign in, or a 403 that asks for a scope that nobody wants.
        case challenge
        /// A media type that the client did not accept, or liked less than another that there was; a 406 although it
        /// would have taken something.
        case negotiation
        /// A body that must be decoded before it is what the contract describes.
        case contentCoding
        case requestParameter
        case requestBody
        /// A query parameter or body that the operation does not know; servers may ignore it.
        case strayRequest
        /// A secured operation was called without any credentials.
        case requestCredentials
        /// A request that the contract refuses was carried out, or at least compared with what is stored.
        case acceptedInvalidRequest
    }

    package let kind: Kind
    package let message: String
    /// The keyword that is broken, for headerValue, bodySchema, requestParameter and requestBody.
    package let keyword: String?

    package init(_ kind: Kind, _ message: String, keyword: String? = nil) {
        self.kind = kind
        self.message = message
        self.keyword = keyword
    }

    package var description: String { "\(kind.rawValue): \(message)" }
}

/// What a judge found on one exchange, and which part of the contract it touched.
package struct Judgement: Sendable {
    package internal(set) var findings: [Finding] = []
    /// Nil where only the engine's own answers document the exchange.
    package internal(set) var operation: Operation?
    package internal(set) var contract: String?
    package internal(set) var mediaType: String?
    /// Documented parameters that the request carried.
    package internal(set) var parameters: Set<String> = []
    /// Of a request: statuses that refuse what is wrong with it, and nothing else.
    package internal(set) var refusals: Set<Int> = []
    package internal(set) var satisfied: Set<KeywordUse> = []
    package internal(set) var violated: Set<KeywordUse> = []

    mutating func add(_ kind: Finding.Kind, _ message: String) { findings.append(Finding(kind, message)) }

    mutating func add(_ verdict: Verdict, as kind: Finding.Kind, of subject: String) {
        satisfied.formUnion(verdict.satisfied)
        violated.formUnion(verdict.violated)
        findings += verdict.violations.map { violation in
            Finding(kind, "\(subject) \(violation.description)", keyword: violation.keyword)
        }
    }
}

/// An exchange that breaks the contract, as a test's failure shows it.
package struct ContractBreach: Error, CustomStringConvertible {
    package let exchange: Exchange
    package let findings: [Finding]

    package var description: String {
        let request = exchange.request
        let body = String(decoding: exchange.response.body.prefix(2000), as: UTF8.self)
        let list = findings.map { "  - \($0)" }.joined(separator: "\n")
        return "\(request.method) \(request.target) answered \(exchange.status) against the contract\n\(list)\n\(body)"
    }
}
