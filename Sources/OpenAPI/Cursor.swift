internal import YAML

/// A node together with its place in the contract.
struct Cursor {
    let node: Node
    let pointer: String

    func child(_ name: String) -> Cursor? {
        node[name].map { Cursor(node: $0, pointer: pointer + "/" + JSONPointer.escaped(name)) }
    }

    var members: [(name: String, key: Node, cursor: Cursor)] {
        (node.members ?? []).map { member in
            let pointer = self.pointer + "/" + JSONPointer.escaped(member.name)
            return (member.name, member.key, Cursor(node: member.value, pointer: pointer))
        }
    }

    /// Where each member's name stands.
    var keywordMarks: [String: Mark] {
        Dictionary((node.members ?? []).map { ($0.name, $0.key.mark) }) { first, _ in first }
    }

    var elements: [Cursor] {
        (node.elements ?? []).enumerated().map { Cursor(node: $1, pointer: pointer + "/\($0)") }
    }
}
