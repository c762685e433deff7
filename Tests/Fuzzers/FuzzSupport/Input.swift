internal import Glibc
package import YAML

/// The bytes that the fuzzer tries.
package struct Input {
    package let bytes: [UInt8]
    /// Code points of each line.
    private let lengths: [Int]

    package init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        let buffer = unsafe UnsafeBufferPointer(start: start, count: count)
        unsafe self.init(Array(buffer))
    }

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lengths = [0]
        for (offset, byte) in bytes.enumerated() {
            let isBeforeLineFeed = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isBeforeLineFeed {
                lengths.append(0)
            } else if byte & 0xC0 != 0x80 {
                lengths[lengths.count - 1] += 1
            }
        }
        self.lengths = lengths
    }

    /// A mark is at a character of the text or at the end of a line.
    package func require(_ mark: Mark, _ what: @autoclosure () -> String) {
        if mark.line < 1 || mark.line > lengths.count || mark.column < 1 || mark.column > lengths[mark.line - 1] + 1 {
            finding("\(mark) is outside of the text: \(what())")
        }
    }
}

/// Tells what is wrong and ends the process, which is how the fuzzer knows a finding.
package func finding(_ message: String) -> Never {
    let bytes = Array("FINDING: \(message)\n".utf8)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    abort()
}
