internal import ContractRuntime
internal import JOSE
internal import ServiceContracts
package import SessionCore
internal import Synchronization

/// What RFC 8414 asks to be told of this server, under the URL by which it is reached.
///
/// The URL is an option or the address we listen on, and never what a request's Host says: who sends a Host could else
/// point others, by a cache in between, at endpoints of their own.
package final class PublishedMetadata: Sendable {
    /// Seconds that anyone may keep it.
    private static let cacheControl = "public, max-age=300"

    private let methods: [AuthAPI.IntrospectionAuthMethod]
    private let constant: Mutex<Constant<AuthAPI.GetServerMetadata.Output>>

    /// - Parameter url: without a slash at its end.
    /// - Throws: `ContractBreach` for a URL that does not fit the contract.
    package init(_ configuration: CoreConfiguration, url: String) throws {
        methods = [.bearer] + (configuration.introspectionSecret == nil ? [] : [.clientSecretBasic])
        constant = Mutex(try Self.constant(url, methods))
    }

    var current: Constant<AuthAPI.GetServerMetadata.Output> { constant.withLock { $0 } }

    /// Tells another URL from now on, as when the port is known only once the server listens.
    package func move(to url: String) throws {
        let moved = try Self.constant(url, methods)
        constant.withLock { $0 = moved }
    }

    private static func constant(
        _ url: String, _ methods: [AuthAPI.IntrospectionAuthMethod]
    ) throws -> Constant<AuthAPI.GetServerMetadata.Output> {
        let metadata = AuthAPI.ServerMetadata(
            issuer: url, jwksURI: url + "/.well-known/jwks.json", responseTypesSupported: [.none],
            grantTypesSupported: [.password, .refreshToken], introspectionEndpoint: url + "/api/v1/auth/introspect",
            introspectionEndpointAuthMethodsSupported: methods, serviceDocumentation: url + "/openapi/auth-api.yaml")
        let names = methods.map(\.rawValue).joined(separator: " ")
        let tag = "\"\(Base64URL.encode(Array(SHA256.digest(Array("\(url) \(names)".utf8)).prefix(12))))\""
        return try Constant(
            .ok(metadata, cacheControl: cacheControl, eTag: tag),
            notModified: .notModified(cacheControl: cacheControl, eTag: tag))
    }
}
