package import HTTPCore

/// A request on its way through the checks of one operation, in the order the design fixes: who calls, whether the
/// path can exist, whether it is theirs, what they accept, and only then what they send.
package struct Exchange: Sendable {
    /// Bytes of a request body at most, unless its contract says another bound.
    package static let maximumBody = 1 << 20

    let request: HTTPRequest
    var pathValues: [PathValue] = []
    /// Told how many members of a body were ignored, as its schema allows.
    var onIgnored: (observer: any ResponderObserver, route: Route)?

    package var context: RequestContext { request.context }

    // MARK: Path

    /// A value of the path. One that the schema refuses cannot exist: 404.
    package func pathString(
        _ name: String, _ rule: StringRule, style: ParameterStyle = .simple(explode: false)
    ) throws(Rejection) -> String {
        guard let value = pathText(name, style) else { throw .notFound }
        // Set by Package.swift to measure what the checks cost, and never else.
        #if !MEASURE_WITHOUT_CHECKS
            guard rule.breach(value) == nil else { throw .notFound }
        #endif
        return value
    }

    package func pathInteger(
        _ name: String, _ rule: IntegerRule, style: ParameterStyle = .simple(explode: false)
    ) throws(Rejection) -> Int {
        guard let text = pathText(name, style), let value = ParameterReader.integer(text), rule.breach(value) == nil
        else { throw .notFound }
        return value
    }

    package func pathChoice<Value: RawRepresentable>(
        _ name: String, _ type: Value.Type, style: ParameterStyle = .simple(explode: false)
    ) throws(Rejection) -> Value where Value.RawValue == String {
        guard let text = pathText(name, style), let value = Value(rawValue: text), value.rawValue.isSame(as: text)
        else { throw .notFound }
        return value
    }

    /// An array or object of the path.
    package func pathValue<Value>(
        _ name: String, _ style: ParameterStyle, _ rule: TextRule, _ read: (inout BodyReader) -> Value?
    ) throws(Rejection) -> Value {
        guard let raw = rawPathValue(name),
            let json = style.pieces(raw, name: name, isArray: rule.shape.isArray).json(rule.shape)
        else { throw .notFound }
        var reader = BodyReader(json)
        guard let value = read(&reader), reader.violations.isEmpty else { throw .notFound }
        return value
    }

    /// An object of the path, by the type of its schema.
    package func pathValue<Value: ContractDecodable>(
        _ name: String, _ type: Value.Type, _ style: ParameterStyle, _ rule: TextRule
    ) throws(Rejection) -> Value {
        try pathValue(name, style, rule) { reader in Value.read(from: &reader) }
    }

    private func rawPathValue(_ name: String) -> Substring? {
        pathValues.first { $0.name.isSame(as: name) }.map { request.message.text($0.range)[...] }
    }

    private func pathText(_ name: String, _ style: ParameterStyle) -> String? {
        rawPathValue(name).flatMap { style.single($0, name: name) }.flatMap { PercentEncoding.decode($0) }
    }

    // MARK: Accept

    /// - Throws: 406 when the client takes nothing that this operation has (RFC 9110 §12.5.1).
    package func requireAcceptable(_ mediaType: String) throws(Rejection) {
        #if !MEASURE_WITHOUT_CHECKS
            guard MediaRange.isAcceptable(mediaType, in: request.fields["Accept"]) else {
                throw .notAcceptable(mediaType)
            }
        #endif
    }

    /// The media type that the client likes best; the first of the contract when it likes several alike.
    ///
    /// - Throws: 406 when it takes none of them.
    package func accept<Offer: RawRepresentable & CaseIterable>(_ offers: Offer.Type) throws(Rejection) -> Offer
    where Offer.RawValue == String {
        var best: (offer: Offer, weight: Double)?
        for offer in Offer.allCases {
            let weight = acceptField.map { MediaRange.weight(of: offer.rawValue, in: $0) } ?? 1
            if weight > best?.weight ?? 0 { best = (offer, weight) }
        }
        guard let best else { throw .notAcceptable(Offer.allCases.map(\.rawValue).joined(separator: " or ")) }
        return best.offer
    }

    /// Nil when it says nothing; an empty field says as little as none.
    private var acceptField: String? {
        guard let accept = request.fields["Accept"], accept.contains(where: { $0 != " " && $0 != "\t" }) else {
            return nil
        }
        return accept
    }

    // MARK: Parameters

    /// - Parameters:
    ///   - query: names that the contract declares and that stand once.
    ///   - repeated: names of exploded arrays.
    ///   - deep: names of objects in the style `deepObject`.
    ///   - ignoringOthers: whether what is not declared is passed over instead of refused.
    package func parameters(
        query: [String], repeated: [String] = [], deep: [String] = [], ignoringOthers: Bool = false
    ) -> ParameterReader {
        ParameterReader(
            query: request.query, fields: request.fields,
            declared: QueryParameters.Declaration(
                single: query, repeated: repeated, deep: deep, ignoresOthers: ignoringOthers))
    }
}
