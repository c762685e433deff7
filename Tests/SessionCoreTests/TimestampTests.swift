import Testing

@testable import SessionCore

/// Times as text.
@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (1_795_246_211_123, "2026-11-21T07:30:11.123Z"),
        (951_782_400_007, "2000-02-29T00:00:00.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
    func aTimeIsWrittenToTheMillisecond(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp.text(milliseconds) == text)
    }

    @Test func aTimeBeyondTheFourDigitsOfAYearIsTheLastThatHasThem() {
        #expect(Timestamp.text(253_402_300_800_000) == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp.text(.max) == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp.text(.min) == "0000-01-01T00:00:00.000Z")
    }
}
