/// How many may look on, and how often they are shown something new.
extension Option {
    static let streams: [Option] = [
        Option(
            "--max-viewers-per-session", "NUMBER",
            "open streams of one session; one more is answered 503 (10000)"
        ) { (options, value) throws(OptionError) in
            options.viewersPerSession = try number(value, in: 1...1_000_000)
        },
        Option(
            "--max-streams-per-address", "NUMBER",
            "open streams of one IPv4 address or IPv6 /64; one more is answered 503; 0 is off (256)"
        ) { (options, value) throws(OptionError) in
            options.streamsPerAddress = try number(value, in: 0...1_000_000)
        },
        Option(
            "--frames-per-second", "NUMBER",
            "pictures of one session a second at most; of changes that come faster the last is always shown (30)"
        ) { (options, value) throws(OptionError) in
            options.framesPerSecond = try number(value, in: 1...1_000)
        },
    ]
}
