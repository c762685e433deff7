extension Automaton {
    /// What this one matches and the other does not, in one pass over a text.
    ///
    /// Its states are pairs, one of each; where either has decided that the text is none of these, all is decided. Nil
    /// when it would be too large.
    func without(_ other: Automaton) -> Automaton? {
        let starts = Set(classStarts).union(other.classStarts).sorted()
        guard starts.count <= Automaton.maximumStates else { return nil }
        let classes = starts.map { (own: classIndex(of: $0), other: other.classIndex(of: $0)) }
        var pairs: [Pair?] = [pair(0, 0, other)]
        var known: [Pair?: UInt16] = [:]
        var transitions: [UInt16] = []
        var index = 0
        while index < pairs.count {
            for (own, others) in classes {
                let follower = pairs[index].flatMap { state in
                    pair(next(state.own, class: own), other.next(state.other, class: others), other)
                }
                if known[follower] == nil {
                    guard pairs.count < Automaton.maximumStates else { return nil }
                    known[follower] = UInt16(pairs.count)
                    pairs.append(follower)
                }
                transitions.append(known[follower] ?? 0)
            }
            index += 1
        }
        let accepting = pairs.map { state in
            state.map { self.accepts($0.own) && !other.accepts($0.other) } ?? false
        }
        return Automaton(classStarts: starts, transitions: transitions, accepting: accepting)
    }

    private struct Pair: Hashable {
        let own: Int
        let other: Int
    }

    /// Nil when no text goes on from there to one that is matched.
    private func pair(_ own: Int, _ others: Int, _ other: Automaton) -> Pair? {
        if isLast(own), !accepts(own) { return nil }
        if other.isLast(others), other.accepts(others) { return nil }
        return Pair(own: own, other: others)
    }
}
