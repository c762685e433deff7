/// Statuses as names of cases (RFC 9110 §15).
enum StatusNames {
    private static let names: [Int: String] = [
        200: "ok", 201: "created", 202: "accepted", 204: "noContent", 206: "partialContent", 301: "movedPermanently",
        302: "found", 303: "seeOther", 304: "notModified", 307: "temporaryRedirect", 308: "permanentRedirect",
        400: "badRequest", 401: "unauthorized", 403: "forbidden", 404: "notFound", 405: "methodNotAllowed",
        406: "notAcceptable", 408: "requestTimeout", 409: "conflict", 410: "gone", 412: "preconditionFailed",
        413: "contentTooLarge", 415: "unsupportedMediaType", 422: "unprocessableContent", 428: "preconditionRequired",
        429: "tooManyRequests", 500: "internalServerError", 501: "notImplemented", 502: "badGateway",
        503: "serviceUnavailable", 504: "gatewayTimeout",
    ]

    static func name(_ status: Int) -> String { names[status] ?? "status\(status)" }
}
