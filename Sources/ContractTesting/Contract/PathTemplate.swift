import Foundation

/// A path of the contract such as `/image/{user_id}/{session_id}.svg`.
package struct PathTemplate: Sendable {
    private enum Piece {
        case literal(String)
        case parameter(String)
    }

    package let text: String
    /// Literal characters outside parameters, then fewer parameters: what is more concrete wins.
    let concreteness: Int
    private let segments: [[Piece]]

    /// - Throws: OracleError when braces do not match.
    package init(_ text: String) throws(OracleError) {
        self.text = text
        var segments: [[Piece]] = []
        for segment in text.split(separator: "/", omittingEmptySubsequences: false) {
            segments.append(try Self.pieces(segment, of: text))
        }
        self.segments = segments
        var literals = 0
        var parameters = 0
        for piece in segments.joined() {
            switch piece {
            case .literal(let literal): literals += literal.count
            case .parameter: parameters += 1
            }
        }
        concreteness = literals * 100 - parameters
    }

    /// The percent-decoded parameters of a path without query, nil when it is another path.
    package func match(_ path: String) -> [String: String]? {
        matchRaw(path)?.mapValues { $0.removingPercentEncoding ?? $0 }
    }

    /// The parameters as they stand in the path.
    func matchRaw(_ path: String) -> [String: String]? {
        let given = path.split(separator: "/", omittingEmptySubsequences: false)
        guard given.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, pieces) in zip(given, segments) {
            guard Self.match(segment, pieces[...], &parameters) else { return nil }
        }
        return parameters
    }

    private static func pieces(_ segment: Substring, of text: String) throws(OracleError) -> [Piece] {
        var pieces: [Piece] = []
        var rest = segment
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { throw OracleError("\(text) lacks a '}'") }
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            pieces.append(.parameter(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        return pieces
    }

    private static func match(
        _ text: Substring, _ pieces: ArraySlice<Piece>, _ parameters: inout [String: String]
    ) -> Bool {
        switch pieces.first {
        case nil: return text.isEmpty
        case .literal(let literal):
            return text.hasPrefix(literal) && match(text.dropFirst(literal.count), pieces.dropFirst(), &parameters)
        case .parameter(let name):
            // The longest value first; a parameter is never empty.
            for length in stride(from: text.count, to: 0, by: -1) {
                guard match(text.dropFirst(length), pieces.dropFirst(), &parameters) else { continue }
                parameters[name] = String(text.prefix(length))
                return true
            }
            return false
        }
    }
}
