/// Tells whether a request that a test calls valid is what the contract allows.
package struct RequestJudge: Sendable {
    private let responses: ResponseJudge

    package init(contracts: [Contract]) { responses = ResponseJudge(contracts: contracts) }

    /// - Throws: OracleError when the oracle cannot judge.
    package func judge(_ request: SentRequest) throws(OracleError) -> Judgement {
        var judgement = Judgement()
        guard let (contract, operation, _) = responses.operation(of: request) else {
            judgement.add(.undocumentedOperation, "\(request.method) \(request.path) is in no contract")
            return judgement
        }
        judgement.operation = operation
        judgement.contract = contract.name
        if operation.isSecured, !operation.security.isTried(by: request) {
            judgement.add(.requestCredentials, "\(operation.id) is secured, and its credentials are not all there")
        }
        try judgeParameters(request, operation, contract, &judgement)
        try judgeBody(request, operation, contract, &judgement)
        for finding in judgement.findings { judgement.refusals.formUnion(Self.refusals(of: finding.kind)) }
        return judgement
    }

    /// The statuses that say just this; 404 for a path that cannot exist comes with its parameter.
    private static func refusals(of kind: Finding.Kind) -> Set<Int> {
        switch kind {
        case .requestCredentials: [401]
        case .requestParameter, .strayRequest: [400, 414]
        case .requestBody: [400, 411, 413, 415]
        default: []
        }
    }

    private func judgeParameters(
        _ request: SentRequest, _ operation: Operation, _ contract: Contract, _ judgement: inout Judgement
    ) throws(OracleError) {
        let query = SimpleValue.rawPairs(request.query)
        let path = operation.template.matchRaw(request.path) ?? [:]
        let values = SimpleValue(interpreter: contract.interpreter)
        for parameter in operation.parameters {
            let before = judgement.findings.count
            let text = StyledText(values: values, parameter: parameter)
            let found: (value: JSONTree?, count: Int)?
            switch parameter.location {
            case .path: found = try path[parameter.name].map { raw throws(OracleError) in (try text.read(raw), 1) }
            case .header: found = try request[parameter.name].map { raw throws(OracleError) in (try text.read(raw), 1) }
            case .query: found = try text.read(query: query)
            case .cookie:
                let own = request.cookies.filter { $0.name == parameter.name }
                found = try own.first.map { first throws(OracleError) in (try text.read(first.value), own.count) }
            }
            guard let found else {
                if parameter.isRequired { judgement.add(.requestParameter, "\(parameter.name) is missing") }
                continue
            }
            judgement.parameters.insert(parameter.name)
            if found.count > 1 {
                judgement.add(.requestParameter, "\(parameter.name) is there \(found.count) times")
            }
            if let value = found.value {
                let verdict = try contract.interpreter.judge(value, by: parameter.schema, direction: .request)
                judgement.add(verdict, as: .requestParameter, of: parameter.name)
            } else {
                judgement.add(.requestParameter, "\(parameter.name) is not written in its style")
            }
            if parameter.location == .path, judgement.findings.count > before { judgement.refusals.insert(404) }
        }
        try judgeStrays(query.map(\.name), operation, values, &judgement)
    }

    private func judgeStrays(
        _ names: [String], _ operation: Operation, _ values: SimpleValue, _ judgement: inout Judgement
    ) throws(OracleError) {
        if operation.ignoresUndeclaredQuery { return }
        for name in names {
            var isKnown = operation.security.schemes.contains(.key(.query, name: name))
            for parameter in operation.parameters where parameter.location == .query && !isKnown {
                isKnown = try StyledText(values: values, parameter: parameter).takes(name)
            }
            if !isKnown { judgement.add(.strayRequest, "\(operation.id) has no query parameter \(name)") }
        }
    }

    private func judgeBody(
        _ request: SentRequest, _ operation: Operation, _ contract: Contract, _ judgement: inout Judgement
    ) throws(OracleError) {
        guard let documented = operation.requestBody else {
            if !request.body.isEmpty { judgement.add(.strayRequest, "\(operation.id) takes no body") }
            return
        }
        // An empty text or file is one, when it says so.
        if request.body.isEmpty, request["Content-Type"] == nil {
            if documented.isRequired { judgement.add(.requestBody, "the body is missing") }
            return
        }
        guard let sent = request["Content-Type"].flatMap({ MediaType($0) }),
            let media = documented.content.first(where: { $0.mediaType.covers(sent) })
        else {
            let type = request["Content-Type"] ?? "no Content-Type"
            return judgement.add(.requestBody, "\(type) is not documented")
        }
        if let limit = documented.maxBytes, request.body.count > limit {
            judgement.add(.requestBody, "\(request.body.count) bytes, more than \(limit)")
        }
        if let charset = sent.parameters["charset"], charset.lowercased() != "utf-8" {
            // ASCII is UTF-8 already.
            if !sent.isText || charset.lowercased() != "us-ascii" {
                judgement.add(.requestBody, "the charset \(charset) is not UTF-8")
            }
        }
        guard let schema = media.schema,
            let value = try value(
                request.body, sent, schema, SimpleValue(interpreter: contract.interpreter), &judgement)
        else { return }
        let verdict = try contract.interpreter.judge(value, by: schema, direction: .request)
        judgement.add(verdict, as: .requestBody, of: "body")
    }

    /// The body as a value for its schema; nil when it is broken, which is noted, or bytes that no schema describes.
    private func value(
        _ body: [UInt8], _ type: MediaType, _ schema: String, _ values: SimpleValue, _ judgement: inout Judgement
    ) throws(OracleError) -> JSONTree? {
        if type.isJSON {
            do throws(JSONTextError) {
                return try JSONText.parse(body)
            } catch {
                judgement.add(.requestBody, error.description)
                return nil
            }
        }
        if type.isFormData {
            let form = FormData(values: values, schema: schema)
            guard
                let value = try type.parameters["boundary"].flatMap({ boundary throws(OracleError) in
                    try form.read(body, boundary: boundary)
                })
            else {
                judgement.add(.requestBody, "the body is not the multipart/form-data that it says")
                return nil
            }
            return value
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            if type.isText || type.isForm { judgement.add(.requestBody, "the text is not UTF-8") }
            return nil
        }
        guard type.isForm else { return .string(text) }
        guard let value = try values.form(text, schema: schema) else {
            judgement.add(.requestBody, "a form field is there twice, or badly encoded")
            return nil
        }
        return value
    }
}
