internal import OpenAPI

/// What the bodies of an operation are in Swift.
struct BodyTypes {
    let types: SwiftTypes

    /// The type of a body under one media type.
    func type(_ content: Content, ofRequest isRequest: Bool) -> String {
        switch content.kind {
        case .json(let schema), .form(let schema), .multipart(let schema): types.type(schema)
        case .text: "String"
        case .bytes: "[UInt8]"
        case .stream: isRequest ? "RequestStream" : "ResponseStream"
        }
    }

    /// The type of a request's body, nil without one: an enum where there are several media types.
    func type(_ body: RequestBody) -> String {
        let type = body.contents.count == 1 ? self.type(body.contents[0], ofRequest: true) : "Body"
        return body.isRequired ? type : type + "?"
    }

    /// The type of a response's body, nil without one.
    func type(_ response: Response) -> String? {
        switch response.contents.count {
        case 0: nil
        case 1: type(response.contents[0], ofRequest: false)
        default: BodyTypes.name(response)
        }
    }

    /// The enum of a response that has several media types.
    static func name(_ response: Response) -> String {
        SwiftNames.upperFirst(StatusNames.name(response.status)) + "Content"
    }

    /// Whether the handler is told which media type the client likes best.
    static func isNegotiated(_ operation: Operation) -> Bool { operation.offeredMediaTypes.count > 1 }

    /// The names of the types that stand beside an operation's input and output.
    static func names(_ operation: Operation) -> [String] {
        let requests = operation.body.map { $0.contents.count > 1 ? ["Body"] : [] } ?? []
        let responses = operation.responses.filter { $0.contents.count > 1 }.map(name)
        return requests + responses + (isNegotiated(operation) ? ["Accepted"] : [])
    }
}

extension Response.Header {
    /// The value that the contract fixes: such a field is filled in by generated code.
    func constant(_ contract: Contract) -> String? {
        guard isRequired, case .enumeration(let values) = contract.resolved(schema).shape, values.count == 1 else {
            return nil
        }
        return values[0]
    }
}
