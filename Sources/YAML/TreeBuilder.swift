/// Puts a tree together out of what a text says, in its order, and collects every problem on the way.
///
/// It keeps a stack of its own, so that no nesting of a text can exhaust that of the thread.
struct TreeBuilder {
    private let limits: YAMLLimits
    private(set) var problems: [YAMLProblem] = []
    private(set) var root: Node?
    private var open: [Collection] = []
    private var anchors: [String: Anchor] = [:]
    private var nodes = 0

    /// A sequence or mapping whose end has not come yet.
    private struct Collection {
        let isMapping: Bool
        let mark: Mark
        let anchor: String?
        /// Nodes of the tree before it, which tells it from every other.
        let nodesBefore: Int
        /// Collections inside one another, itself included.
        var height = 1
        var elements: [Node] = []
        var members: [Node.Member] = []
        /// Where the members stand by name, once they are many.
        var positions: [String: Int]?
        var key: Key?

        func member(_ name: String) -> Node.Member? {
            guard let positions else { return members.first { $0.name == name } }
            return positions[name].map { members[$0] }
        }

        mutating func append(_ member: Node.Member) {
            positions?[member.name] = members.count
            members.append(member)
            if positions == nil, members.count >= TreeBuilder.indexedCount {
                positions = Dictionary(zip(members.map(\.name), members.indices)) { first, _ in first }
            }
        }
    }

    /// The key whose value comes next.
    private enum Key {
        case kept(String, Node)
        /// The value is read for its problems only; the name is nil where no pointer can have one.
        case dropped(String?)

        var name: String? {
            switch self {
            case .kept(let name, _): name
            case .dropped(let name): name
            }
        }
    }

    private struct Anchor {
        /// Nil until the end of what it stands for.
        var node: Node?
        let nodesBefore: Int
        /// Nodes in it, itself included.
        var size = 0
        var height = 0
    }

    /// From so many members on, names are looked up by hash.
    private static let indexedCount = 16

    init(limits: YAMLLimits) { self.limits = limits }

    /// Where the next value goes.
    var pointer: String {
        open.reduce(into: "") { pointer, collection in
            if !collection.isMapping {
                pointer += "/\(collection.elements.count)"
            } else if let name = collection.key?.name {
                pointer += "/" + name.pointerToken
            }
        }
    }

    private var expectsKey: Bool { open.last.map { $0.isMapping && $0.key == nil } ?? false }

    // MARK: Problems

    func problem(_ message: String, at mark: Mark, leavesGap: Bool = false) -> YAMLProblem {
        YAMLProblem(message: message, mark: mark, pointer: pointer, leavesGap: leavesGap)
    }

    /// Keeps a problem after which reading goes on.
    /// - Throws: `YAMLProblem` when there are too many.
    mutating func report(_ problem: YAMLProblem) throws(YAMLProblem) {
        if problems.count >= limits.problems {
            throw self.problem(
                "there are more than \(limits.problems) problems: mend those before this place first", at: problem.mark)
        }
        problems.append(problem)
    }

    private mutating func report(_ message: String, at mark: Mark, leavesGap: Bool) throws(YAMLProblem) {
        try report(problem(message, at: mark, leavesGap: leavesGap))
    }

    // MARK: What a text says

    mutating func begin(
        mapping isMapping: Bool, at mark: Mark, anchor: String? = nil, tag: String? = nil
    ) throws(YAMLProblem) {
        try refuse(tag, at: mark)
        try check(open.count + 1, at: mark)
        let nodesBefore = nodes
        try count(1, at: mark)
        if let anchor { anchors[anchor] = Anchor(nodesBefore: nodesBefore) }
        open.append(Collection(isMapping: isMapping, mark: mark, anchor: anchor, nodesBefore: nodesBefore))
    }

    /// Ends the collection that was begun last.
    mutating func end() throws(YAMLProblem) {
        guard let ended = open.popLast() else { return }
        let content: Node.Content = ended.isMapping ? .mapping(ended.members) : .sequence(ended.elements)
        let node = Node(content: content, mark: ended.mark, positions: ended.positions)
        // An anchor of the same name inside it is the later one.
        if let name = ended.anchor, anchors[name]?.nodesBefore == ended.nodesBefore {
            anchors[name] = Anchor(
                node: node, nodesBefore: ended.nodesBefore, size: nodes - ended.nodesBefore, height: ended.height)
        }
        try add(node, height: ended.height)
    }

