internal import HTTPCore

/// Takes a chunked body apart (RFC 9112 §7.1), byte by byte where it is structure and in runs where it is data.
///
/// A value that keeps no bytes, so it can stop anywhere. Strict: CRLF only, one to sixteen hexadecimal digits of size,
/// extensions and trailers checked, counted against their limits, and dropped; no trailer may name a field of framing.
package struct ChunkedDecoder: Sendable {
    private enum State: Sendable {
        case size, sizeEnd
        case extensionStart, extensionName, extensionEquals, extensionValue, token, quoted, escape, quotedEnd, blank
        case data, dataCR, dataLF
        case trailerStart, trailerName, trailerValue, trailerLF, lastLF
        case whole
    }

    private var state = State.size
    private var remaining = 0
    private var digits = 0
    private var extensionBytes: Int
    private var trailerBytes: Int
    private var trailerFields: Int
    private var trailerName = ForbiddenTrailer()

    package init(_ configuration: HTTPServerConfiguration) {
        extensionBytes = configuration.chunkExtensionBytes
        trailerBytes = configuration.fieldBytes
        trailerFields = configuration.fieldCount
    }

    /// Goes on to the next piece of data.
    ///
    /// - Parameter offset: where to begin in `bytes`; left behind what was used.
    package mutating func next(_ bytes: Span<UInt8>, _ offset: inout Int) -> BodyStep {
        unsafe bytes.withUnsafeBufferPointer { unsafe next($0, &offset) }
    }

    mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int) -> BodyStep {
        while state != .whole {
            guard offset < bytes.count else { return .needMore }
            if state == .data {
                let count = min(remaining, bytes.count - offset)
                let start = offset
                offset += count
                remaining -= count
                if remaining == 0 { state = .dataCR }
                return .data(start..<offset)
            }
            guard take(unsafe bytes[offset]) else { return .malformed }
            offset += 1
        }
        return .whole
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .size: return takeSize(byte)
        case .sizeEnd:
            guard byte == ASCII.lineFeed else { return false }
            digits = 0
            state = remaining == 0 ? .trailerStart : .data
        case .dataCR:
            guard byte == ASCII.carriageReturn else { return false }
            state = .dataLF
        case .dataLF:
            guard byte == ASCII.lineFeed else { return false }
            state = .size
        case .trailerStart, .trailerName, .trailerValue, .trailerLF, .lastLF: return takeTrailer(byte)
        case .data, .whole: return false
        default: return takeExtension(byte)
        }
        return true
    }

    private mutating func takeSize(_ byte: UInt8) -> Bool {
        if let digit = ASCII.hexValue(byte) {
            guard digits < 16, remaining <= Int.max >> 4 else { return false }
            digits += 1
            remaining = remaining << 4 | digit
            return true
        }
        guard digits > 0 else { return false }
        switch byte {
        case ASCII.carriageReturn: state = .sizeEnd
        case UInt8(ascii: ";"): state = .extensionStart
        case ASCII.space, ASCII.tab: state = .blank
        default: return false
        }
        return true
    }

    /// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
    private mutating func takeExtension(_ byte: UInt8) -> Bool {
        guard extensionBytes > 0 else { return false }
        extensionBytes -= 1
        let isBlank = byte == ASCII.space || byte == ASCII.tab
        switch state {
        case .extensionStart where !isBlank:
            guard ByteSet.token.contains(byte) else { return false }
            state = .extensionName
        case .extensionName where ByteSet.token.contains(byte): break
        case .extensionName where byte == UInt8(ascii: "="), .extensionEquals where byte == UInt8(ascii: "="):
            state = .extensionValue
        case .extensionName where isBlank: state = .extensionEquals
        case .extensionEquals where isBlank: break
        case .extensionEquals where byte == UInt8(ascii: ";"): state = .extensionStart
        case .extensionValue where !isBlank:
            if byte == UInt8(ascii: "\"") {
                state = .quoted
            } else {
                guard ByteSet.token.contains(byte) else { return false }
                state = .token
            }
        case .token where ByteSet.token.contains(byte): break
        case .token where isBlank, .quotedEnd where isBlank: state = .blank
        case .quoted where byte == UInt8(ascii: "\""): state = .quotedEnd
        case .quoted where byte == UInt8(ascii: "\\"): state = .escape
        case .quoted, .escape:
            guard ASCII.isFieldContent(byte) else { return false }
            state = .quoted
        case .extensionName, .token, .quotedEnd: return endExtension(byte)
        // Blanks are for what follows them, which must be an extension and not the end of the line.
        case .blank where byte == UInt8(ascii: ";"): state = .extensionStart
        default: return isBlank && (state == .extensionStart || state == .extensionValue || state == .blank)
        }
        return true
    }

    private mutating func endExtension(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: ";") {
            state = .extensionStart
        } else if byte == ASCII.carriageReturn {
            state = .sizeEnd
        } else {
            return false
        }
        return true
    }

    private mutating func takeTrailer(_ byte: UInt8) -> Bool {
        guard trailerBytes > 0 else { return false }
        trailerBytes -= 1
        switch state {
        case .trailerStart where byte == ASCII.carriageReturn: state = .lastLF
        case .trailerStart:
            guard ByteSet.token.contains(byte), trailerFields > 0 else { return false }
            trailerFields -= 1
            trailerName.begin(byte)
            state = .trailerName
        case .trailerName where byte == UInt8(ascii: ":"):
            guard !trailerName.isMatch else { return false }
            state = .trailerValue
        case .trailerName:
            trailerName.take(byte)
            return ByteSet.token.contains(byte)
        case .trailerValue where byte == ASCII.carriageReturn: state = .trailerLF
        case .trailerValue: return ASCII.isFieldContent(byte)
        case .trailerLF:
            guard byte == ASCII.lineFeed else { return false }
            state = .trailerStart
        default:
            guard byte == ASCII.lineFeed else { return false }
            state = .whole
        }
        return true
    }
}
