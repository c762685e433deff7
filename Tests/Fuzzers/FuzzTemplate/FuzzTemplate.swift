internal import FuzzSupport
internal import JSON
internal import SVGTemplate

/// A template and, behind the first NUL, its arguments as JSON: no crash, no output beyond the limit, failures within
/// the text and with a message, and the same bytes for the same input. The steps bound the time: an input that takes
/// two seconds is a finding of `-timeout`, which `.ci/fuzz` sets.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Input(start, count).bytes
    let end = bytes.firstIndex(of: 0) ?? bytes.count
    // What is no UTF-8 is repaired, as it is on its way into a string anywhere.
    let source = String(decoding: bytes[..<end], as: UTF8.self)
    let outcome = result(source, arguments(bytes[end...].dropFirst()))
    if outcome != result(source, arguments(bytes[end...].dropFirst())) {
        finding("the second time gives another result")
    }
    switch outcome {
    case .success(let output):
        if output.count > TemplateLimits.standard.outputBytes { finding("an output of \(output.count) bytes") }
    case .failure(let error):
        if error.message.isEmpty { finding("a failure without a message") }
        requirePlace(error, in: source)
    }
    return 0
}

/// Names that the dictionary has, where the input has no arguments of its own.
private let standard: JSONObject = [
    "a": 1, "b": "<b>", "c": .array([1, 2, "x"]), "d": .object(["a": 1, "b": .array([.object(["a": 2])])]), "e": true,
]

private func arguments(_ bytes: ArraySlice<UInt8>) -> JSONObject {
    guard case .object(let object)? = try? JSONReader.parse(Array(bytes)) else { return standard }
    return object
}

private func result(_ source: String, _ arguments: JSONObject) -> Result<[UInt8], TemplateError> {
    do throws(TemplateError) {
        return .success(try Template(source).render(arguments, now: 1_714_566_645))
    } catch {
        return .failure(error)
    }
}

/// An error stands in a line of the source, at a character of it or at its end.
private func requirePlace(_ error: TemplateError, in source: String) {
    let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(error.line - 1) else { finding("a failure in line \(error.line): \(error.message)") }
    let characters = lines[error.line - 1].count { $0 & 0xC0 != 0x80 }
    if error.column < 1 || error.column > characters + 1 { finding("a failure at \(error): \(error.message)") }
}
