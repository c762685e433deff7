/// Tells whether a request that a test calls valid is what the contract allows.
package struct RequestJudge: Sendable {
    private let responses: ResponseJudge

    package init(contracts: [Contract]) { responses = ResponseJudge(contracts: contracts) }

    /// - Throws: OracleError when the oracle cannot judge.
    package func judge(_ request: SentRequest) throws(OracleError) -> Judgement {
        var judgement = Judgement()
        guard let (contract, operation, path) = responses.operation(of: request) else {
            judgement.add(.undocumentedOperation, "\(request.method) \(request.path) is in no contract")
            return judgement
        }
        judgement.operation = operation
        judgement.contract = contract.name
        if operation.isSecured && request["Authorization"] == nil {
            judgement.add(
                .requestCredentials, "\(operation.id) is secured, and there is no Authorization")
        }
        try judgeParameters(request, operation, path, contract, &judgement)
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
        _ request: SentRequest, _ operation: Operation, _ path: [String: String], _ contract: Contract,
        _ judgement: inout Judgement
    ) throws(OracleError) {
        let query = SimpleValue.pairs(request.query)
        let values = SimpleValue(interpreter: contract.interpreter)
        for parameter in operation.parameters {
            let before = judgement.findings.count
            var texts: [String] = []
            switch parameter.location {
            case .path: texts = path[parameter.name].map { [$0] } ?? []
            case .header: texts = request[parameter.name].map { [$0] } ?? []
            case .query: texts = query.filter { $0.name == parameter.name }.map(\.value)
            }
            guard let first = texts.first else {
                if parameter.isRequired { judgement.add(.requestParameter, "\(parameter.name) is missing") }
                continue
            }
            judgement.parameters.insert(parameter.name)
            let isArray = try values.isArray(parameter.schema)
            let isList = isArray && parameter.isExploded
            if texts.count > 1 && !isList {
                judgement.add(.requestParameter, "\(parameter.name) is there \(texts.count) times")
            }
            let value =
                isList && parameter.location == .query
                ? try values.list(texts, schema: parameter.schema) : try values.read(first, schema: parameter.schema)
            let verdict = try contract.interpreter.judge(value, by: parameter.schema, direction: .request)
            judgement.add(verdict, as: .requestParameter, of: parameter.name)
            if parameter.location == .path, judgement.findings.count > before { judgement.refusals.insert(404) }
        }
        let known = operation.parameters.filter { $0.location == .query }.map(\.name)
        for pair in query where !known.contains(pair.name) {
            judgement.add(.strayRequest, "\(operation.id) has no query parameter \(pair.name)")
        }
    }

    private func judgeBody(
        _ request: SentRequest, _ operation: Operation, _ contract: Contract, _ judgement: inout Judgement
    ) throws(OracleError) {
        guard let documented = operation.requestBody else {
            if !request.body.isEmpty { judgement.add(.strayRequest, "\(operation.id) takes no body") }
            return
        }
        if request.body.isEmpty {
            if documented.isRequired { judgement.add(.requestBody, "the body is missing") }
            return
        }
        guard let sent = request["Content-Type"].flatMap({ MediaType($0) }),
            let media = documented.content.first(where: { $0.mediaType.covers(sent) })
        else {
            let type = request["Content-Type"] ?? "no Content-Type"
            return judgement.add(.requestBody, "\(type) is not documented")
        }
        guard let schema = media.schema else { return }
        var value: JSONTree?
        if sent.isJSON {
            do throws(JSONTextError) {
                value = try JSONText.parse(request.body)
            } catch { judgement.add(.requestBody, error.description) }
        } else if let text = String(validating: request.body, as: UTF8.self) {
            value = .string(text)
            if sent.isForm {
                value = try SimpleValue(interpreter: contract.interpreter).form(text, schema: schema)
                if value == nil { judgement.add(.requestBody, "a form field is there twice") }
            }
        }
        guard let value else { return }
        let verdict = try contract.interpreter.judge(value, by: schema, direction: .request)
        judgement.add(verdict, as: .requestBody, of: "body")
    }
}
