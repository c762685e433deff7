internal import OpenAPI
internal import YAML

/// Names that clients have to type.
enum NamingRules {
    static let all: [Rule] = [trailingSlash, pathCase, shadow, memberCase, verb, prefix]

    static let trailingSlash = Rule(
        "path-trailing-slash", .warning, "A path ends with a slash",
        because: "it is another path than the one without, and clients leave the slash out",
        see: Reference.openAPI("paths-object")
    ) { subject in
        paths(subject).filter { $0.path.count > 1 && $0.path.hasSuffix("/") }
            .map { subject.found(at: $0.pointer, "\($0.path) ends with a slash: remove it") }
    }

    static let pathCase = Rule(
        "path-case", .warning, "Words of a path are written in another way than elsewhere",
        because: "paths are case-sensitive, and people guess them", see: Reference.openAPI("paths-object")
    ) { subject in
        let words = paths(subject).flatMap { path in
            path.path.split(separator: "/").filter { !$0.hasPrefix("{") }.map { (path.pointer, String($0)) }
        }
        let usual = Majority.of(words.compactMap { NameStyle($0.1) }.filter { $0 != .camel }.map(\.rawValue))
        return words.compactMap { pointer, word in
            guard let style = NameStyle(word), style.rawValue != usual else { return nil }
            return subject.found(
                at: pointer, "\"\(word)\" is in \(style.rawValue): write it in \(usual ?? "kebab-case")")
        }
    }

    static let shadow = Rule(
        "path-shadowed", .note, "A path takes one value of another path's parameter for itself",
        because: "a thing of that name can be made, and never be reached", see: Reference.openAPI("path-templating")
    ) { subject in
        let all = paths(subject).map { ($0.pointer, $0.path.split(separator: "/", omittingEmptySubsequences: false)) }
        return all.flatMap { pointer, segments in
            all.compactMap { _, others in
                guard let word = shadowed(others, by: segments) else { return nil }
                let other = others.joined(separator: "/")
                return subject.found(at: pointer, "it hides \"\(word)\" from \(other): put one of them elsewhere")
            }
        }
    }

    /// The value that a parameter of one path cannot have, since another path has it as a word of its own.
    private static func shadowed(_ path: [Substring], by other: [Substring]) -> Substring? {
        guard path.count == other.count else { return nil }
        let differences = zip(path, other).filter { $0 != $1 && !($0.hasPrefix("{") && $1.hasPrefix("{")) }
        guard differences.count == 1, differences[0].0.hasPrefix("{") else { return nil }
        return differences[0].1
    }

    static let memberCase = Rule(
        "name-case", .warning, "A parameter or property is written in another way than most",
        because: "people guess names from the ones they know", see: Reference.openAPI("schema-object")
    ) { subject in
        let parameters = subject.parameters.filter { $0.location != .header }.map {
            ($0.name, subject.found(value: $0.mark, ""))
        }
        let properties = subject.schemas.compactMap { site -> (String, Found)? in
            guard case .property(let property) = site.role else { return nil }
            return (property.name, subject.found(key: property.mark, ""))
        }
        let names = parameters + properties
        guard let usual = Majority.of(names.compactMap { NameStyle($0.0)?.rawValue }) else { return [] }
        return names.compactMap { name, place in
            guard let style = NameStyle(name), style.rawValue != usual else { return nil }
            return Found(
                mark: place.mark, pointer: place.pointer,
                message: "\"\(name)\" is in \(style.rawValue) where most are in \(usual): rename it")
        }
    }

    static let verb = Rule(
        "operation-id-method", .warning, "The verb of an operationId contradicts the method",
        because: "it becomes a function, whose readers do not see the method",
        see: Reference.openAPI("operation-object")
    ) { subject in
        subject.operations.filter { OperationNames.contradicts($0.id, $0.method) }
            .map { subject.found($0, "\($0.id) is a \($0.method): choose a verb that says so, or another method") }
    }

    static let prefix = Rule(
        "header-x-prefix", .note, "A header of one's own begins with X-",
        because: "the prefix says nothing, and stays when the field becomes a standard", see: Reference.rfc(6648, "3")
    ) { subject in
        let known: Set = ["x-content-type-options", "x-frame-options", "x-request-id", "x-forwarded-for"]
        func isNew(_ name: String) -> Bool { name.lowercased().hasPrefix("x-") && !known.contains(name.lowercased()) }
        return subject.parameters.filter { $0.location == .header && isNew($0.name) }
            .map { subject.found(value: $0.mark, "\($0.name) begins with X-: leave the prefix out") }
            + subject.headers.filter { isNew($0.name) }
            .map { subject.found(value: $0.mark, "\($0.name) begins with X-: leave the prefix out") }
    }

    private static func paths(_ subject: Subject) -> [(path: String, pointer: String)] {
        subject.document.members(of: "/paths").map { ($0.name, $0.pointer) }
    }
}

/// How the words of a name are joined; nil for a single word, which fits every style.
enum NameStyle: String {
    case snake = "snake_case"
    case kebab = "kebab-case"
    case camel = "camelCase"

    init?(_ name: String) {
        if name.contains("_") {
            self = .snake
        } else if name.contains("-") {
            self = .kebab
        } else if name.contains(where: \.isUppercase) {
            self = .camel
        } else {
            return nil
        }
    }
}

/// What an operationId says that it does.
enum OperationNames {
    private static let reads: Set = ["get", "list", "read", "fetch", "find", "show"]
    private static let creations: Set = ["create", "add", "insert"]
    private static let changes: Set = ["update", "put", "set", "replace", "change", "patch"]
    private static let removals: Set = ["delete", "remove", "destroy"]

    /// The first word: `create` of `createSession`.
    static func verb(_ id: String) -> String { String(id.prefix { $0.isLowercase }) }

    static func contradicts(_ id: String, _ method: String) -> Bool {
        let verb = verb(id)
        switch method {
        case "GET":
            return creations.contains(verb) || changes.contains(verb) || removals.contains(verb) || verb == "post"
        case "POST": return reads.contains(verb) || verb == "put" || verb == "patch"
        case "PUT", "PATCH": return reads.contains(verb) || removals.contains(verb) || verb == "post"
        case "DELETE":
            return reads.contains(verb) || creations.contains(verb) || changes.contains(verb) || verb == "post"
        default: return false
        }
    }
}
