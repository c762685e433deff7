extension Node {
    /// Reads one document.
    ///
    /// Stricter than YAML where a contract would be misread: repeated keys, merge keys, tags, several documents and
    /// keys that are collections are refused. JSON is YAML here.
    /// - Throws: `YAMLError` with the first problem.
    package init(parsing bytes: [UInt8], limits: YAMLLimits = .standard) throws(YAMLError) {
        if let offset = bytes.firstBreachOfUTF8 {
            throw YAMLError(message: "the file is not UTF-8", mark: Mark(offset: offset, in: bytes))
        }
        var builder = TreeBuilder(parser: EventParser(bytes), limits: limits)
        self = try builder.document()
    }
}

/// Turns events into a tree, resolving aliases within bounds.
private struct TreeBuilder {
    let parser: EventParser
    let limits: YAMLLimits
    var anchors: [String: Anchor] = [:]
    var nodes = 0
    /// The depth of the deepest node of the subtree being read.
    var deepest = 0

    struct Anchor {
        let node: Node
        /// Nodes in it, itself included.
        let size: Int
        /// Collections inside one another below it.
        let height: Int
    }

    mutating func document() throws(YAMLError) -> Node {
        _ = try parser.next()
        let start = try parser.next()
        guard case .documentStart = start.kind else {
            throw YAMLError(message: "the file is empty", mark: start.mark)
        }
        let root = try node(try parser.next(), depth: 0)
        _ = try parser.next()
        let end = try parser.next()
        guard case .streamEnd = end.kind else {
            throw YAMLError(message: "one document is expected, here a second begins", mark: end.mark)
        }
        return root
    }

    private mutating func node(_ event: Event, depth: Int) throws(YAMLError) -> Node {
        let outer = deepest
        deepest = depth
        defer { deepest = max(outer, deepest) }
        try check(depth, at: event.mark)
        try count(1, at: event.mark)
        let before = nodes
        let content: Node.Content
        let name: String?
        switch event.kind {
        case .alias(let name):
            guard let target = anchors[name] else {
                throw YAMLError(message: "the alias *\(name) has no anchor before it", mark: event.mark)
            }
            try count(target.size, at: event.mark)
            // Aliases of aliases would otherwise grow a tree deeper than any that is written out.
            deepest = depth + target.height
            try check(deepest, at: event.mark)
            return Node(content: target.node.content, mark: event.mark)
        case .scalar(let text, let isPlain, let anchor, let tag):
            try refuse(tag, at: event.mark)
            content = .scalar(text, isPlain: isPlain)
            name = anchor
        case .sequenceStart(let anchor, let tag):
            try refuse(tag, at: event.mark)
            content = .sequence(try elements(depth: depth))
            name = anchor
        case .mappingStart(let anchor, let tag):
            try refuse(tag, at: event.mark)
            content = .mapping(try members(depth: depth))
            name = anchor
        default: throw YAMLError(message: "a value is expected", mark: event.mark)
        }
        let node = Node(content: content, mark: event.mark)
        if let name { anchors[name] = Anchor(node: node, size: nodes - before + 1, height: deepest - depth) }
        return node
    }

    private mutating func elements(depth: Int) throws(YAMLError) -> [Node] {
        var elements: [Node] = []
        while true {
            let event = try parser.next()
            if case .sequenceEnd = event.kind { return elements }
            elements.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func members(depth: Int) throws(YAMLError) -> [Node.Member] {
        var members: [Node.Member] = []
        var firstUse: [String: Mark] = [:]
        while true {
            let event = try parser.next()
            if case .mappingEnd = event.kind { return members }
            let key = try node(event, depth: depth + 1)
            guard case .scalar(let name, let isPlain) = key.content else {
                throw YAMLError(message: "a key must be a scalar", mark: key.mark)
            }
            if isPlain && name == "<<" {
                throw YAMLError(message: "merge keys are not supported: write the members out", mark: key.mark)
            }
            if let first = firstUse.updateValue(key.mark, forKey: name) {
                throw YAMLError(message: "the key \"\(name)\" stands already on line \(first.line)", mark: key.mark)
            }
            members.append(Node.Member(name: name, key: key, value: try node(try parser.next(), depth: depth + 1)))
        }
    }

    private func refuse(_ tag: String?, at mark: Mark) throws(YAMLError) {
        if let tag { throw YAMLError(message: "the tag \(tag) is not supported: quote the value instead", mark: mark) }
    }

    private func check(_ depth: Int, at mark: Mark) throws(YAMLError) {
        if depth > limits.depth {
            throw YAMLError(message: "collections are nested more than \(limits.depth) deep", mark: mark)
        }
    }

    private mutating func count(_ added: Int, at mark: Mark) throws(YAMLError) {
        nodes += added
        if nodes > limits.nodes {
            throw YAMLError(message: "the document has more than \(limits.nodes) nodes", mark: mark)
        }
    }
}
