internal import YAML

/// Security schemes, and what an operation requires of them.
extension ContractReader {
    mutating func securitySchemes() -> [SecurityScheme] {
        guard let components = root.child("components") else { return [] }
        return mapping("securitySchemes", in: components).compactMap { member in
            guard let kind = securityKind(member.cursor, at: member.key.mark) else { return nil }
            return SecurityScheme(
                name: member.name, kind: kind, description: text("description", in: member.cursor),
                mark: member.key.mark)
        }
    }

    private mutating func securityKind(_ scheme: Cursor, at mark: Mark) -> SecurityScheme.Kind? {
        let type = scheme.child("type")?.node.text
        switch type {
        case "http":
            allow(["type", "scheme", "bearerFormat", "description"], in: scheme, of: "an HTTP security scheme")
            switch scheme.child("scheme")?.node.text?.lowercased() {
            case "bearer": return .bearer
            case "basic": return .basic
            default:
                report(
                    scheme.child("scheme") ?? scheme,
                    "this HTTP scheme is not supported: write scheme: bearer, or scheme: basic")
                return nil
            }
        case "apiKey": return apiKey(scheme)
        case "oauth2":
            allow(["type", "flows", "description"], in: scheme, of: "an OAuth 2.0 security scheme")
            return .oauth2(scopes: oauthScopes(scheme))
        case "openIdConnect":
            allow(["type", "openIdConnectUrl", "description"], in: scheme, of: "an OpenID Connect security scheme")
            _ = requiredText("openIdConnectUrl", in: scheme, of: "the security scheme")
            return .openIDConnect
        default:
            report(
                scheme.child("type") ?? scheme,
                "this security scheme is not supported: write type: http, apiKey, oauth2 or openIdConnect", at: mark)
            return nil
        }
    }

    private mutating func apiKey(_ scheme: Cursor) -> SecurityScheme.Kind? {
        allow(["type", "in", "name", "description"], in: scheme, of: "an API key")
        let name = requiredName(in: scheme, of: "the API key")
        guard let place = scheme.child("in")?.node.text.flatMap(Parameter.Location.init(rawValue:)), place != .path
        else {
            report(scheme.child("in") ?? scheme, "an API key's \"in\" must be header, query or cookie")
            return nil
        }
        // A challenge repeats it between quotes, whatever the place.
        if !name.isEmpty, !isToken(name) {
            report(
                scheme.child("name") ?? scheme,
                "\"\(name)\" cannot be the name of an API key: use letters, digits and hyphens")
        }
        if place == .header, ["authorization", "accept", "content-type", "cookie"].contains(name.lowercased()) {
            report(
                scheme.child("name") ?? scheme, "an API key cannot be in the field \(name), which has a use of its own")
        }
        return .apiKey(place, name: name)
    }

    /// The scopes that the flows declare, each once.
    private mutating func oauthScopes(_ scheme: Cursor) -> [String] {
        guard let flows = scheme.child("flows") else {
            report(scheme, "an OAuth 2.0 scheme has no \"flows\": write at least one")
            return []
        }
        let urls = [
            "implicit": ["authorizationUrl"], "password": ["tokenUrl"], "clientCredentials": ["tokenUrl"],
            "authorizationCode": ["authorizationUrl", "tokenUrl"],
        ]
        allow(urls.keys.sorted(), in: flows, of: "the flows of an OAuth 2.0 scheme")
        var scopes: [String] = []
        for flow in flows.members {
            guard let wanted = urls[flow.name] else { continue }
            allow(wanted + ["refreshUrl", "scopes"], in: flow.cursor, of: "the flow \(flow.name)")
            for url in wanted { _ = requiredText(url, in: flow.cursor, of: "the flow") }
            if flow.cursor.child("scopes") == nil {
                report(flow.cursor, "the flow has no \"scopes\": write {} for none")
            }
            for scope in mapping("scopes", in: flow.cursor) where !scopes.contains(scope.name) {
                if !isScope(scope.name) {
                    report(
                        scope.cursor,
                        "\"\(scope.name)\" is no scope (RFC 6749 §3.3): leave out spaces, quotes, backslashes",
                        at: scope.key.mark)
                }
                scopes.append(scope.name)
            }
        }
        return scopes
    }

    /// RFC 9110 §5.6.2.
    func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// RFC 6749 §3.3: it stands in a challenge between quotes, separated by spaces.
    private func isScope(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }

    /// What stands under `security` of an operation or of the whole contract; nil when nothing does.
    mutating func security(_ owner: Cursor, schemes: [SecurityScheme]) -> SecurityRequirements? {
        guard let security = owner.child("security") else { return nil }
        let alternatives = list("security", in: owner).map { alternative in
            if alternative.node.members == nil {
                report(alternative, "an alternative of security must be a mapping: write NAME: [], or {} for nobody")
            }
            return SecurityRequirements.Alternative(
                requirements: alternative.members.compactMap { requirement($0.name, $0.cursor, $0.key.mark, schemes) },
                mark: alternative.node.mark)
        }
        if !security.elements.isEmpty, security.elements.allSatisfy({ $0.node.members?.isEmpty == true }) {
            report(security, "security that asks for nothing is written []")
        }
        for alternative in alternatives { authorizationFields(alternative, schemes, security) }
        return SecurityRequirements(alternatives: alternatives, mark: security.node.mark, pointer: security.pointer)
    }

    private mutating func requirement(
        _ name: String, _ scopes: Cursor, _ mark: Mark, _ schemes: [SecurityScheme]
    ) -> SecurityRequirements.Requirement? {
        guard let scheme = schemes.first(where: { $0.name == name }) else {
            if root.child("components")?.child("securitySchemes")?.child(name) == nil {
                report(scopes, "the scheme \"\(name)\" is not declared under components/securitySchemes", at: mark)
            }
            return nil
        }
        guard let elements = scopes.node.elements else {
            report(scopes, "the scopes must be a list: write [] for none")
            return nil
        }
        if !scheme.hasScopes, !elements.isEmpty {
            report(scopes, "only OAuth 2.0 and OpenID Connect have scopes: write []")
        }
        var names: [String] = []
        for element in scopes.elements {
            let scope = element.node.string ?? ""
            if case .oauth2(let declared) = scheme.kind, !declared.contains(scope) {
                report(element, "the scope \"\(scope)\" is in no flow of \(name): add it there, or mend it here")
            } else if scheme.hasScopes, !isScope(scope) {
                report(element, "this is no scope (RFC 6749 §3.3): leave out spaces, quotes, backslashes")
            }
            names.append(scope)
        }
        return SecurityRequirements.Requirement(scheme: name, scopes: names)
    }

    /// There is one Authorization field: it cannot satisfy two schemes at once.
    private mutating func authorizationFields(
        _ alternative: SecurityRequirements.Alternative, _ schemes: [SecurityScheme], _ cursor: Cursor
    ) {
        let names = alternative.requirements.map(\.scheme).filter { name in
            guard let scheme = schemes.first(where: { $0.name == name }) else { return false }
            if case .apiKey = scheme.kind { return false }
            return true
        }
        if names.count > 1 {
            report(
                cursor, "\(names.joined(separator: " and ")) both need the Authorization field: make them alternatives",
                at: alternative.mark)
        }
    }
}
