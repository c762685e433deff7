import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct RouterTests {
    private let router: Router

    init() throws {
        let routes = [
            ("getUser", "GET", "/user/{user}"), ("putUser", "PUT", "/user/{user}"), ("me", "GET", "/user/me"),
            ("meItems", "GET", "/user/me/items"), ("item", "GET", "/user/{owner}/items/{item}"),
            ("deleteItem", "DELETE", "/user/{user}/items/{id}"), ("root", "GET", "/"), ("list", "POST", "/user"),
            ("wellKnown", "GET", "/.well-known/jwks.json"), ("folder", "GET", "/folder/"),
        ].map(Self.route)
        router = try Router(routes)
    }

    private static func route(_ name: String, _ method: String, _ path: String) -> Route {
        Route(name, method, path, documented: []) { _ in throw Rejection.notFound }
    }

    @Test func twoOperationsOfOneMethodAndPathAreRefusedByTheirNames() throws {
        let routes = [Self.route("one", "GET", "/a/{x}"), Self.route("two", "GET", "/a/{y}")]
        let error = try #require(throws: RouteConflict.self) { try ContractResponder(routes, observer: Witness()) }
        #expect("\(error)" == "two operations share a method and a path: one (GET /a/{x}) and two (GET /a/{y})")
    }

    /// `operation name=value…`, the Allow field of a 405, or nil.
    private func match(_ method: String, _ path: String) -> String? {
        let message = RequestMessage.make(method: method, path: path, query: nil, fields: [:])
        return switch router.match(message) {
        case .route(let route, let values):
            ([route.operationID] + values.map { "\($0.name)=\(message.text($0.range))" }).joined(separator: " ")
        case .wrongMethod(let allow): "405 " + allow
        case .notFound: nil
        }
    }

    @Test(arguments: [
        ("GET", "/user/alice", "getUser user=alice"), ("PUT", "/user/alice", "putUser user=alice"),
        ("GET", "/user/me", "me"),
        ("GET", "/user/me/items", "meItems"), ("GET", "/user/me/items/7", "item owner=me item=7"),
        ("DELETE", "/user/bob/items/7", "deleteItem user=bob id=7"), ("GET", "/", "root"), ("POST", "/user", "list"),
        ("GET", "/.well-known/jwks.json", "wellKnown"), ("GET", "/folder/", "folder"), ("HEAD", "/user/me", "me"),
    ]) func literalsComeBeforeParameters(_ method: String, _ path: String, _ expected: String) {
        #expect(match(method, path) == expected)
    }

    @Test(arguments: [
        ("GET", "/user/a%2Fb", "getUser user=a%2Fb"), ("GET", "/user/%6Dr", "getUser user=%6Dr"),
        ("GET", "/user/a%2Fitems%2F7", "getUser user=a%2Fitems%2F7"),
        ("GET", "/user/a/items/%2e%2e%2e", "item owner=a item=%2e%2e%2e"),
        ("GET", "/user/...", "getUser user=..."), ("GET", "/user/.a", "getUser user=.a"),
        ("GET", "/user/a.", "getUser user=a."), ("GET", "/user/a;b=c", "getUser user=a;b=c"),
        ("GET", "/user/%252e", "getUser user=%252e"), ("GET", "/user/%C3%A9", "getUser user=%C3%A9"),
    ]) func segmentsAreSplitBeforeTheyAreDecoded(_ method: String, _ path: String, _ expected: String) {
        #expect(match(method, path) == expected)
    }

    @Test(arguments: [
        "", "user/me", "*", "/user/", "/user//", "/user//items/7", "/user/me/", "/user/alice/", "/user/a/items",
        "/user/a/items/",
        "//", "//user/me", "/USER/me", "/user/a/b", "/folder", "/.well-known/jwks.json/", "/.well-known%2Fjwks.json",
        "/u",
        "/user/a/items/7/8", "/user/.", "/user/..", "/user/%2e", "/user/%2E%2e", "/user/.%2e", "/./user/me",
        "/../user/me",
        "/user/./me", "/user/../user/me", "/user/me/.", "/user/me/..", "/.", "/..", "/user/%6De", "/user/m%65/items",
        "/%75ser/me", "/user/%00", "/user/a%00b", "/user/%FF", "/user/%C3", "/user/%C0%AF", "/user/%E0%80%AF",
        "/user/%ED%A0%80", "/user/%F4%90%80%80", "/user/%C0%AE%C0%AE", "/folder/%2e%2e/user",
    ]) func otherPathsAreNotFound(_ path: String) { #expect(match("GET", path) == nil) }

    @Test(arguments: [
        ("DELETE", "/user/alice", "405 GET, HEAD, OPTIONS, PUT"), ("POST", "/user/me", "405 GET, HEAD, OPTIONS"),
        ("GET", "/user", "405 OPTIONS, POST"), ("HEAD", "/user", "405 OPTIONS, POST"),
        ("get", "/user/me", "405 GET, HEAD, OPTIONS"),
        ("BREW", "/", "405 GET, HEAD, OPTIONS"), ("PATCH", "/user/a/items/7", "405 DELETE, GET, HEAD, OPTIONS"),
    ]) func aKnownPathSaysWhatItAllows(_ method: String, _ path: String, _ expected: String) {
        #expect(match(method, path) == expected)
    }

    @Test func aLongPathOfSlashesIsNoTrouble() {
        #expect(match("GET", String(repeating: "/", count: 16_000)) == nil)
        #expect(match("GET", "/user/" + String(repeating: "a/", count: 8_000)) == nil)
    }
}
