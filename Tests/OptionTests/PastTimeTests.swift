import Testing

@testable import vellum

/// Times of `vellum audit --since`.
@Suite struct PastTimeTests {
    private static let now: Int64 = 1_800_000_000_000

    @Test(arguments: [
        ("90s", now - 90_000), ("15m", now - 900_000), ("24h", now - 86_400_000), ("7d", now - 604_800_000),
        ("0s", now),
        ("999999999d", 0), ("1970-01-01T00:00:00Z", 0), ("2000-03-01T00:00:00Z", 951_868_800_000),
        ("2024-02-29T23:59:59.1239z", 1_709_251_199_123), ("2026-11-25T08:00:00+02:00", 1_795_586_400_000),
        ("2026-11-25t08:00:00-00:30", 1_795_595_400_000),
    ]) func aTimeIsUnderstood(text: String, milliseconds: Int64) throws {
        #expect(try PastTime.read(text, now: Self.now) == milliseconds)
    }

    @Test(arguments: [
        "", "m", "15", "-15m", "1.5h", "15 m", "15w", "9999999999s", "yesterday", "2026-11-25", "2026-11-25T08:00:00",
        "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-25T24:00:00Z", "2026-11-25T08:60:00Z",
        "2026-11-25T08:00:00+24:00", "26-11-25T08:00:00Z",
    ]) func whatIsNoTimeIsRefusedWithAdvice(text: String) {
        let error = #expect(throws: OptionError.self) { try PastTime.read(text, now: Self.now) }
        #expect(error?.message.contains("write how long ago, such as 15m, 24h or 7d") == true)
    }
}
