/// Texts that match a pattern. It reads what the patterns of the golden contract use, and says so of another.
struct RandomText {
    struct Unread: Error {
        let pattern: String
    }

    private let pattern: [Character]
    private var position = 0

    static func matching(_ pattern: String, _ generator: inout SeededGenerator) throws -> String {
        var text = RandomText(pattern: Array(pattern.filter { $0 != "^" || pattern.first != "^" }))
        if pattern.hasPrefix("^") { text = RandomText(pattern: Array(pattern.dropFirst())) }
        let result = try text.alternatives(&generator)
        guard text.position == text.pattern.count else { throw Unread(pattern: pattern) }
        return result
    }

    private init(pattern: [Character]) { self.pattern = pattern }

    private var next: Character? { position < pattern.count ? pattern[position] : nil }

    private mutating func alternatives(_ generator: inout SeededGenerator) throws -> String {
        var texts = [try sequence(&generator)]
        while next == "|" {
            position += 1
            texts.append(try sequence(&generator))
        }
        return generator.pick(texts)
    }

    private mutating func sequence(_ generator: inout SeededGenerator) throws -> String {
        var text = ""
        while let character = next, character != "|", character != ")" {
            if character == "$" {
                position += 1
                continue
            }
            let start = position
            let one = try atom(&generator)
            let count = try repetitions(&generator)
            let end = position
            if count > 0 { text += one }
            // Each repetition draws anew.
            for _ in 0..<max(0, count - 1) {
                position = start
                text += try atom(&generator)
            }
            position = end
        }
        return text
    }

    private mutating func atom(_ generator: inout SeededGenerator) throws -> String {
        guard let character = next else { throw Unread(pattern: String(pattern)) }
        position += 1
        switch character {
        case "(":
            let text = try alternatives(&generator)
            guard next == ")" else { throw Unread(pattern: String(pattern)) }
            position += 1
            return text
        case "[": return String(generator.pick(try characters()))
        case "\\":
            guard next == "d" else { throw Unread(pattern: String(pattern)) }
            position += 1
            return String(generator.pick(Array("0123456789")))
        case ".", "*", "+", "?", "{", ")": throw Unread(pattern: String(pattern))
        default: return String(character)
        }
    }

    private mutating func characters() throws -> [Character] {
        var all: [Character] = []
        while let character = next, character != "]" {
            position += 1
            guard next == "-", position + 1 < pattern.count, pattern[position + 1] != "]",
                let first = character.asciiValue, let last = pattern[position + 1].asciiValue
            else {
                all.append(character)
                continue
            }
            all += (first...last).map { Character(UnicodeScalar($0)) }
            position += 2
        }
        position += 1
        return all
    }

    private mutating func repetitions(_ generator: inout SeededGenerator) throws -> Int {
        switch next {
        case "+":
            position += 1
            return .random(in: 1...5, using: &generator)
        case "*":
            position += 1
            return .random(in: 0...3, using: &generator)
        case "{":
            let end = pattern[position...].firstIndex(of: "}") ?? position
            let bounds = String(pattern[(position + 1)..<end]).split(separator: ",").compactMap { Int($0) }
            guard let low = bounds.first, let high = bounds.last else { throw Unread(pattern: String(pattern)) }
            position = end + 1
            return .random(in: low...high, using: &generator)
        default: return 1
        }
    }
}
