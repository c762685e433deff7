/// What an answer has to do with what the request asked for: credentials and media types.
extension ResponseJudge {
    /// A 401 of a secured operation asks for each of its schemes (RFC 9110 §11.6.1); a 403 that names a scope names
    /// one that the operation wants (RFC 6750 §3.1).
    static func judgeChallenge(_ response: ReceivedResponse, _ judgement: inout Judgement) {
        guard let security = judgement.operation?.security, !security.schemes.isEmpty else { return }
        let field = response["WWW-Authenticate"] ?? ""
        if response.status == 401 {
            for scheme in security.schemes where !scheme.isAsked(by: field) {
                judgement.add(.challenge, "\(scheme) is not asked for by: \(field)")
            }
        }
        guard response.status == 403, let match = field.firstMatch(of: #/scope="([^"]*)"/#) else { return }
        let named = Set(match.1.split(separator: " ").map(String.init))
        if named.isEmpty || !named.isSubset(of: security.scopes) {
            judgement.add(.challenge, "the scope of \(field) is none that the operation asks for")
        }
    }

    /// The media type of a success is one that the request accepts, and none that it likes better was there.
    static func judgeNegotiation(
        _ exchange: Exchange, _ documented: ResponseDescription, _ judgement: inout Judgement
    ) {
        guard let accept = exchange.request["Accept"].flatMap(AcceptField.init) else { return }
        let status = exchange.status
        let successes = judgement.operation?.responses.filter { (200..<300).contains($0.key) } ?? [:]
        let offers = successes.values.flatMap { $0.content.map(\.mediaType) }
        if status == 406, let taken = offers.first(where: { accept.weight(of: $0) > 0 }) {
            judgement.add(.negotiation, "406, and \(taken) would have been taken")
        }
        guard (200..<300).contains(status), !documented.content.isEmpty, let sent = exchange.response.mediaType else {
            return
        }
        let weight = accept.weight(of: sent)
        if weight == 0 { judgement.add(.negotiation, "\(sent) is not accepted") }
        if let better = documented.content.map(\.mediaType).first(where: { accept.weight(of: $0) > weight }) {
            judgement.add(.negotiation, "\(better) was there, and is liked better than \(sent)")
        }
    }
}

/// An Accept field (RFC 9110 §12.5.1).
struct AcceptField {
    private let ranges: [(range: MediaType, weight: Double)]

    /// Nil when it says nothing.
    init?(_ field: String) {
        ranges = field.split(separator: ",").compactMap { element in
            var parts = element.split(separator: ";").map { $0.trimmingPrefix(while: { $0 == " " }) }
            let weight = parts.firstIndex { $0.lowercased().hasPrefix("q=") }
            let value = weight.flatMap { Double(parts.remove(at: $0).dropFirst(2).filter { $0 != " " }) } ?? 1
            return MediaType(parts.joined(separator: ";")).map { ($0, value) }
        }
        if field.allSatisfy({ $0 == " " }) { return nil }
    }

    /// The weight of the most specific range that covers a media type; parameters of the type do not count.
    func weight(of type: MediaType) -> Double {
        let covering = ranges.filter { $0.range.covers(type) }
        return covering.max { Self.precision($0.range) < Self.precision($1.range) }?.weight ?? 0
    }

    private static func precision(_ range: MediaType) -> Int {
        (range.type == "*" ? 0 : 1) + (range.subtype == "*" ? 0 : 2) + range.parameters.count * 4
    }
}
