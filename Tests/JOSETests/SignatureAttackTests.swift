import JOSE
import JSON
import Testing

/// Signatures that are respelt, damaged or made of nothing.
@Suite struct SignatureAttackTests {
    private func code(_ token: String) throws -> String? { try Fixtures.rejection(of: token)?.code }

    /// n of P-256 (SEC 2 §2.4.2).
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD,
        0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]
    private static let zero = [UInt8](repeating: 0, count: 32)
    private static let one = [UInt8](repeating: 0, count: 31) + [1]

    /// CVE-2022-21449, and its relatives.
    @Test func anES256SignatureHasNumbersFromOneToTheOrder() throws {
        let segments = try Fixtures.segments(.es256)
        let orderMinusOne: [UInt8] = Self.order.dropLast() + [0x50]
        let orderPlusOne: [UInt8] = Self.order.dropLast() + [0x52]
        let values = [
            Self.zero, Self.one, orderMinusOne, Self.order, orderPlusOne, [UInt8](repeating: 0xFF, count: 32),
        ]
        for r in values {
            for s in values {
                #expect(try code("\(segments[0]).\(segments[1]).\(Base64URL.encode(r + s))") == "signature")
            }
        }
        let signature = try #require(Base64URL.decode(segments[2]))
        for s in values {
            let changed = Array(signature.prefix(32)) + s
            #expect(try code("\(segments[0]).\(segments[1]).\(Base64URL.encode(changed))") == "signature")
        }
    }

    @Test func anES256SignatureInDERIsRefused() throws {
        let segments = try Fixtures.segments(.es256)
        let signature = try #require(P256Signature(raw: Base64URL.decode(segments[2]) ?? []))
        let token = "\(segments[0]).\(segments[1])."
        #expect(try code(token + Base64URL.encode(signature.raw)) == nil)
        #expect(try code(token + Base64URL.encode(signature.der)) == "signature")
    }

    @Test func aNumberOfASignatureHasOneSpellingInDER() {
        let good: [[UInt8]] = [
            [0x30, 6, 2, 1, 1, 2, 1, 0x7F], [0x30, 7, 2, 2, 0, 0x80, 2, 1, 1],
            [0x30, 0x25, 2, 0x20, 0x7F] + [UInt8](repeating: 0xFF, count: 31) + [2, 1, 1],
        ]
        for der in good {
            #expect(P256Signature(der: der)?.der == der)
        }
        let bad: [[UInt8]] = [
            [], [0x30], [0x30, 0], [0x30, 0x80], [0x31, 6, 2, 1, 1, 2, 1, 1], [0x30, 6, 2, 1, 1, 2, 1, 1, 0],
            [0x30, 5, 2, 1, 1, 2, 1], [0x30, 7, 2, 1, 1, 2, 1, 1], [0x30, 0x81, 6, 2, 1, 1, 2, 1, 1],
            [0x30, 6, 2, 1, 0, 2, 1, 1], [0x30, 6, 2, 1, 1, 2, 1, 0], [0x30, 6, 2, 1, 0x80, 2, 1, 1],
            [0x30, 7, 2, 2, 0, 1, 2, 1, 1], [0x30, 5, 2, 0, 2, 1, 1], [0x30, 6, 3, 1, 1, 2, 1, 1],
            [0x30, 8, 2, 1, 1, 2, 1, 1, 5, 0], [0x30, 3, 2, 1, 1], [0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1],
            [0x30, 0x27, 2, 0x21, 1] + [UInt8](repeating: 0, count: 32) + [2, 1, 1],
            [0x30, 0x26, 2, 0x21, 0] + Self.order + [2, 1, 1],
        ]
        for der in bad { #expect(P256Signature(der: der) == nil, "\(der)") }
    }

    /// s and s + L are the same number to the curve (RFC 8032 §5.1.7).
    @Test func anEdDSASignatureIsNotRespeltByTheOrder() throws {
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        let segments = try Fixtures.segments(.edDSA)
        let signature = try #require(Base64URL.decode(segments[2]))
        var sum: [UInt8] = []
        var carry = 0
        for (left, right) in zip(signature[32...], order) {
            carry += Int(left) + Int(right)
            sum.append(UInt8(carry & 0xFF))
            carry >>= 8
        }
        #expect(carry == 0)
        let token = "\(segments[0]).\(segments[1])."
        #expect(try code(token + Base64URL.encode(signature.prefix(32) + sum)) == "signature")
        for bytes in [
            Self.zero + Self.zero, Self.one.reversed() + Self.zero, Self.zero + order, signature.prefix(32) + order,
        ] {
            #expect(try code(token + Base64URL.encode(bytes)) == "signature")
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aSignatureOfZerosOrOnesIsRefused(_ algorithm: SignatureAlgorithm) throws {
        let segments = try Fixtures.segments(algorithm)
        let count = try #require(Base64URL.decode(segments[2])).count
        for byte in [0, 1, 0xFF] as [UInt8] {
            for count in [0, 1, 32, 63, 64, 65, 72, 128, 255, 256, 257, count] {
                let signature = Base64URL.encode([UInt8](repeating: byte, count: count))
                #expect(try code("\(segments[0]).\(segments[1]).\(signature)") == "signature")
            }
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func everyChangedBitOfASignatureIsNoticed(_ algorithm: SignatureAlgorithm) throws {
        let segments = try Fixtures.segments(algorithm)
        let input = Array("\(segments[0]).\(segments[1])".utf8)
        let signature = try #require(Base64URL.decode(segments[2]))
        let key = try Fixtures.signer(algorithm).verificationKey
        #expect(key.verifies(signature, of: input))
        for bit in 0..<(signature.count * 8) {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifies(changed, of: input), "bit \(bit)")
        }
        for length in 0..<signature.count {
            #expect(!key.verifies(Array(signature.prefix(length)), of: input))
        }
        #expect(!key.verifies([0] + signature, of: input))
        #expect(!key.verifies(signature + [0], of: input))
        #expect(key.verifies(signature, of: input))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func everyChangedBitOfATokenIsNoticed(_ algorithm: SignatureAlgorithm) throws {
        let token = Array(try JWT.sign(Fixtures.claims(), with: Fixtures.signer(algorithm)).utf8)
        for index in token.indices {
            for bit in 0..<8 {
                var changed = token
                changed[index] ^= 1 << UInt8(bit)
                #expect(try code(String(decoding: changed, as: UTF8.self)) != nil, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func tenThousandDamagedTokensAreRefused(_ algorithm: SignatureAlgorithm) throws {
        let token = Array(try JWT.sign(Fixtures.claims(), with: Fixtures.signer(algorithm)).utf8)
        var random = SeededGenerator(state: 7)
        for round in 0..<10_000 {
            var changed = token
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed.remove(at: index)
                case 1: changed.insert(UInt8.random(in: 0...127, using: &random), at: index)
                case 2: changed[index] = UInt8.random(in: 0...127, using: &random)
                default: changed.swapAt(index, Int.random(in: 0..<changed.count, using: &random))
                }
            }
            guard changed != token else { continue }
            #expect(try code(String(decoding: changed, as: UTF8.self)) != nil, "round \(round)")
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func changedClaimsAreRefused(_ algorithm: SignatureAlgorithm) throws {
        let segments = try Fixtures.segments(algorithm)
        let changes: [(String, JSONValue)] = [
            ("sub", "bob"), ("exp", .integer(Fixtures.now + 1_000_000)), ("ver", 9), ("open", true), ("exp", 1),
        ]
        for (name, value) in changes {
            var payload = Fixtures.payload
            payload[name] = value
            #expect(try code("\(segments[0]).\(Fixtures.encode(payload)).\(segments[2])") == "signature")
        }
    }

    @Test func noClaimIsReadBeforeTheSignature() throws {
        let segments = try Fixtures.segments()
        #expect(try code("\(segments[0]).\(Base64URL.encode([0xFF])).\(segments[2])") == "signature")
    }
}
