/// Formats a time by the specifiers of chrono's strftime, which Tera uses; names are English.
struct DateFormat {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    private let time: CivilTime
    private var text = ""

    private init(_ time: CivilTime) { self.time = time }

    /// Nil when the format has an unknown specifier.
    static func format(_ time: CivilTime, _ format: String) -> String? {
        var formatter = DateFormat(time)
        return formatter.append(format) ? formatter.text : nil
    }

    private mutating func append(_ format: String) -> Bool {
        var scalars = format.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            guard var specifier = scalars.popFirst() else { return false }
            var padding: Unicode.Scalar?
            if specifier == "-" || specifier == "_" || specifier == "0" {
                padding = specifier
                guard let next = scalars.popFirst() else { return false }
                specifier = next
            }
            guard appendNumber(specifier, padding) || padding == nil && appendText(specifier, &scalars) else {
                return false
            }
        }
        return true
    }

    private mutating func appendNumber(_ specifier: Unicode.Scalar, _ padding: Unicode.Scalar?) -> Bool {
        let hour12 = (time.hour + 11) % 12 + 1
        let mondayBased = (time.weekday + 6) % 7
        let (value, width, filler): (Int, Int, Unicode.Scalar) =
            switch specifier {
            case "Y": (time.year, 4, "0")
            case "C": (floorDivided(time.year, 100), 2, "0")
            case "y": (((time.year % 100) + 100) % 100, 2, "0")
            case "m": (time.month, 2, "0")
            case "d": (time.day, 2, "0")
            case "e": (time.day, 2, " ")
            case "j": (time.dayOfYear, 3, "0")
            case "H": (time.hour, 2, "0")
            case "k": (time.hour, 2, " ")
            case "I": (hour12, 2, "0")
            case "l": (hour12, 2, " ")
            case "M": (time.minute, 2, "0")
            case "S": (time.second, 2, "0")
            case "w": (time.weekday, 1, "0")
            case "u": (mondayBased + 1, 1, "0")
            case "U": ((time.dayOfYear - time.weekday + 6) / 7, 2, "0")
            case "W": ((time.dayOfYear - mondayBased + 6) / 7, 2, "0")
            case "G": (isoWeek.year, 4, "0")
            case "g": (isoWeek.year % 100, 2, "0")
            case "V": (isoWeek.week, 2, "0")
            case "s": (time.unixTime, 1, "0")
            default: (0, 0, "-")
            }
        if width == 0 { return false }
        append(value, width: padding == "-" ? 1 : width, filler: padding == "_" ? " " : padding == "0" ? "0" : filler)
        return true
    }

    private func floorDivided(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    /// The week that holds the year's first Thursday is its first (ISO 8601).
    private var isoWeek: (year: Int, week: Int) {
        let thursday = time.dayNumber - (time.weekday + 6) % 7 + 3
        var year = time.year
        if thursday < CivilTime.dayNumber(year: year, month: 1, day: 1) { year -= 1 }
        if thursday >= CivilTime.dayNumber(year: year + 1, month: 1, day: 1) { year += 1 }
        return (year, (thursday - CivilTime.dayNumber(year: year, month: 1, day: 1)) / 7 + 1)
    }

    private mutating func append(_ value: Int, width: Int, filler: Unicode.Scalar) {
        let digits = String(value.magnitude)
        if value < 0 { text += "-" }
        for _ in 0..<max(0, width - digits.utf8.count) { text.unicodeScalars.append(filler) }
        text += digits
    }

    private mutating func appendText(_ specifier: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView) -> Bool {
        switch specifier {
        case "B": text += Self.months[time.month - 1]
        case "b", "h": text += Self.months[time.month - 1].prefix(3)
        case "A": text += Self.weekdays[time.weekday]
        case "a": text += Self.weekdays[time.weekday].prefix(3)
        case "p": text += time.hour < 12 ? "AM" : "PM"
        case "P": text += time.hour < 12 ? "am" : "pm"
        case "F": return append("%Y-%m-%d")
        case "T", "X": return append("%H:%M:%S")
        case "R": return append("%H:%M")
        case "r": return append("%I:%M:%S %p")
        case "D", "x": return append("%m/%d/%y")
        case "v": return append("%e-%b-%Y")
        case "c": return append("%a %b %e %H:%M:%S %Y")
        case "+": return append("%Y-%m-%dT%H:%M:%S%.f%:z")
        case "z": appendOffset(colon: "")
        case "Z": if time.offset == 0 { text += "UTC" } else { appendOffset(colon: ":") }
        case ":":
            guard rest.popFirst() == "z" else { return false }
            appendOffset(colon: ":")
        case "f": text += digits(9)
        case "3", "6", "9":
            guard rest.popFirst() == "f" else { return false }
            text += digits(specifier == "3" ? 3 : specifier == "6" ? 6 : 9)
        case ".": return appendFraction(&rest)
        case "n": text += "\n"
        case "t": text += "\t"
        case "%": text += "%"
        default: return false
        }
        return true
    }

    /// That many digits of the fraction of a second.
    private func digits(_ count: Int) -> String {
        let fraction = time.fraction.prefix(count)
        return fraction + String(repeating: "0", count: count - fraction.utf8.count)
    }

    /// `%.f` has as many digits as there are, `%.3f`, `%.6f` and `%.9f` have so many.
    private mutating func appendFraction(_ rest: inout Substring.UnicodeScalarView) -> Bool {
        switch rest.popFirst() {
        case "f": if !time.fraction.isEmpty { text += "." + time.fraction }
        case let width? where width == "3" || width == "6" || width == "9":
            guard rest.popFirst() == "f" else { return false }
            text += "." + digits(width == "3" ? 3 : width == "6" ? 6 : 9)
        default: return false
        }
        return true
    }

    private mutating func appendOffset(colon: String) {
        text += time.offset < 0 ? "-" : "+"
        append(abs(time.offset) / 3600, width: 2, filler: "0")
        text += colon
        append(abs(time.offset) / 60 % 60, width: 2, filler: "0")
    }
}
