import JOSE
import Testing

@Suite struct Base64URLTests {
    @Test func encodesTheExampleOfRFC7515AppendixC() {
        #expect(Base64URL.encode([3, 236, 255, 224, 193]) == "A-z_4ME")
        #expect(Base64URL.decode("A-z_4ME") == [3, 236, 255, 224, 193])
    }

    @Test func encodesTheVectorsOfRFC4648WithoutPadding() {
        let texts = ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"]
        for (count, text) in texts.enumerated() {
            let bytes = Array("foobar".utf8.prefix(count))
            #expect(Base64URL.encode(bytes) == text)
            #expect(Base64URL.decode(text) == bytes)
        }
    }

    @Test func roundTripsEveryByte() {
        for count in [255, 256, 257] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "Zg==", "Zg=", "Zm8=", "Z", "Zm9vY", " Zm9v", "Zm9v ", "Zm\n9v", "Zm9v\r\n", "Zm+v", "Zm/v", "Zm9\u{0}", "Zmö",
        "Zm9v.",
    ])
    func refusesWhatIsNotTheOneSpelling(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func refusesStrayBits() {
        // Only Q and g leave the bits beyond the last byte at zero.
        let accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            .filter { Base64URL.decode("Z\($0)") != nil }
        #expect(accepted == "AQgw")
        // And of three letters only every fourth leaves the last two bits at zero.
        #expect(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .filter { Base64URL.decode("Zm\($0)") != nil } == "AEIMQUYcgkosw048")
    }

    @Test func refusesEveryOtherByteAtEveryPlace() {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        for count in [2, 3, 4, 6, 7, 8] {
            for place in 0..<count {
                for byte in UInt8.min...UInt8.max where !letters.contains(byte) {
                    var text = [UInt8](repeating: UInt8(ascii: "A"), count: count)
                    #expect(Base64URL.decode(utf8: text[...]) != nil)
                    text[place] = byte
                    #expect(Base64URL.decode(utf8: text[...]) == nil)
                }
            }
        }
    }

    @Test func decodesASubstring() {
        #expect(Base64URL.decode("a.Zm9v".dropFirst(2)) == Array("foo".utf8))
    }
}
