/// A moment as a calendar and a clock show it, in the proleptic Gregorian calendar at a fixed distance from UTC.
struct CivilTime {
    let year: Int
    let month: Int
    let day: Int
    let secondOfDay: Int
    /// Days since 1970-01-01.
    let dayNumber: Int
    /// Seconds east of UTC.
    let offset: Int
    /// Digits after the second, without trailing zeros, at most nine.
    var fraction = ""

    var hour: Int { secondOfDay / 3600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }
    /// From 0, Sunday.
    var weekday: Int { ((dayNumber + 4) % 7 + 7) % 7 }
    /// From 1.
    var dayOfYear: Int { dayNumber - Self.dayNumber(year: year, month: 1, day: 1) + 1 }
    var unixTime: Int { dayNumber * 86_400 + secondOfDay - offset }

    /// Nil beyond the year ±200,000.
    init?(unixTime: Int64, offset: Int = 0) {
        guard (-6_000_000_000_000...6_000_000_000_000).contains(unixTime) else { return nil }
        let local = Int(unixTime) + offset
        let day = (local >= 0 ? local : local - 86_399) / 86_400
        self.init(dayNumber: day, secondOfDay: local - day * 86_400, offset: offset)
    }

    private init(dayNumber: Int, secondOfDay: Int, offset: Int) {
        // Years are counted from March, so that the leap day is the last of its year; eras have 400 years.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        self.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.secondOfDay = secondOfDay
        self.dayNumber = dayNumber
        self.offset = offset
    }

    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Reads `2024-05-01`, `2024-05-01T12:30:00`, and the latter with a fraction and `Z` or `+02:00` (RFC 3339 §5.6).
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        var position = 0
        func number(_ digits: Int) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<(position + digits)] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            position += digits
            return value
        }
        func match(_ accepted: String) -> Bool {
            guard position < bytes.count, accepted.utf8.contains(bytes[position]) else { return false }
            position += 1
            return true
        }
        guard let year = number(4), match("-"), let month = number(2), match("-"), let day = number(2),
            (1...12).contains(month), day >= 1
        else { return nil }
        let dayNumber = Self.dayNumber(year: year, month: month, day: day)
        var secondOfDay = 0
        var offset = 0
        var fraction = ""
        if position < bytes.count {
            guard match("Tt "), let hour = number(2), match(":"), let minute = number(2), match(":"),
                let second = number(2), hour < 24, minute < 60, second < 60
            else { return nil }
            secondOfDay = hour * 3600 + minute * 60 + second
            if match(".") {
                while fraction.utf8.count < 9, let digit = number(1) { fraction += String(digit) }
                if fraction.isEmpty { return nil }
                while fraction.hasSuffix("0") { fraction.removeLast() }
            }
            if position < bytes.count, !match("Zz") {
                let isWest = bytes[position] == UInt8(ascii: "-")
                guard match("+-"), let hours = number(2), match(":"), let minutes = number(2), hours < 24, minutes < 60
                else { return nil }
                offset = (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
            }
        }
        guard position == bytes.count else { return nil }
        self.init(dayNumber: dayNumber, secondOfDay: secondOfDay, offset: offset)
        self.fraction = fraction
        // A day that its month does not have would have moved into the next.
        guard self.day == day, self.month == month else { return nil }
    }
}
