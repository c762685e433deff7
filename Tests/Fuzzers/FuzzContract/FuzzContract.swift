internal import ContractGenerator
internal import FuzzSupport
internal import OpenAPI

/// Bytes as a contract: generated text, or diagnostics with a place and a message, and never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe Input(start, count)
    let isJSON = input.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    do throws(ContractProblems) {
        let contract = try Contract(parsing: input.bytes, file: isJSON ? "fuzz.json" : "fuzz.yaml")
        let files = try ContractGenerator(contract).files(source: input.bytes)
        if files.contains(where: \.text.isEmpty) { finding("a generated file is empty") }
    } catch {
        if error.diagnostics.isEmpty { finding("refused without a diagnostic") }
        for diagnostic in error.diagnostics {
            input.require(diagnostic.mark, diagnostic.description)
            if diagnostic.message.isEmpty { finding("a diagnostic without a message") }
            if diagnostic.description.contains(where: \.isNewline) { finding("a diagnostic over several lines") }
        }
    }
    return 0
}
