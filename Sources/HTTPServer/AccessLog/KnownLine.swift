internal import HTTPCore

/// A whole line of the access log that is the same from request to request, but for its time and ID, which are put in
/// where they stand.
@safe final class KnownLine {
    let constant: HTTPConstant
    let address: ClientAddress
    let format: AccessLogFormat
    private let start: UnsafeMutableRawPointer
    private let count: Int
    /// Where the time, with what stands around it, ends and the digits of the ID begin.
    private let timeCount: Int
    private let idPlace: Int
    /// The time that stands in it.
    private var stamp: UInt64

    /// - Parameters:
    ///   - time: refreshed.
    ///   - end: all that follows the ID.
    init(_ constant: HTTPConstant, _ address: ClientAddress, _ time: LogTime, _ line: AccessLine, end: [UInt8]) {
        self.constant = constant
        self.address = address
        format = line.format
        stamp = time.stamp
        timeCount = time.bytes.count
        idPlace = timeCount + line.words.quote.utf8CodeUnitCount
        var whole = OutputBuffer(capacity: 512)
        whole.append(time.bytes)
        line.id(.made(0), to: &whole)
        whole.append(end)
        count = whole.count
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 1)
        unsafe start.copyMemory(from: whole.array, byteCount: count)
    }

    deinit { unsafe start.deallocate() }

    func append(_ time: LogTime, _ id: UInt64, to output: inout OutputBuffer) {
        if time.stamp != stamp {
            precondition(time.bytes.count == timeCount)
            stamp = time.stamp
            unsafe start.copyMemory(from: time.bytes, byteCount: timeCount)
        }
        let digits = OutputBuffer.digits(id)
        unsafe start.storeBytes(of: digits.0, toByteOffset: idPlace, as: UInt64.self)
        unsafe start.storeBytes(of: digits.1, toByteOffset: idPlace + 8, as: UInt64.self)
        unsafe output.append(UnsafeRawBufferPointer(start: start, count: count))
    }
}
