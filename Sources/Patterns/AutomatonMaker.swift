/// Finds the states of an automaton, one set of instructions after another.
struct AutomatonMaker {
    private let program: [Instruction]
    private(set) var classStarts: [UInt32]
    /// The next state, by state and class.
    private(set) var transitions: [UInt16] = []
    private(set) var accepting: [Bool] = []
    /// What each state stands for: instructions that read a character or wait for the end; nil for a match.
    private var members: [[Int]?] = []
    private var known: [[Int]?: UInt16] = [:]
    private var work = 0

    init(_ program: [Instruction]) {
        self.program = program
        var starts: Set<UInt32> = [0]
        for case .set(let set) in program {
            for range in set.ranges { starts.formUnion([range.lowerBound, range.upperBound + 1]) }
        }
        classStarts = starts.sorted()
    }

    /// False when there are too many states.
    mutating func run() -> Bool {
        guard classStarts.count <= Automaton.maximumStates else { return false }
        // The first state alone is where `^` holds, and is entered only at the start.
        let first = closure([], isStart: true)
        add(first, accepts: first == nil || reachesMatch(first ?? [], isStart: true))
        var index = 0
        while index < members.count {
            for start in classStarts {
                guard let state = next(members[index], on: start) else { return false }
                transitions.append(state)
            }
            index += 1
        }
        return true
    }

    private mutating func add(_ set: [Int]?, accepts: Bool) {
        members.append(set)
        accepting.append(accepts)
    }

    /// The state that a character leads to; nil when it would be one too many.
    private mutating func next(_ set: [Int]?, on scalar: UInt32) -> UInt16? {
        let next = set.flatMap { set in
            closure(
                set.filter { index in
                    if case .set(let set) = program[index] { set.contains(scalar) } else { false }
                }, isStart: false)
        }
        if let state = known[next] { return state }
        guard members.count < Automaton.maximumStates, work <= Automaton.maximumWork else { return nil }
        let state = UInt16(members.count)
        known[next] = state
        add(next, accepts: next == nil || reachesMatch(next ?? [], isStart: false))
        return state
    }

    /// What is alive behind these instructions, and from the program's begin; nil when that is the match.
    private mutating func closure(_ read: [Int], isStart: Bool) -> [Int]? {
        var visited: Set<Int> = []
        guard !follow([0] + read.map { $0 + 1 }, &visited, isStart: isStart, isEnd: false) else { return nil }
        return visited.filter { index in
            switch program[index] {
            case .set, .end: true
            default: false
            }
        }.sorted()
    }

    /// Whether the text may end here.
    private mutating func reachesMatch(_ set: [Int], isStart: Bool) -> Bool {
        var visited: Set<Int> = []
        return follow([0] + set, &visited, isStart: isStart, isEnd: true)
    }

    /// Visits all that can be reached without reading; true when that is the match.
    private mutating func follow(_ from: [Int], _ visited: inout Set<Int>, isStart: Bool, isEnd: Bool) -> Bool {
        var stack = from
        while let index = stack.popLast() {
            guard visited.insert(index).inserted else { continue }
            work += 1
            switch program[index] {
            case .match: return true
            case .jump(let target): stack.append(target)
            case .split(let first, let second): stack += [second, first]
            case .start: if isStart { stack.append(index + 1) }
            case .end: if isEnd { stack.append(index + 1) }
            case .set: break
            }
        }
        return false
    }
}
