internal import FuzzSupport
internal import Glibc
internal import WireCases

@testable internal import HTTPServer

/// Bytes as all that a connection sends: heads, bodies and further requests.
///
/// No crash; nothing is read or used beyond what came; how the bytes are split never matters; limits hold; and a head
/// that was accepted says the same when it is written out again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // A line is judged when it ends, if it comes in parts.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count)) + [UInt8(ascii: "\n")]
    var random = Splits(bytes)
    let configuration = random.next(2) == 0 ? HTTPServerConfiguration() : tight
    let whole = ByteStream(bytes, ends: [bytes.count], configuration)
    for exchange in whole.exchanges { check(exchange, configuration) }
    compare(whole, ByteStream(bytes, ends: random.ends(of: bytes.count), configuration), "in random parts")
    // Byte by byte costs the square of the length.
    if bytes.count <= 2048 {
        compare(whole, ByteStream(bytes, ends: Array(1...bytes.count), configuration), "byte by byte")
    }
    return 0
}

/// Writes the messages of the case table as inputs to begin with, when asked to.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    guard let folder = unsafe getenv("VELLUM_FUZZ_SEEDS").map({ unsafe String(cString: $0) }) else { return 0 }
    for (number, item) in RequestCase.all.enumerated() {
        let file = unsafe fopen("\(folder)/http-\(number)", "w")
        guard let file = unsafe file else { finding("cannot write seeds to \(folder)") }
        _ = unsafe fwrite(item.bytes, 1, item.bytes.count, file)
        unsafe fclose(file)
    }
    return 0
}

/// Limits that short inputs reach.
private let tight = {
    var configuration = HTTPServerConfiguration()
    configuration.requestLineBytes = 64
    configuration.fieldBytes = 128
    configuration.fieldCount = 4
    configuration.chunkExtensionBytes = 16
    return configuration
}()

private func compare(_ whole: ByteStream, _ parts: ByteStream, _ how: String) {
    if whole.exchanges != parts.exchanges { finding("other requests \(how)") }
    if whole.end != parts.end { finding("\(whole.end), and \(how) \(parts.end)") }
}

private func check(_ exchange: ByteStream.Exchange, _ configuration: HTTPServerConfiguration) {
    let line = exchange.head.prefix { $0 != UInt8(ascii: "\n") }.count + 1
    // An empty line may come before.
    if line > configuration.requestLineBytes { finding("a request line of \(line) bytes") }
    if exchange.head.count > configuration.requestLineBytes + configuration.fieldBytes {
        finding("a head of \(exchange.head.count) bytes")
    }
    if exchange.fields.count > configuration.fieldCount + 1 { finding("\(exchange.fields.count) fields") }
    let text = exchange.text
    // Bytes that are no UTF-8 become longer.
    var wide = HTTPServerConfiguration()
    wide.requestLineBytes *= 4
    wide.fieldBytes *= 4
    wide.fieldCount += 1
    let again = ByteStream(text + exchange.writtenBody, ends: [text.count + exchange.writtenBody.count], wide)
    guard let same = again.exchanges.first, again.exchanges.count == 1, again.end == exchange.writtenEnd else {
        finding("not accepted again, but \(again.end): \(String(decoding: text, as: UTF8.self))")
    }
    if !same.isAlike(exchange) { finding("read otherwise: \(String(decoding: text, as: UTF8.self))") }
}
