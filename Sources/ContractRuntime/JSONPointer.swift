internal import JSON

/// The text of a JSON Pointer (RFC 6901).
enum JSONPointer {
    /// A name with the slash before it.
    static func step(_ name: String) -> String {
        var step = "/"
        // By scalars: a mark that combines with a tilde makes another character of it.
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": step += "~0"
            case "/": step += "~1"
            default: step.unicodeScalars.append(scalar)
            }
        }
        return step
    }

    private enum Container {
        case object(name: String)
        case array(index: Int)

        var step: String {
            switch self {
            case .object(let name): JSONPointer.step(name)
            case .array(let index): "/\(index)"
            }
        }
    }

    /// The place of the value that comes next in a text that a writer has begun.
    ///
    /// It is read off the text, so that a writer need not keep track of what hardly anybody asks for.
    static func ofNext(in text: [UInt8]) -> String {
        var path: [Container] = []
        var position = 0
        while position < text.count {
            let start = position
            position += 1
            switch text[start] {
            case UInt8(ascii: "{"): path.append(.object(name: ""))
            case UInt8(ascii: "["): path.append(.array(index: 0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = path.popLast()
            case UInt8(ascii: ","):
                if case .array(let index)? = path.last { path[path.count - 1] = .array(index: index + 1) }
            case UInt8(ascii: "\""):
                while position < text.count, text[position] != UInt8(ascii: "\"") {
                    position += text[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                position += 1
                guard position < text.count, text[position] == UInt8(ascii: ":") else { break }
                var name = JSONReader(Array(text[start..<position]))
                path[path.count - 1] = .object(name: name.readString() ?? "")
            default: break
            }
        }
        // The comma is written with the value that it precedes.
        if case .array(let index)? = path.last, text.last != UInt8(ascii: "[") {
            path[path.count - 1] = .array(index: index + 1)
        }
        return path.map(\.step).joined()
    }
}
