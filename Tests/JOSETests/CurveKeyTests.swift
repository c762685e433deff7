import JOSE
import JSON
import Testing

/// Keys of P-256 and Ed25519: what is refused when a key is read, and when it is made ready.
@Suite struct CurveKeyTests {
    private static let p256 = RFC7515A3.privateKey
    private static let ed25519 = RFC8037.privateKey

    private func encoded(_ bytes: [UInt8]) -> JSONValue { .string(Base64URL.encode(bytes)) }

    private func bytes(_ name: String, of key: JSONObject) throws -> [UInt8] {
        try #require(Base64URL.decode(Vectors.string(key[name])))
    }

    @Test(
        arguments: [
            ("kty", "RSA"), ("kty", "OKP"), ("kty", "ec"), ("crv", "P-384"), ("crv", "P-521"), ("crv", "secp256k1"),
            ("crv", "Ed25519"), ("crv", nil), ("crv", 256), ("alg", "RS256"), ("alg", "ES384"), ("alg", "EdDSA"),
            ("alg", "HS256"), ("use", "enc"), ("key_ops", .array(["verify"])), ("key_ops", .array(["deriveKey"])),
            ("x", nil), ("x", 1), ("x", ""), ("y", nil), ("y", ""), ("y", .null), ("d", .null), ("d", 5), ("d", ""),
            ("kid", ""),
        ] as [(String, JSONValue?)])
    func aP256KeyWithAnotherMemberIsRefused(_ name: String, _ value: JSONValue?) {
        var key = Self.p256
        key[name] = value
        #expect(throws: JOSEError.self) { try JWK(json: key) }
    }

    @Test(
        arguments: [
            ("kty", "RSA"), ("kty", "EC"), ("kty", "okp"), ("crv", "Ed448"), ("crv", "X25519"), ("crv", "P-256"),
            ("crv", nil), ("alg", "ES256"), ("alg", "RS256"), ("alg", "Ed448"), ("use", "enc"),
            ("key_ops", .array(["verify"])), ("x", nil), ("x", 1), ("x", ""), ("d", .null), ("d", ""), ("kid", 1),
        ] as [(String, JSONValue?)])
    func anEd25519KeyWithAnotherMemberIsRefused(_ name: String, _ value: JSONValue?) {
        var key = Self.ed25519
        key[name] = value
        #expect(throws: JOSEError.self) { try JWK(json: key) }
    }

    @Test(arguments: [(p256, "x"), (p256, "y"), (p256, "d"), (ed25519, "x"), (ed25519, "d")])
    func aMemberHasExactly32BytesInItsOneSpelling(_ key: JSONObject, _ name: String) throws {
        let good = try bytes(name, of: key)
        let text = try Vectors.string(key[name])
        for value in [
            encoded([0] + good), encoded(good + [0]), encoded(Array(good.dropLast())), encoded(Array(good.dropFirst())),
            .string(text + "="), .string(text + " "), .string(String(text.dropLast()) + "_"),
            .string(String(repeating: "A", count: 100_000)),
        ] {
            var changed = key
            changed[name] = value
            #expect(throws: JOSEError.self) { try JWK(json: changed) }
        }
    }

    @Test func leadingZerosOfACoordinateAreKept() throws {
        // The first multiples of the base point with such a coordinate are found by trying.
        for _ in 0..<5_000 {
            let key = try SigningKey.generate(.es256)
            guard case .ec(let parameters) = key.jwk.parameters, parameters.x[0] == 0 || parameters.y[0] == 0 else {
                continue
            }
            #expect(try JWK(json: key.jwk.json) == key.jwk)
            #expect(key.verificationKey.verifies(try key.sign([1]), of: [1]))
            return
        }
        Issue.record("no key of 5,000 has a leading zero")
    }

    @Test func aPointOffTheCurveIsNoKey() throws {
        var point = try bytes("y", of: Self.p256)
        point[31] ^= 1
        let prime = Array(
            [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 12)
                + [UInt8](repeating: 0xFF, count: 12))
        let zero = [UInt8](repeating: 0, count: 32)
        let x = try bytes("x", of: Self.p256)
        for (x, y) in [(x, point), (zero, zero), (x, zero), (x, x), (prime, try bytes("y", of: Self.p256))] {
            let jwk = try JWK(json: ["kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y)])
            #expect(throws: JOSEError.self) { try VerificationKey(jwk) }
        }
    }

    @Test func aP256KeyMustFitItsPrivateNumber() throws {
        let order: [UInt8] = [
            0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD,
            0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        ]
        var other = try bytes("d", of: Self.p256)
        other[31] ^= 1
        for d in [other, [UInt8](repeating: 0, count: 32), order, [UInt8](repeating: 0xFF, count: 32)] {
            var key = Self.p256
            key["d"] = encoded(d)
            let jwk = try JWK(json: key)
            #expect(throws: JOSEError.self) { try SigningKey(jwk) }
        }
    }

    @Test func anEd25519KeyMustFitItsPrivateKey() throws {
        var seed = try bytes("d", of: Self.ed25519)
        seed[0] ^= 1
        var key = Self.ed25519
        key["d"] = encoded(seed)
        let jwk = try JWK(json: key)
        let failure = #expect(throws: JOSEError.self) { try SigningKey(jwk) }
        #expect(failure?.detail == "x does not belong to d")
    }

    /// Little-endian, as RFC 8032 §5.1.2 encodes a point; each also with the sign of x.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ])
    func anEd25519PointOfSmallOrderIsNoKey(_ text: String) throws {
        try expectRefused(text, "the public key is a point of small order")
    }

    @Test(arguments: [
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func anEd25519PointThatIsNotReducedIsNoKey(_ text: String) throws {
        try expectRefused(text, "the public key is not reduced")
    }

    /// y = 2, 7 and 8 have no x; that was reckoned with Python.
    @Test(arguments: [2, 7, 8] as [UInt8])
    func anEd25519KeyOffTheCurveIsNoKey(_ y: UInt8) throws {
        try expectRefused(
            "0\(y)" + String(repeating: "00", count: 31), "the public key is not on the curve")
    }

    private func expectRefused(_ text: String, _ detail: String) throws {
        let point = try Vectors.hex(.string(text))
        for sign in [0, 0x80] as [UInt8] {
            let x: [UInt8] = point.dropLast() + [point[31] | sign]
            let jwk = try JWK(json: ["kty": "OKP", "crv": "Ed25519", "x": encoded(x)])
            let failure = #expect(throws: JOSEError.self) { try VerificationKey(jwk) }
            #expect(failure?.detail == detail)
        }
    }

    @Test(arguments: [p256, ed25519])
    func aPublicPartHasNoPrivateMember(_ json: JSONObject) throws {
        let key = try JWK(json: json)
        #expect(!key.publicPart.isPrivate)
        #expect(key.publicPart.json["d"] == nil)
        #expect(try VerificationKey(key).jwk == key.publicPart)
        let ring = KeyRing(signer: try SigningKey(key), verifiers: [])
        #expect(try JWKSet(json: ring.jwks).keys == [key.publicPart])
    }
}
