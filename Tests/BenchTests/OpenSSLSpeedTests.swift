import Testing

@testable import bench

/// Reading what `openssl speed` prints.
@Suite struct OpenSSLSpeedTests {
    private let printed = """
        Doing 2048 bits private rsa's for 2s: 9470 2048 bits private RSA's in 2.00s
        Doing 2048 bits public rsa's for 2s: 150800 2048 bits public RSA's in 2.00s
        version: 3.0.19
        options: bn(64,64)
        compiler: gcc -fPIC -pthread -m64 -Wa,--noexecstack
        CPUINFO: OPENSSL_ia32cap=0xfffa3203078bffff:0x405fc6f1bf07ab
                          sign    verify    sign/s verify/s
        rsa 2048 bits 0.000211s 0.000013s   4000.0  80000.0

        """

    private let digests = """
        Doing sha256 for 1s on 700 size blocks: 2228560 sha256's in 0.99s
        version: 3.0.19
        The 'numbers' are in 1000s of bytes per second processed.
        type            700 bytes
        sha256         1400000.00k

        """

    @Test func aSignatureAndItsCheckAreTheInverseOfTheirRates() throws {
        let speed = try OpenSSLSpeed(rsa: printed)
        #expect(speed.sign == 250)
        #expect(speed.verify == 12.5)
    }

    @Test func newerVersionsTellOfEncryptionToo() throws {
        let speed = try OpenSSLSpeed(
            rsa: """
                                   sign    verify    encrypt   decrypt   sign/s verify/s  encr./s  decr./s
                rsa  2048 bits 0.000500s 0.000020s 0.000022s 0.000510s   2000.0  50000.0  45454.0   1960.0
                """)
        #expect(speed.sign == 500)
        #expect(speed.verify == 20)
    }

    @Test(arguments: [
        "", "sign verify sign/s verify/s", "rsa 2048 bits 0.1s 0.1s 10.0 10.0",
        "sign verify sign/s verify/s\nrsa 4096 bits 0.1s 0.1s 10.0 10.0",
        "sign verify sign/s verify/s\nrsa 2048 bits 0.1s 0.1s 10.0",
        "sign verify sign/s verify/s\nrsa 2048 bits 0.1s 0.1s 10.0 fast",
        "sign verify sign/s verify/s\nrsa 2048 bits 0.1s 0.1s 0.0 10.0",
    ])
    func whatIsNotThatTableIsAFailure(_ text: String) {
        #expect(throws: BenchFailure.self) { try OpenSSLSpeed(rsa: text) }
    }

    @Test func aDigestTakesWhatItsBytesTakeAtThatRate() throws {
        #expect(try OpenSSLSpeed.digest(of: digests) == 0.5)
        #expect(try OpenSSLSpeed.digest(of: "SHA256 700000.00k") == 1)
    }

    @Test(arguments: ["", "sha256", "sha256 700000.00", "sha256 0.00k", "sha512 700000.00k"])
    func aDigestWithoutARateIsAFailure(_ text: String) {
        #expect(throws: BenchFailure.self) { try OpenSSLSpeed.digest(of: text) }
    }
}
