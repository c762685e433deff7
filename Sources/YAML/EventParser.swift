internal import CYAML

/// One event of a document, copied out of libyaml's union.
struct Event {
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd, sequenceEnd, mappingEnd
        case alias(String)
        case scalar(String, isPlain: Bool, anchor: String?, tag: String?)
        case sequenceStart(anchor: String?, tag: String?)
        case mappingStart(anchor: String?, tag: String?)
    }

    let kind: Kind
    let mark: Mark
}

/// Owns libyaml's parser and the bytes it reads.
///
/// The parser keeps a pointer to its input, so both live and die together here.
@safe
final class EventParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    /// libyaml ends every text with a line break, and puts the end behind it even where there is none.
    private let end: Mark

    /// Of libyaml.
    static var version: String { unsafe String(cString: yaml_get_version_string()) }

    init(_ bytes: [UInt8]) {
        var counter = MarkCounter(bytes)
        end = counter.mark(at: bytes.count)
        unsafe parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        unsafe input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe input.initialize(from: bytes)
        unsafe yaml_parser_initialize(parser)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { unsafe yaml_event_delete(&event) }
        let mark = unsafe place(event.start_mark)
        let kind: Event.Kind
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_STREAM_END_EVENT: kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT: kind = .documentStart
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        case YAML_ALIAS_EVENT: kind = unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = unsafe .scalar(
                String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                anchor: text(scalar.anchor), tag: text(scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            kind = unsafe .sequenceStart(
                anchor: text(event.data.sequence_start.anchor), tag: text(event.data.sequence_start.tag))
        case YAML_MAPPING_START_EVENT:
            kind = unsafe .mappingStart(
                anchor: text(event.data.mapping_start.anchor), tag: text(event.data.mapping_start.tag))
        default: throw YAMLError(message: "libyaml gave an unknown event", mark: mark)
        }
        return Event(kind: kind, mark: mark)
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private func failure() -> YAMLError {
        let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "the text cannot be read"
        let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) }
        // What libyaml cannot even read as text has an offset and no mark.
        guard unsafe parser.pointee.error != YAML_READER_ERROR else {
            var counter = unsafe MarkCounter(Array(input))
            return unsafe YAMLError(message: problem, mark: counter.mark(at: max(0, parser.pointee.problem_offset)))
        }
        let mark = unsafe place(parser.pointee.problem_mark)
        let advice = YAMLAdvice(
            problem: problem, context: context, found: unsafe Array(input).byte(at: mark), line: mark.line,
            contextLine: unsafe place(parser.pointee.context_mark).line)
        return YAMLError(message: advice.message, mark: mark)
    }

    private func place(_ mark: yaml_mark_t) -> Mark {
        min(end, Mark(line: Int(mark.line) + 1, column: Int(mark.column) + 1))
    }
}
