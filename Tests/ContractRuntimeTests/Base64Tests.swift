import Testing

@testable import ContractRuntime

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ]) func publishedVectors(_ text: String, _ expected: String) {
        #expect(Base64.decode(text[...]) == Array(expected.utf8))
    }

    @Test func everyByteIsReached() {
        #expect(Base64.decode("+/+/") == [0xFB, 0xFF, 0xBF])
        #expect(Base64.decode("AAAA") == [0, 0, 0])
        #expect(Base64.decode("////") == [0xFF, 0xFF, 0xFF])
    }

    @Test(arguments: [
        // Padding that is missing, too much, or in the middle.
        "Zg", "Zg=", "Zm8", "Zm9v=", "Zm9v====", "Z===", "====", "=", "==", "Zg==Zg==", "Z=g=", "=Zg=",
        // Bits that no encoder writes: two texts would mean the same.
        "Zh==", "Zm9=", "Zv==", "Zm8=Zm9v",
        // Bytes of other alphabets, and white space.
        "-_-_", "Zg==\n", " Zg==", "Z g==", "Zm9\u{0}", "Zmé=", "Zm9v\r\n", "Zg%3D%3D", "A",
    ]) func whatIsNotBase64IsRefused(_ text: String) { #expect(Base64.decode(text[...]) == nil) }
}
