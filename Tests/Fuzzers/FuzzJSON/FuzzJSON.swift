internal import FuzzSupport
internal import JSON

/// Bytes as JSON: no crash, failures within the text, and what is read is written and read again as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Input(start, count).bytes
    do throws(JSONSyntaxError) {
        let value = try JSONReader.parse(bytes)
        guard let again = try? JSONReader.parse(value.encoded) else { finding("what was written cannot be read") }
        if again != value { finding("what was written reads otherwise") }
    } catch {
        if error.message.isEmpty { finding("a failure without a message") }
        if error.offset < 0 || error.offset > bytes.count { finding("a failure at \(error.offset)") }
    }
    return 0
}
