/// A Redis URL that cannot be used, with what to write instead. The text never holds the password.
package struct RedisURLError: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String
    package var description: String { message }

    init(_ problem: String) {
        message =
            "\(problem): write redis://host:6379/0, redis://user:password@host:6379/0 "
            + "or redis+unix:///path/to/socket"
    }
}

/// Where a Redis server is, and as whom to speak to it.
package struct RedisEndpoint: Sendable, Equatable, CustomStringConvertible {
    package enum Address: Sendable, Equatable {
        case tcp(host: String, port: UInt16)
        case unix(path: String)
    }

    package let address: Address
    let user: String?
    let password: String?
    /// The database number for SELECT.
    package let database: Int

    /// Paths of Unix sockets end at 107 bytes (unix(7)).
    static let longestUnixPath = 107

    private init(address: Address, user: String? = nil, password: String? = nil, database: Int = 0) {
        self.address = address
        self.user = user
        self.password = password
        self.database = database
    }

    /// A server on a Unix socket, without a password.
    package static func unix(path: String) -> RedisEndpoint { RedisEndpoint(address: .unix(path: path)) }

    /// Reads `redis://[[user]:password@]host[:port][/database]`, `redis+unix://[[user]:password@]/path` or an absolute
    /// path. User and password may be percent-encoded (RFC 3986 §2.1).
    package init(url: String) throws(RedisURLError) {
        if url.hasPrefix("/") {
            try self.init(path: url, user: nil, password: nil)
            return
        }
        guard let separator = url.firstRange(of: "://") else { throw RedisURLError("the Redis URL has no scheme") }
        let scheme = url[..<separator.lowerBound].lowercased()
        var rest = url[separator.upperBound...]
        if rest.contains(where: { $0 == "?" || $0 == "#" }) {
            throw RedisURLError("the Redis URL has a query or a fragment (in a password, write ? as %3F and # as %23)")
        }
        // A path may hold an @; a password may too, if it stands before the last one.
        let authority = rest.prefix { $0 != "/" }
        var user: String?
        var password: String?
        if let at = authority.lastIndex(of: "@") {
            (user, password) = try RedisEndpoint.credentials(authority[..<at])
            rest = rest[rest.index(after: at)...]
        }
        switch scheme {
        case "redis": try self.init(hostAndDatabase: rest, user: user, password: password)
        case "redis+unix": try self.init(path: String(rest), user: user, password: password)
        case "rediss": throw RedisURLError("rediss:// (TLS) is not supported")
        default: throw RedisURLError("the Redis URL has the unknown scheme \"\(scheme)\"")
        }
    }

    private init(path: String, user: String?, password: String?) throws(RedisURLError) {
        guard path.hasPrefix("/"), path.count > 1 else {
            throw RedisURLError("the path of the Unix socket in the Redis URL is not absolute")
        }
        guard path.utf8.count <= RedisEndpoint.longestUnixPath, !path.utf8.contains(0) else {
            throw RedisURLError("the path of the Unix socket is over \(RedisEndpoint.longestUnixPath) bytes")
        }
        self.init(address: .unix(path: path), user: user, password: password)
    }

    private init(hostAndDatabase rest: Substring, user: String?, password: String?) throws(RedisURLError) {
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count + 1)
        var database = 0
        if !path.isEmpty {
            guard let number = Int(path), (0...16_383).contains(number), path.first?.isNumber == true else {
                throw RedisURLError("the database in the Redis URL is not a number")
            }
            database = number
        }
        var host = authority
        var port: Substring = "6379"
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else {
                throw RedisURLError("the IPv6 address in the Redis URL has no closing bracket")
            }
            host = authority[authority.index(after: authority.startIndex)..<end]
            let tail = authority[authority.index(after: end)...]
            guard tail.isEmpty || tail.first == ":" else {
                throw RedisURLError("the Redis URL has more than a port after the IPv6 address")
            }
            if !tail.isEmpty { port = tail.dropFirst() }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        let isHost = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
        guard !host.isEmpty, isHost else { throw RedisURLError("the Redis URL has no host name") }
        guard let number = UInt16(port), number > 0, port.first?.isNumber == true else {
            throw RedisURLError("the port in the Redis URL is not a number from 1 to 65535")
        }
        self.init(
            address: .tcp(host: String(host), port: number), user: user, password: password, database: database)
    }

    private static func credentials(_ text: Substring) throws(RedisURLError) -> (user: String?, password: String?) {
        guard let colon = text.firstIndex(of: ":") else {
            throw RedisURLError("the Redis URL has a user without a password (for a password alone, write :password@)")
        }
        let afterColon = text.index(after: colon)
        guard let user = percentDecoded(text[..<colon]), let password = percentDecoded(text[afterColon...]) else {
            throw RedisURLError("user or password in the Redis URL are not percent-encoded UTF-8 (write % as %25)")
        }
        return (user.isEmpty ? nil : user, password.isEmpty ? nil : password)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The endpoint without user and password.
    package var description: String {
        let suffix = database == 0 ? "" : "/\(database)"
        switch address {
        case .unix(let path): return "redis+unix://\(path)"
        case .tcp(let host, let port):
            return host.contains(":") ? "redis://[\(host)]:\(port)\(suffix)" : "redis://\(host):\(port)\(suffix)"
        }
    }

    /// What to say when nobody answers there.
    var advice: String {
        switch address {
        case .unix: "check that redis-server is running and that its socket is there and may be opened"
        case .tcp: "check host and port, that redis-server is running there, and that no firewall is between"
        }
    }
}
