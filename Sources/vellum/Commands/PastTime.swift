internal import SessionCore

/// A time in the past on the command line: how long ago (`90s`, `15m`, `24h`, `7d`), or a time of RFC 3339 §5.6.
enum PastTime {
    private static let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]

    /// - Parameter now: milliseconds since 1970.
    /// - Returns: milliseconds since 1970.
    static func read(_ text: String, now: Int64) throws(OptionError) -> Int64 {
        let digits = text.dropLast()
        if let unit = text.last.flatMap({ units[$0] }), !digits.isEmpty, digits.count <= 9,
            digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int64(digits)
        {
            return max(0, now - number * unit)
        }
        guard let time = RFC3339.milliseconds(text) else {
            throw OptionError(
                message: "--since \(Log.quoted(text)) cannot be used: write how long ago, such as 15m, 24h or 7d, or a "
                    + "time such as 2026-11-25T08:00:00Z")
        }
        return time
    }
}

/// Times as RFC 3339 §5.6 writes them.
enum RFC3339 {
    /// Milliseconds since 1970, what is finer cut off; nil for what is no time.
    static func milliseconds(_ text: String) -> Int64? {
        let form =
            #/
            (\d{4})-(\d{2})-(\d{2})[Tt\ ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))
            /#
        guard text.utf8.count <= 64, let match = try? form.wholeMatch(in: text) else { return nil }
        func number(_ digits: Substring?) -> Int64 { digits.flatMap { Int64($0) } ?? 0 }
        let (year, month, day) = (number(match.1), number(match.2), number(match.3))
        let (hour, minute, second) = (number(match.4), number(match.5), number(match.6))
        guard (1...12).contains(month), (1...days(month, year)).contains(day), hour <= 23, minute <= 59, second <= 60,
            number(match.9) <= 23, number(match.10) <= 59
        else { return nil }
        let offset = (number(match.9) * 60 + number(match.10)) * (match.8 == "-" ? -1 : 1)
        let fraction = match.7.map { number(($0 + "000").prefix(3)) } ?? 0
        let seconds = daysSince1970(year, month, day) * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
        return seconds * 1_000 + fraction
    }

    private static func days(_ month: Int64, _ year: Int64) -> Int64 {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// In the proleptic Gregorian calendar, counted from March, so that a leap day is a year's last.
    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
