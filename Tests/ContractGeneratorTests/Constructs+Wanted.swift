import OpenAPI

extension Constructs {
    /// All that the readers in Sources/OpenAPI let pass.
    static let wanted: [String] = keys + schemas + security + parameters + bodies + responses

    /// Keys, where their presence is all there is to them.
    private static let keys = [
        "openapi", "info", "servers", "security", "tags", "paths", "components", "x-engine-responses", "title",
        "version",
        "schemas", "responses", "parameters", "headers", "requestBodies", "securitySchemes", "examples", "example",
        "description", "summary", "deprecated", "allowReserved", "bearerFormat", "flows", "implicit", "password",
        "clientCredentials", "authorizationCode", "authorizationUrl", "tokenUrl", "refreshUrl", "scopes",
        "openIdConnectUrl", "x-constant", "x-owner", "x-undeclared-query", "x-max-bytes", "x-stream", "$ref",
    ].map { "key \($0)" }

    private static let schemas =
        ["string", "enum", "integer", "array", "free object", "object"].map { "schema \($0)" }
        + ["string", "enum", "integer", "number", "boolean", "array", "object", "free object", "file"].map {
            "property \($0)"
        }
        + ["string", "enum", "integer", "number", "boolean", "array", "object", "free object", "file"].map {
            "array of \($0)"
        }
        + ["string", "integer", "number", "boolean"].map { "default of property \($0)" }
        + ["string", "integer", "number"].map { "nullable \($0)" }
        + ["minLength", "maxLength", "pattern", "not", "format", "nullable", "default", "example"].map {
            "string \($0)"
        }
        + ["date-time", "email", "uri-reference"].map { "string format \($0)" }
        + ["minimum", "maximum", "format", "default", "nullable"].map { "integer \($0)" }
        + ["minimum", "maximum", "format", "default", "nullable"].map { "number \($0)" }
        + ["minItems", "maxItems"].map { "array \($0)" } + ["file maxLength", "object title", "enum description"]
        + ["unknown properties ignored", "unknown properties refused", "required property", "optional property"]

    private static let security = [
        "scheme bearer", "scheme basic", "scheme apiKey header", "scheme apiKey query", "scheme apiKey cookie",
        "scheme oauth2", "scheme openIdConnect", "security open", "security optional", "security AND", "security OR",
        "scopes OAuth", "scopes OIDC", "owner",
    ]

    private static let parameters =
        places + ["path", "query", "header", "cookie"].map { "optional \($0)" }.filter { $0 != "optional path" }
        + [
            "required path", "required query", "required header", "deprecated parameter", "undeclared query ignored",
            "constant",
        ]
        + ["string", "integer", "number", "boolean"].map { "default of parameter \($0)" }
        + ["string", "enum", "integer", "number", "boolean"].map { "query \($0)" }
        + ["path string", "path enum", "path integer", "header boolean", "header enum", "cookie number"]

    /// Every style, exploded and not, of every shape that it can write.
    private static let places: [String] = Parameter.Location.allCases.flatMap { location in
        Parameter.Style.allowed(in: location).flatMap { style -> [String] in
            [true, false].flatMap { explode -> [String] in
                let shapes: [String] =
                    switch style {
                    case .spaceDelimited, .pipeDelimited: ["array"]
                    case .deepObject: explode ? ["object"] : []
                    case .form where location == .cookie: explode ? ["scalar"] : ["scalar", "array", "object"]
                    default: ["scalar", "array", "object"]
                    }
                return shapes.map { "\(location.rawValue) \(style.rawValue) \(explode ? "exploded " : "")\($0)" }
            }
        }
    }

    private static let bodies =
        ["required body", "optional body", "body limit", "body of several types"]
        + ["json", "form", "multipart", "text", "bytes", "stream"].map { "request \($0)" }
        + ["body object", "body array", "body free object", "body string"]
        + [
            "application/json", "application/merge-patch+json", "application/x-www-form-urlencoded",
            "multipart/form-data", "text/plain", "text/csv", "application/octet-stream", "image/png",
        ].map { "request type \($0)" }

    private static let responses =
        ["GET", "PUT", "POST", "PATCH", "DELETE"].map { "method \($0)" }
        + ["deprecated operation", "several successes", "response of several types", "response empty"]
        + ["json", "text", "bytes", "stream"].map { "response \($0)" }
        + ["object", "array", "free object"].map { "response json \($0)" }
        + [200, 201, 202, 204, 301, 304, 400, 401, 403, 404, 406, 409, 412, 413, 415, 418, 500, 503].map {
            "status \($0)"
        }
        + ["string", "integer", "boolean", "constant"].map { "required header \($0)" }
        + ["string", "integer"].map { "optional header \($0)" }
}
