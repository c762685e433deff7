/// What becomes of an exchange: judged, counted, or thrown.
extension RecordingClient {
    func refuseInvalid(_ request: SentRequest) throws {
        let findings = try requests.judge(request).findings
        if !findings.isEmpty { throw InvalidRequest(request: request, findings: findings) }
    }

    /// Judges and counts; the exchange itself when all is well.
    /// - Parameter isRaw: the request's fields and body are not known.
    func settle(
        _ exchange: Exchange, judge wanted: Bool, isStreamHead: Bool = false, isRaw: Bool = false,
        isInvalidOnPurpose: Bool = false
    ) throws -> Exchange {
        guard wanted else { return exchange }
        var judgement = try judge.judge(exchange, isStreamHead: isStreamHead)
        let request = isRaw ? nil : try requests.judge(exchange.request)
        if let request, Self.isAcceptance(exchange.status) {
            for finding in request.findings where Self.mustBeRefused.contains(finding.kind) {
                judgement.findings.append(
                    Finding(.acceptedInvalidRequest, finding.message, keyword: finding.keyword))
            }
        }
        if !judgement.findings.isEmpty { throw ContractBreach(exchange: exchange, findings: judgement.findings) }
        coverage.record(exchange, judgement, request: request)
        if let request, !isInvalidOnPurpose { coverage.suspect(exchange, request) }
        return exchange
    }

    /// An answer to one operation must not be counted for another: a request line that is well formed says what it is.
    /// - Throws: OracleError.
    static func requireSame(
        _ bytes: some Sequence<UInt8>, _ method: String, _ target: String
    ) throws(OracleError) {
        let line = String(decoding: bytes.prefix { $0 != 13 }, as: UTF8.self)
        guard let match = line.wholeMatch(of: #/([A-Z]+) (\/[^ ]*) HTTP\/1\.[01]/#) else { return }
        if match.1 != method || match.2 != target {
            throw OracleError("the bytes say \(match.1) \(match.2), and were to be judged as \(method) \(target)")
        }
    }

    private static let mustBeRefused: [Finding.Kind] = [.requestBody, .requestParameter, .requestCredentials]

    /// Whether a status says that the server found the request as the contract wants it: it did it, or held it against
    /// what is stored.
    private static func isAcceptance(_ status: Int) -> Bool {
        (200..<400).contains(status) || [409, 412].contains(status)
    }
}

/// A test called a request valid that the contract does not allow.
package struct InvalidRequest: Error, CustomStringConvertible {
    package let request: SentRequest
    package let findings: [Finding]

    package var description: String {
        let list = findings.map { "  - \($0)" }.joined(separator: "\n")
        return "\(request.method) \(request.target) is not what the contract allows\n\(list)"
    }
}
