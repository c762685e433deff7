internal import FuzzSupport
internal import YAML

/// Bytes as YAML and as JSON: no crash, marks within the text, bounds kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Input(start, count)
    for format in TextFormat.allCases { check(input, as: format) }
    return 0
}

private func check(_ input: Input, as format: TextFormat) {
    var limits = YAMLLimits.standard
    limits.nodes = 5_000
    limits.problems = 100
    let reading = Node.read(input.bytes, as: format, limits: limits)
    for problem in reading.problems {
        input.require(problem.mark, problem.message)
        if problem.message.isEmpty { finding("a problem without a message") }
        // By bytes: a combining mark at the beginning of a key makes one character with the slash.
        if let first = problem.pointer.utf8.first, first != UInt8(ascii: "/") {
            finding("no pointer: \(problem.pointer)")
        }
    }
    // One more says that there are too many.
    if reading.problems.count > limits.problems + 1 { finding("\(reading.problems.count) problems") }
    guard let node = reading.node else {
        if reading.problems.isEmpty { finding("neither a tree nor a problem") }
        return
    }
    var nodes = 0
    check(node, depth: 0, nodes: &nodes, input, limits)
}

private func check(_ node: Node, depth: Int, nodes: inout Int, _ input: Input, _ limits: YAMLLimits) {
    nodes += 1
    if nodes > limits.nodes { finding("more nodes than \(limits.nodes)") }
    input.require(node.mark, "a node")
    _ = node.scalar
    for element in node.elements ?? [] {
        if depth >= limits.depth { finding("deeper than \(limits.depth)") }
        check(element, depth: depth + 1, nodes: &nodes, input, limits)
    }
    for member in node.members ?? [] {
        if depth >= limits.depth { finding("deeper than \(limits.depth)") }
        check(member.key, depth: depth + 1, nodes: &nodes, input, limits)
        check(member.value, depth: depth + 1, nodes: &nodes, input, limits)
        if node[member.name]?.mark != member.value.mark { finding("\(member.name) is not found by its name") }
    }
}
