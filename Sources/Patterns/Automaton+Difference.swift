extension Automaton {
    /// What this one matches and the other does not, in one pass over a text.
    ///
    /// Its states are pairs, one of each; where either has decided that the text is none of these, all is decided. Nil
    /// when it would be too large.
    func without(_ other: Automaton) -> Automaton? {
        let starts = Set(classStarts).union(other.classStarts).sorted()
        guard starts.count <= Automaton.maximumStates else { return nil }
        let classes = starts.map { (own: classIndex(of: $0), others: other.classIndex(of: $0)) }
        // The first state is entered only at the start, as that of each automaton is.
        var pairs = [alive(Pair(own: 0, others: 0), other)]
        var known: [Pair?: UInt16] = [:]
        var transitions: [UInt16] = []
        var index = 0
        while index < pairs.count {
            for (own, others) in classes {
                let follower = pairs[index].flatMap { state in
                    alive(
                        Pair(own: next(state.own, class: own), others: other.next(state.others, class: others)), other)
                }
                if let state = known[follower] {
                    transitions.append(state)
                } else {
                    guard pairs.count < Automaton.maximumStates else { return nil }
                    known[follower] = UInt16(pairs.count)
                    transitions.append(UInt16(pairs.count))
                    pairs.append(follower)
                }
            }
            index += 1
        }
        let accepting = pairs.map { state in
            state.map { self.accepts($0.own) && !other.accepts($0.others) } ?? false
        }
        return Automaton(classStarts: starts, transitions: transitions, accepting: accepting)
    }

    /// A state of this automaton and one of the other.
    private struct Pair: Hashable {
        let own: Int
        let others: Int
    }

    /// Nil when no text goes on from there to one that is matched.
    private func alive(_ pair: Pair, _ other: Automaton) -> Pair? {
        if isLast(pair.own), !accepts(pair.own) { return nil }
        if other.isLast(pair.others), other.accepts(pair.others) { return nil }
        return pair
    }
}