    mutating func scalar(
        _ text: String, isPlain: Bool, at mark: Mark, anchor: String? = nil, tag: String? = nil
    ) throws(YAMLProblem) {
        try refuse(tag, at: mark)
        let nodesBefore = nodes
        try count(1, at: mark)
        if isPlain, !expectsKey, Scalar.isBeyondRange(text) {
            try report(
                "the number \(text.shortened) is beyond 64 bits: write a smaller one, or quote it if it is a text",
                at: mark, leavesGap: true)
        }
        let node = Node(content: .scalar(text, isPlain: isPlain), mark: mark)
        if let anchor { anchors[anchor] = Anchor(node: node, nodesBefore: nodesBefore, size: 1) }
        try add(node, height: 0)
    }

    mutating func alias(_ name: String, at mark: Mark) throws(YAMLProblem) {
        let anchor = anchors[name]
        guard let anchor, let target = anchor.node else {
            let isInside = anchor != nil
            let name = name.shortened
            try report(
                isInside
                    ? "the alias *\(name) stands inside the value that it stands for: write it out, or rename the anchor"
                    : "the alias *\(name) has no anchor before it: write &\(name) before the value it stands for, or "
                        + "quote a text that begins with *",
                at: mark, leavesGap: true)
            try count(1, at: mark)
            if expectsKey {
                open[open.count - 1].key = .dropped(nil)
            } else {
                try add(Node(content: .scalar("", isPlain: true), mark: mark), height: 0)
            }
            return
        }
        try count(anchor.size, at: mark)
        // Aliases of aliases would otherwise grow a tree deeper than any that is written out.
        try check(open.count + anchor.height, at: mark)
        try add(target.at(mark), height: anchor.height)
    }

    // MARK: The tree

    private mutating func add(_ node: Node, height: Int) throws(YAMLProblem) {
        let last = open.count - 1
        guard last >= 0 else {
            root = node
            return
        }
        open[last].height = max(open[last].height, height + 1)
        guard open[last].isMapping else { return open[last].elements.append(node) }
        guard let key = open[last].key else {
            open[last].key = try key(node)
            return
        }
        open[last].key = nil
        if case .kept(let name, let keyNode) = key {
            open[last].append(Node.Member(name: name, key: keyNode, value: node))
        }
    }

    private mutating func key(_ node: Node) throws(YAMLProblem) -> Key {
        guard case .scalar(let name, let isPlain) = node.content else {
            try report(
                "a key must be a scalar: write a name, in quotes if it begins with [ or {", at: node.mark,
                leavesGap: false)
            return .dropped(nil)
        }
        if isPlain && name == "<<" {
            try report("merge keys are not supported: write the members out", at: node.mark, leavesGap: true)
            return .dropped(nil)
        }
        if name.utf8.count > limits.keyLength {
            try report(
                "a key has more than \(limits.keyLength) bytes: write a shorter one", at: node.mark, leavesGap: false)
            return .dropped(nil)
        }
        guard let first = open.last?.member(name) else { return .kept(name, node) }
        // Swift takes different code points for one name, as people do.
        let isSame = first.name.utf8.elementsEqual(name.utf8)
        let found = isSame ? "stands already on line" : "is in other code points the one of line"
        try report(
            YAMLProblem(
                message: "the key \"\(name.shortened)\" \(found) \(first.key.mark.line): remove one, or rename it",
                mark: node.mark, pointer: "\(pointer)/\(name.pointerToken)", leavesGap: false))
        return .dropped(name)
    }

    private mutating func refuse(_ tag: String?, at mark: Mark) throws(YAMLProblem) {
        guard let tag else { return }
        try report(
            "the tag \(tag.shortened) is not supported: remove it, and quote the value if it is a text", at: mark,
            leavesGap: !expectsKey)
    }

    // MARK: Limits

    private func check(_ depth: Int, at mark: Mark) throws(YAMLProblem) {
        if depth > limits.depth {
            throw problem("collections are nested more than \(limits.depth) deep: nest them less", at: mark)
        }
    }

    private mutating func count(_ added: Int, at mark: Mark) throws(YAMLProblem) {
        nodes += added
        if nodes > limits.nodes {
            throw problem(
                "the document has more than \(limits.nodes) nodes, those of aliases counted each time: make it smaller",
                at: mark)
        }
    }
}

extension String {
    /// RFC 6901 §3.
    var pointerToken: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return self }
        var token = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }

    /// As much of a text as a message needs.
    var shortened: String { count <= 60 ? self : prefix(57) + "..." }
}
