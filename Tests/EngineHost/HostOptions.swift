internal import HTTPServer

/// What the tests set, as `name=number` words; times are milliseconds.
struct HostOptions {
    struct Unknown: Error {
        let word: Substring
    }

    var configuration = HTTPServerConfiguration()
    var loops = 1

    init(_ words: ArraySlice<String>) throws {
        for word in words {
            let parts = word.split(separator: "=")
            guard parts.count == 2, let number = Int(parts[1]) else { throw Unknown(word: word[...]) }
            let time = UInt64(number) * 1_000_000
            switch parts[0] {
            case "loops": loops = number
            case "connections": configuration.maxConnections = number
            case "connections-per-address": configuration.maxConnectionsPerAddress = number
            case "streams": configuration.maxStreams = number
            case "head": configuration.headTimeout = time
            case "body": configuration.bodyTimeout = time
            case "idle": configuration.idleTimeout = time
            case "write": configuration.writeTimeout = time
            default: throw Unknown(word: parts[0])
            }
        }
    }
}
