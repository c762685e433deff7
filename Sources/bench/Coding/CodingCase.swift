internal import ContractRuntime
internal import Foundation

/// One body, and the four ways to read and write it that are compared.
struct CodingCase {
    let name: String
    let bytes: Int
    /// Each does its work the given number of times, and gives something that depends on it.
    let decodeOurs: (Int) throws -> Int
    let decodePlain: (Int) throws -> Int
    let decodeChecked: (Int) throws -> Int
    let encodeOurs: (Int) throws -> Int
    let encodePlain: (Int) throws -> Int

    /// - Parameter mirror: the same body without checks, for Foundation.
    init<Value: ContractDecodable & ContractEncodable & Codable, Mirror: Codable>(
        _ name: String, _ value: Value, _ mirror: Mirror.Type
    ) {
        self.name = name
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        let text = (try? BodyWriter.encode(value)) ?? []
        let data = Data(text)
        let plain = try? decoder.decode(mirror, from: data)
        bytes = text.count
        decodeOurs = { count in
            var last: Value?
            for _ in 0..<count { last = try BodyReader.read(Value.self, from: text) }
            return last == nil ? 0 : 1
        }
        decodePlain = { count in
            var last: Mirror?
            for _ in 0..<count { last = try decoder.decode(mirror, from: data) }
            return last == nil ? 0 : 1
        }
        decodeChecked = { count in
            var last: Value?
            for _ in 0..<count { last = try decoder.decode(Value.self, from: data) }
            return last == nil ? 0 : 1
        }
        encodeOurs = { count in
            var total = 0
            for _ in 0..<count { total += try BodyWriter.encode(value).count }
            return total
        }
        encodePlain = { count in
            var total = 0
            guard let plain else { return 0 }
            for _ in 0..<count { total += try encoder.encode(plain).count }
            return total
        }
    }
}
