/// Flattens a tree into a program for the matcher.
struct PatternCompiler {
    /// Instructions of one pattern; counted repetitions are written out, so `{1,1000}` costs a thousand.
    static let maximumInstructions = 10_000

    private var program: [Instruction] = []

    mutating func compile(_ tree: PatternTree) throws(PatternError) -> [Instruction] {
        try emit(tree)
        try append(.match)
        return program
    }

    private mutating func append(_ instruction: Instruction) throws(PatternError) {
        program.append(instruction)
        if program.count > Self.maximumInstructions {
            throw PatternError(message: "the pattern is too large: use minLength and maxLength for counts", offset: 0)
        }
    }

    private mutating func emit(_ tree: PatternTree) throws(PatternError) {
        switch tree {
        // Counted like anything else: repetitions of nothing are bounded by the limit too.
        case .empty: try append(.jump(program.count + 1))
        case .set(let set): try append(.set(set))
        case .start: try append(.start)
        case .end: try append(.end)
        case .sequence(let items): for item in items { try emit(item) }
        case .alternatives(let branches): try emit(alternatives: branches[...])
        case .repeated(let item, let min, let max):
            for _ in 0..<min { try emit(item) }
            if let max {
                for _ in min..<max { try emitOptional(item) }
            } else {
                let split = program.count
                try append(.split(split + 1, 0))
                try emit(item)
                try append(.jump(split))
                program[split] = .split(split + 1, program.count)
            }
        }
    }

    private mutating func emitOptional(_ item: PatternTree) throws(PatternError) {
        let split = program.count
        try append(.split(split + 1, 0))
        try emit(item)
        program[split] = .split(split + 1, program.count)
    }

    private mutating func emit(alternatives branches: ArraySlice<PatternTree>) throws(PatternError) {
        guard let first = branches.first else { return }
        if branches.count == 1 { return try emit(first) }
        let split = program.count
        try append(.split(split + 1, 0))
        try emit(first)
        let jump = program.count
        try append(.jump(0))
        program[split] = .split(split + 1, program.count)
        try emit(alternatives: branches.dropFirst())
        program[jump] = .jump(program.count)
    }
}

extension Pattern {
    /// Whether the pattern matches somewhere in the text.
    package func matches(_ text: String) -> Bool {
        guard let automaton else { return programMatches(text) }
        var text = text
        return text.withUTF8 { unsafe automaton.matches(UnsafeRawBufferPointer($0)) }
    }

    /// Whether the pattern matches somewhere in a text of valid UTF-8.
    package func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let automaton else {
            return unsafe programMatches(String(decoding: text, as: UTF8.self))
        }
        return unsafe automaton.matches(text)
    }

    /// The same by the program alone.
    func programMatches(_ text: String) -> Bool {
        var threads = ThreadList(capacity: program.count)
        var next = ThreadList(capacity: program.count)
        var isStart = true
        for scalar in text.unicodeScalars {
            if follow(0, into: &threads, isStart: isStart, isEnd: false) { return true }
            isStart = false
            next.clear()
            for thread in threads.members {
                guard case .set(let set) = program[thread], set.contains(scalar.value) else { continue }
                // Whether the text ends after this character is not known yet: `$` waits in the list.
                if follow(thread + 1, into: &next, isStart: false, isEnd: false) { return true }
            }
            swap(&threads, &next)
        }
        let pending = threads.members
        threads.clear()
        for thread in pending where follow(thread, into: &threads, isStart: isStart, isEnd: true) { return true }
        return follow(0, into: &threads, isStart: isStart, isEnd: true)
    }

    /// Adds an instruction and all that it leads to without reading; true when that reaches the match.
    func follow(_ start: Int, into list: inout ThreadList, isStart: Bool, isEnd: Bool) -> Bool {
        var stack = [start]
        while let index = stack.popLast() {
            guard list.insert(index) else { continue }
            switch program[index] {
            case .match: return true
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .start: if isStart { stack.append(index + 1) }
            case .end: if isEnd { stack.append(index + 1) }
            case .set: break
            }
        }
        return false
    }
}

/// Instructions alive at one position of the text, each once.
struct ThreadList {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(capacity: Int) { isMember = [Bool](repeating: false, count: capacity) }

    mutating func insert(_ index: Int) -> Bool {
        if isMember[index] { return false }
        isMember[index] = true
        members.append(index)
        return true
    }

    mutating func clear() {
        for index in members { isMember[index] = false }
        members.removeAll(keepingCapacity: true)
    }
}
