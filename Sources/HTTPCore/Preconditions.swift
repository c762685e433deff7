/// What a request makes its method depend on (RFC 9110 §13). Asked when all other checks have passed, right before the
/// method is done: a request that fails otherwise is answered as if it had no conditions (§13.2.1).
///
/// The order is that of §13.2.2. Nothing here has a Last-Modified, so conditions on dates are ignored, as they must be
/// (§13.1.3, §13.1.4); nor are there ranges.
public struct Preconditions: Sendable {
    public enum Verdict: Sendable, Equatable {
        /// Do what the method says.
        case proceed
        /// 304, with the fields that a 200 would have (§15.4.5).
        case notModified
        /// 412.
        case failed
    }

    private let ifMatch: String?
    private let ifNoneMatch: String?

    /// - Parameters: the fields' values, several lines joined by commas; nil when absent.
    public init(ifMatch: String? = nil, ifNoneMatch: String? = nil) {
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
    }

    public init(_ fields: RequestFields) {
        self.init(ifMatch: fields["If-Match"], ifNoneMatch: fields["If-None-Match"])
    }

    /// Whether a client that reads has this already (§13.1.2).
    ///
    /// - Parameters:
    ///   - ifNoneMatch: the field's value; nil when absent.
    ///   - current: the entity tag of what is there.
    public static func has(_ ifNoneMatch: String?, current: String) -> Bool {
        Preconditions(ifNoneMatch: ifNoneMatch).verdict(method: "GET", current: current) == .notModified
    }

    /// - Parameters:
    ///   - method: as it stands in the request line.
    ///   - current: the entity tag of what is there; nil when there is nothing.
    ///
    /// A field that cannot be read holds for nothing: nothing is written over, and what is read comes whole.
    public func verdict(method: String, current: String?) -> Verdict {
        // None of these selects or changes a representation (§13.2.1).
        guard !["OPTIONS", "TRACE", "CONNECT"].contains(method), ifMatch != nil || ifNoneMatch != nil else {
            return .proceed
        }
        let current = current.flatMap { EntityTag($0) }
        if let ifMatch {
            let holds = current.map { EntityTagCondition(ifMatch)?.holdsStrongly(for: $0) ?? false } ?? false
            guard holds else { return .failed }
        }
        if let ifNoneMatch, let current, EntityTagCondition(ifNoneMatch)?.holdsWeakly(for: current) ?? false {
            return method == "GET" || method == "HEAD" ? .notModified : .failed
        }
        return .proceed
    }
}
