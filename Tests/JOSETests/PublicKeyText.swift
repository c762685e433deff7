import Foundation
import JOSE

/// A public key in the forms in which it lies around, as somebody would take it for an HMAC secret.
enum PublicKeyText {
    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) in DER.
    static func der(_ key: JWK) -> [UInt8] {
        switch key.parameters {
        case .rsa(let rsa):
            let numbers = element(0x30, integer(rsa.n) + integer(rsa.e))
            return info([0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 0x05, 0], numbers)
        case .ec(let ec):
            let algorithm: [UInt8] = [
                0x06, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1, 0x06, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7,
            ]
            return info(algorithm, [4] + ec.x + ec.y)
        case .okp(let okp): return info([0x06, 3, 0x2B, 0x65, 0x70], okp.x)
        }
    }

    static func pem(_ key: JWK) -> String {
        let text = Data(der(key)).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
    }

    private static func info(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
        element(0x30, element(0x30, algorithm) + element(0x03, [0] + key))
    }

    private static func integer(_ number: [UInt8]) -> [UInt8] {
        element(0x02, (number[0] >= 0x80 ? [0] : []) + number)
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            count < 0x80
            ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [tag] + length + content
    }
}
