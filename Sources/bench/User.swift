internal import EventLoop
internal import JSON

/// Somebody with an account, a token and a connection of their own.
struct User: Sendable {
    let name: String
    let connection: Connection
    private let authorization: String
    private let askingMe: [UInt8]
    private let me: String

    static func register(_ name: String, _ connection: Connection) async throws -> User {
        let json = #"{"user_id":"\#(name)","email":"\#(name)@example.com","password":"Correct1Horse"}"#
        let answer = try await connection.exchange(Request.make("POST", "/api/v1/auth/register", json: json))
        guard answer.status == 201, let token = try answer.json["tokens"]?["access_token"]?.string else {
            throw BenchFailure("registering \(name) was answered \(answer.status): \(answer.text)")
        }
        return User(name: name, connection: connection, token: token)
    }

    /// The same user on another connection.
    func on(_ connection: Connection) -> User {
        User(name: name, connection: connection, authorization: authorization)
    }

    private init(name: String, connection: Connection, token: String) {
        self.init(name: name, connection: connection, authorization: "Bearer \(token)")
    }

    private init(name: String, connection: Connection, authorization: String) {
        self.name = name
        self.connection = connection
        self.authorization = authorization
        askingMe = Request.make("GET", "/api/v1/auth/me", authorization: authorization)
        me = #""user_id":"\#(name)""#
    }

    /// How long the answer took, nanoseconds.
    func askMe() async throws(BenchFailure) -> Int64 {
        let began = EventLoop.monotonicNow()
        let answer = try await connection.exchange(askingMe)
        guard answer.status == 200, answer.contains(me) else {
            throw BenchFailure("\(name) was answered \(answer.status): \(answer.text)")
        }
        return Int64(EventLoop.monotonicNow() - began)
    }

    func create(_ session: String, template: String) async throws(BenchFailure) {
        let escaped = template.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
        let json = #"{"session_id":"\#(session)","template":"\#(escaped)","args":{"n":0}}"#
        try await send("POST", "/api/user/\(name)/session", json: json, expecting: 201)
    }

    func put(_ session: String, _ number: Int) async throws(BenchFailure) {
        let json = #"{"args":{"n":\#(number)}}"#
        try await send("PUT", "/api/user/\(name)/session/\(session)", json: json, expecting: 204)
    }

    @discardableResult
    func send(
        _ method: String, _ path: String, json: String? = nil, expecting status: Int
    ) async throws(BenchFailure) -> Answer {
        let request = Request.make(method, path, authorization: authorization, json: json)
        let answer = try await connection.exchange(request)
        guard answer.status == status else {
            throw BenchFailure("\(method) \(path) was answered \(answer.status): \(answer.text)")
        }
        return answer
    }
}

/// The users of all scenarios, registered once.
///
/// - Note: `@unchecked Sendable`: touched on the client's loop only.
final class Crowd: @unchecked Sendable {
    private var known: [User] = []

    /// Registers as many as are missing; a few at a time, since the server bounds the passwords that wait.
    func users(_ count: Int, _ client: Client) async throws -> [User] {
        let missing = known.count..<max(known.count, count)
        known += try await withThrowingTaskGroup(of: User.self) { group in
            var made: [User] = []
            for number in missing {
                if number - missing.lowerBound >= 16, let user = try await group.next() { made.append(user) }
                group.addTask { try await User.register("user-\(number)", Connection(client)) }
            }
            for try await user in group { made.append(user) }
            return made
        }
        return Array(known.prefix(count))
    }
}

/// Requests as bytes.
enum Request {
    static func make(_ method: String, _ path: String, authorization: String? = nil, json: String? = nil) -> [UInt8] {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if let authorization { text += "Authorization: \(authorization)\r\n" }
        if let json { text += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n" }
        return Array("\(text)\r\n\(json ?? "")".utf8)
    }
}

extension Answer {
    var json: JSONValue {
        get throws(BenchFailure) {
            do { return try JSONReader.parse(body) } catch { throw BenchFailure("\(error): \(text)") }
        }
    }
}

extension JSONValue {
    subscript(name: String) -> JSONValue? { if case .object(let object) = self { object[name] } else { nil } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
