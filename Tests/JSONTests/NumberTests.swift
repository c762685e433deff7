import JSON
import Testing

@Suite struct NumberTests {
    @Test(arguments: [
        ("0", JSONValue.integer(0)), ("-1", .integer(-1)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("1.0", .number(1)), ("1e3", .number(1000)), ("1E+2", .number(100)), ("-0.5", .number(-0.5)),
        ("5e-324", .number(.leastNonzeroMagnitude)), ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
        ("0e5", .number(0)), ("0.10", .number(0.1)),
    ]) func numbersAreRead(_ text: String, _ expected: JSONValue) throws {
        #expect(try ReaderTests.parse(text) == expected)
    }

    @Test(arguments: [
        "00", "01", "-01", "-00", "+1", ".5", "1.", "1.e1", "1e", "1e+", "-", "--1", "0x1F", "1_000", "Infinity", "NaN",
        "-Infinity", "1e400", "-1e400", "1 e3", "١", "1,5",
    ]) func whatIsNoNumberIsRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try ReaderTests.parse(text) }
    }

    @Test func anIntegerTooLongForADoubleIsRefused() {
        #expect(throws: JSONSyntaxError.self) { try ReaderTests.parse(String(repeating: "9", count: 400)) }
    }

    @Test func aNumberTooSmallForADoubleIsZero() throws {
        #expect(try ReaderTests.parse("1e-400") == .number(0))
    }

    static let doubles: [Double] = [
        0.1, 1.0 / 3, 1e21, 1e-7, 123_456_789.125, .leastNonzeroMagnitude, 1.7976931348623157e308, -2.5,
        4_503_599_627_370_497.5,
    ]

    @Test(arguments: doubles) func doublesReadBackExactly(_ value: Double) throws {
        #expect(try JSONReader.parse(JSONValue.number(value).encoded) == .number(value))
    }

    @Test(arguments: [Int64.min, -1, 0, 1, Int64.max]) func integersReadBackExactly(_ value: Int64) throws {
        #expect(try JSONReader.parse(JSONValue.integer(value).encoded) == .integer(value))
    }

    @Test func anIntegerIsNeverPrintedWithAPoint() throws {
        #expect(
            String(decoding: try ReaderTests.parse("[1,-0,10000000000]").encoded, as: UTF8.self) == "[1,0,10000000000]")
    }
}
