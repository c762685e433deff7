internal import OpenAPI
internal import YAML

/// The contract's version, and where it is served.
enum ServerRules {
    static let all: [Rule] = [version, servers, trailingSlash, transport, placeholder]

    static let version = Rule(
        "version-not-semver", .warning, "The version is not MAJOR.MINOR.PATCH",
        because: "clients read from it whether a new version breaks them", see: "https://semver.org/spec/v2.0.0.html"
    ) { subject in
        let version = subject.contract.version
        return SemanticVersion.isOne(version)
            ? [] : [subject.found(at: "/info/version", "\"\(version)\" is not a semantic version: write such as 1.0.0")]
    }

    static let servers = Rule(
        "servers-missing", .note, "The contract names no server",
        because: "clients are generated with an address that does not work", see: Reference.openAPI("server-object")
    ) { subject in
        urls(subject).isEmpty
            ? [subject.found(at: "", "the contract names no server: write servers, with the url of one")] : []
    }

    static let trailingSlash = Rule(
        "server-trailing-slash", .warning, "A server's URL ends with a slash",
        because: "paths begin with one, so that requests have two", see: Reference.openAPI("server-object")
    ) { subject in
        urls(subject).filter { $0.url.hasSuffix("/") }
            .map { subject.found(at: $0.pointer, "\($0.url) ends with a slash: remove it") }
    }

    static let transport = Rule(
        "server-not-https", .warning, "A server that is not on the own machine is reached without TLS",
        because: "everybody on the way reads the credentials", see: Reference.rfc(6750, "5.3")
    ) { subject in
        let own = ["localhost", "127.", "[::1]"]
        return urls(subject).filter { server in
            server.url.hasPrefix("http://") && !own.contains { server.url.hasPrefix("http://" + $0) }
        }.map { subject.found(at: $0.pointer, "\($0.url) is not encrypted: write https://") }
    }

    static let placeholder = Rule(
        "server-placeholder", .warning, "A server's URL is a placeholder",
        because: "example.com answers nobody", see: Reference.rfc(2606, "3")
    ) { subject in
        urls(subject).filter { $0.url.contains("example.com") || $0.url.contains("example.org") }
            .map { subject.found(at: $0.pointer, "\($0.url) is a placeholder: write where the service is") }
    }

    private static func urls(_ subject: Subject) -> [(url: String, pointer: String)] {
        (subject.document["/servers"]?.node.elements ?? []).enumerated().compactMap { index, server in
            server["url"]?.string.map { ($0, "/servers/\(index)/url") }
        }
    }
}

/// Semantic Versioning 2.0.0 §2, §9 and §10.
enum SemanticVersion {
    static func isOne(_ text: String) -> Bool {
        let release = text.prefix { $0 != "-" && $0 != "+" }
        let numbers = release.split(separator: ".", omittingEmptySubsequences: false)
        let isRelease =
            numbers.count == 3
            && numbers.allSatisfy { number in
                !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && (number == "0" || !number.hasPrefix("0"))
            }
        let labels = text.dropFirst(release.count).dropFirst().split(omittingEmptySubsequences: false) {
            $0 == "." || $0 == "+"
        }
        let isLabelled = labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        return isRelease && (release.count == text.count || isLabelled)
    }
}
