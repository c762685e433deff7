internal import OpenAPI

/// Media types as names of cases.
enum MediaNames {
    private static let known: [String: String] = [
        "application/json": "json", "application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart",
        "application/octet-stream": "bytes", "text/plain": "text", "multipart/x-mixed-replace": "frames",
        "text/event-stream": "events", "image/svg+xml": "svg",
    ]

    /// `application/json` becomes `json`, `image/png` becomes `png`, `application/merge-patch+json` `mergePatchJson`.
    static func name(_ mediaType: String) -> String {
        known[mediaType] ?? SwiftNames.value(mediaType.split(separator: "/").last.map(String.init) ?? mediaType)
    }
}
