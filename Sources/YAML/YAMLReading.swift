extension TreeBuilder {
    /// Reads one document of YAML.
    /// - Throws: `YAMLProblem` when it cannot be read on.
    mutating func read(yaml bytes: [UInt8]) throws(YAMLProblem) {
        try refuseManyDirectives(bytes)
        let parser = EventParser(bytes)
        var hasDocument = false
        while true {
            let event: Event
            do { event = try parser.next() } catch { throw problem(error.message, at: error.mark) }
            switch event.kind {
            case .streamStart, .documentEnd: continue
            case .streamEnd:
                if !hasDocument { throw problem("the file is empty", at: event.mark) }
                return
            case .documentStart:
                if hasDocument {
                    return try report(
                        problem(
                            "one document is expected, here a second begins: remove it, or put it in a file of its own",
                            at: event.mark))
                }
                hasDocument = true
            case .alias(let name): try alias(name, at: event.mark)
            case .scalar(let text, let isPlain, let anchor, let tag):
                // These two tags say that the text is a string.
                let isString = tag == "!" || tag == "tag:yaml.org,2002:str"
                try scalar(text, isPlain: isPlain && !isString, at: event.mark, anchor: anchor, tag: tag)
            case .sequenceStart(let anchor, let tag):
                try begin(mapping: false, at: event.mark, anchor: anchor, tag: tag)
            case .mappingStart(let anchor, let tag):
                try begin(mapping: true, at: event.mark, anchor: anchor, tag: tag)
            case .sequenceEnd, .mappingEnd: try end()
            }
        }
    }

    /// libyaml compares each %TAG directive with all before it: in a file of nothing else that takes minutes.
    private func refuseManyDirectives(_ bytes: [UInt8]) throws(YAMLProblem) {
        var count = 0
        var isLineStart = true
        for (offset, byte) in bytes.enumerated() {
            if isLineStart, byte == UInt8(ascii: "%") {
                count += 1
                if count > 1_000 {
                    var counter = MarkCounter(bytes)
                    throw problem(
                        "more than 1000 lines begin with %: remove the directives, a contract needs none",
                        at: counter.mark(at: offset))
                }
            }
            isLineStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}
