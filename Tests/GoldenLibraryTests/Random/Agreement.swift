import ContractRuntime
import ContractTesting
import Foundation

/// What Codable and the generated code make of one text.
final class Agreement {
    let isAccepted: Bool
    private(set) var disagreements: [String] = []

    init<Value: ContractDecodable & ContractEncodable & Codable & Equatable>(_ type: Value.Type, _ text: String) {
        let read = Result { try BodyReader.read(type, from: Array(text.utf8)) }
        let decoded = Result { try JSONDecoder().decode(type, from: Data(text.utf8)) }
        switch (read, decoded) {
        case (.success(let read), .success(let decoded)):
            isAccepted = true
            if read != decoded { note("read as \(read), decoded as \(decoded)") }
            compareWriters(read)
        case (.failure, .failure): isAccepted = false
        case (.success, .failure(let error)):
            isAccepted = true
            note("read, and not decoded: \(error)")
        case (.failure(let error), .success):
            isAccepted = false
            note("decoded, and not read: \(error)")
        }
    }

    func note(_ disagreement: String) { disagreements.append(disagreement) }

    private func compareWriters<Value: ContractDecodable & ContractEncodable & Codable & Equatable>(_ value: Value) {
        do {
            let written = try BodyWriter.encode(value)
            let encoded = [UInt8](try JSONEncoder().encode(value))
            // A third party, which shares no code with either.
            if try JSONText.parse(written) != JSONText.parse(encoded) {
                note("written \(text(written)), encoded \(text(encoded))")
            }
            if try BodyReader.read(Value.self, from: written) != value { note("read back otherwise: \(text(written))") }
            if try BodyReader.read(Value.self, from: encoded) != value { note("read otherwise: \(text(encoded))") }
            if try JSONDecoder().decode(Value.self, from: Data(written)) != value {
                note("decoded otherwise: \(text(written))")
            }
        } catch {
            note("not written, or not read back: \(error)")
        }
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
