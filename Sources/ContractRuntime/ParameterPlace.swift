/// Where a parameter stands, and under which name.
package enum ParameterPlace: Sendable, Equatable {
    case path(String)
    case query(String)
    case header(String)
    case cookie(String)

    package var name: String {
        switch self {
        case .path(let name), .query(let name), .header(let name), .cookie(let name): name
        }
    }

    /// As violations name it: place and name, without a leading slash.
    var pointer: String {
        switch self {
        case .path(let name): "path/\(name)"
        case .query(let name): "query/\(name)"
        case .header(let name): "header/\(name)"
        case .cookie(let name): "cookie/\(name)"
        }
    }
}

/// How an array or object is written as text (OpenAPI 3.0.3, Style Values).
package enum ParameterStyle: Sendable, Equatable {
    case simple(explode: Bool)
    case label(explode: Bool)
    case matrix(explode: Bool)
    case form(explode: Bool)
    case spaceDelimited(explode: Bool)
    case pipeDelimited(explode: Bool)
    case deepObject
}
