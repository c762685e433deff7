/// Compares exchanges with what the contracts document.
package struct ResponseJudge: Sendable {
    package let contracts: [Contract]

    package init(contracts: [Contract]) { self.contracts = contracts }

    /// - Throws: OracleError when the oracle cannot judge; what the response breaks is in the judgement.
    package func judge(_ exchange: Exchange) throws(OracleError) -> Judgement {
        try judge(exchange, isStreamHead: false)
    }

    /// - Parameter isStreamHead: the body is still to come and is judged part by part.
    func judge(_ exchange: Exchange, isStreamHead: Bool) throws(OracleError) -> Judgement {
        var judgement = Judgement()
        let response = exchange.response
        Self.judgeMessage(exchange, isStreamHead: isStreamHead, &judgement)
        guard let (contract, documented) = find(exchange, &judgement) else {
            let operation = judgement.operation?.id ?? "\(exchange.request.method) \(exchange.request.path)"
            let kind: Finding.Kind = judgement.operation == nil ? .undocumentedOperation : .undocumentedStatus
            judgement.add(kind, "\(operation) does not document \(response.status)")
            return judgement
        }
        Self.judgeChallenge(response, &judgement)
        Self.judgeNegotiation(exchange, documented, &judgement)
        try judgeHeaders(response, documented, contract, &judgement)
        try judgeBody(exchange, documented, contract, isStreamHead: isStreamHead, &judgement)
        return judgement
    }

    /// The operation and its contract, if a contract has it.
    func operation(of request: SentRequest) -> (Contract, Operation, [String: String])? {
        for contract in contracts {
            if let match = contract.operation(method: request.method, path: request.path) {
                return (contract, match.operation, match.parameters)
            }
        }
        return nil
    }

    /// The documented response: the operation's own, else what the engine answers on any path.
    private func find(_ exchange: Exchange, _ judgement: inout Judgement) -> (Contract, ResponseDescription)? {
        let status = exchange.response.status
        var engines = contracts
        if let (contract, operation, _) = operation(of: exchange.request) {
            judgement.operation = operation
            judgement.contract = contract.name
            if let documented = operation.responses[status] { return (contract, documented) }
            engines.insert(contract, at: 0)
        }
        for contract in engines {
            if let documented = contract.engineResponses[status] { return (contract, documented) }
        }
        return nil
    }

    /// What HTTP itself demands of any message.
    private static func judgeMessage(_ exchange: Exchange, isStreamHead: Bool, _ judgement: inout Judgement) {
        let response = exchange.response
        let status = response.status
        let isBodiless = exchange.request.method == "HEAD" || status == 204 || status == 304
        if isBodiless && !(response.body.isEmpty && response.trailing.isEmpty) {
            judgement.add(.strayBody, "\(response.body.count + response.trailing.count) bytes where none may be")
        } else if !response.trailing.isEmpty {
            judgement.add(.contentLength, "\(response.trailing.count) bytes follow after the end of the response")
        }
        if status == 204, response["Content-Length"] != nil || response["Transfer-Encoding"] != nil {
            judgement.add(.framing, "204 has a framing field (RFC 9110 §8.6, RFC 9112 §6.1)")
        }
        if !isBodiless, !isStreamHead, let length = response["Content-Length"], Int(length) != response.body.count {
            judgement.add(.contentLength, "Content-Length is \(length), the body has \(response.body.count) bytes")
        }
        if !isBodiless, response.framing == .untilClose {
            judgement.add(.framing, "the body has neither Content-Length nor chunks")
        }
        for trailer in response.trailers {
            judgement.add(.framing, "the trailer \(trailer.name) that nobody asked for")
        }
        // Fields of a raw request are not known.
        let expects = exchange.request.fields.isEmpty || exchange.request["Expect"] != nil
        for status in response.interim where status != 100 || !expects {
            judgement.add(.interimResponse, "\(status) came first, which the request did not ask for")
        }
        if let coding = response["Content-Encoding"] {
            judgement.add(.contentCoding, "Content-Encoding is \(coding), and nobody asked for a coding")
        }
        if response.staysOpen { judgement.add(.connection, "the connection stays open after Connection: close") }
        for name in singletons where response.fields.count(name) > 1 {
            judgement.add(.repeatedHeader, "\(name) is there \(response.fields.count(name)) times")
        }
    }

    /// Fields that HTTP allows once.
    private static let singletons = ["Content-Type", "ETag", "Location", "Date", "Retry-After", "X-Request-Id"]

    private func judgeHeaders(
        _ response: ReceivedResponse, _ documented: ResponseDescription, _ contract: Contract,
        _ judgement: inout Judgement
    ) throws(OracleError) {
        for header in documented.headers {
            guard let text = response[header.name] else {
                if header.isRequired { judgement.add(.missingHeader, "\(header.name) is missing") }
                continue
            }
            let values = SimpleValue(interpreter: contract.interpreter)
            // Two fields that contradict each other would pass for one text.
            let isList = try values.isArray(header.schema)
            if !isList, response.fields.count(header.name) > 1,
                !Self.singletons.contains(where: { $0.lowercased() == header.name.lowercased() })
            {
                judgement.add(.repeatedHeader, "\(header.name) is there \(response.fields.count(header.name)) times")
            }
            let value = try values.read(text, schema: header.schema)
            let verdict = try contract.interpreter.judge(value, by: header.schema, direction: .response)
            judgement.add(verdict, as: .headerValue, of: "\(header.name): \(text)")
        }
    }

    private func judgeBody(
        _ exchange: Exchange, _ documented: ResponseDescription, _ contract: Contract, isStreamHead: Bool,
        _ judgement: inout Judgement
    ) throws(OracleError) {
        let response = exchange.response
        let isHead = exchange.request.method == "HEAD"
        if documented.content.isEmpty {
            if !response.body.isEmpty { judgement.add(.strayBody, "a body where the contract documents none") }
            if let type = response["Content-Type"] {
                judgement.add(.undocumentedMediaType, "Content-Type \(type) where no body is documented")
            }
            return
        }
        guard let text = response["Content-Type"] else {
            judgement.add(.missingContentType, "Content-Type is missing")
            return
        }
        guard let sent = MediaType(text) else {
            judgement.add(.undocumentedMediaType, "\(text) is no media type")
            return
        }
        guard let media = documented.content.first(where: { $0.mediaType.covers(sent) }) else {
            judgement.add(.undocumentedMediaType, "\(text) is not documented")
            return
        }
        judgement.mediaType = media.mediaType.description
        if let charset = sent.parameters["charset"], charset.lowercased() != "utf-8" {
            judgement.add(.undocumentedMediaType, "the charset in \(text) is not UTF-8")
        }
        if sent.isReplaceStream {
            if sent.parameters["boundary"] != "frame" {
                judgement.add(.partFraming, "the boundary in \(text) is not frame")
            } else if !isHead && !isStreamHead {
                Self.judgeParts(exchange, &judgement)
            }
            return
        }
        if isHead || isStreamHead { return }
        if sent.isEventStream {
            if let flaw = EventGrammar.flaw(in: response.body) { judgement.add(.partFraming, flaw) }
            return
        }
        if response.body.isEmpty {
            judgement.add(.missingBody, "the body is empty")
            return
        }
        guard let value = Self.value(response.body, sent, &judgement), let schema = media.schema else { return }
        let verdict = try contract.interpreter.judge(value, by: schema, direction: .response)
        judgement.add(verdict, as: .bodySchema, of: "body")
    }

    /// The body as a value for its schema; nil when it is broken, or bytes that no schema describes.
    private static func value(_ body: [UInt8], _ type: MediaType, _ judgement: inout Judgement) -> JSONTree? {
        if type.isJSON {
            do throws(JSONTextError) {
                return try JSONText.parse(body)
            } catch {
                judgement.add(.invalidJSON, error.description)
                return nil
            }
        }
        if let text = String(validating: body, as: UTF8.self) { return .string(text) }
        if type.isText { judgement.add(.invalidText, "the text is not UTF-8") }
        return nil
    }

    private static func judgeParts(_ exchange: Exchange, _ judgement: inout Judgement) {
        var parser = PartParser(expected: framing(for: exchange.request))
        do throws(WireError) {
            _ = try parser.receive(exchange.response.body)
            try parser.finish()
        } catch {
            judgement.add(.partFraming, error.description)
        }
    }

    /// Chromium, told by `sec-ch-ua` or the user agent, gets early part headers; everyone else the plain format.
    static func framing(for request: SentRequest) -> PartFraming {
        let told = (request["sec-ch-ua"] ?? "") + (request["User-Agent"] ?? "")
        return told.contains("Chrom") ? .early : .plain
    }
}
