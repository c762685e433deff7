import Testing

/// What a peer says of its client, and whom it makes the client. The proxies are 10.0.0.0/8, 192.0.2.7 and fd00::/8.
struct ForwardedCase: Sendable, CustomTestStringConvertible {
    let name: String
    var forwarded: String?
    var xForwardedFor: String?
    /// Nil for the peer.
    let client: String?

    var testDescription: String { name }
}

extension ForwardedCase {
    static let all = standard + malformed + usual + both

    private static func forwarded(_ name: String, _ field: String, _ client: String?) -> ForwardedCase {
        ForwardedCase(name: "Forwarded: \(name)", forwarded: field, client: client)
    }

    private static func xForwardedFor(_ name: String, _ field: String, _ client: String?) -> ForwardedCase {
        ForwardedCase(name: "X-Forwarded-For: \(name)", xForwardedFor: field, client: client)
    }

    private static let standard = [
        forwarded("one IPv4 address", "for=203.0.113.9", "203.0.113.9"),
        forwarded("quoted", #"for="203.0.113.9""#, "203.0.113.9"),
        forwarded("a quoted address with a port", #"for="203.0.113.9:4711""#, "203.0.113.9"),
        forwarded("an obfuscated port", #"for="203.0.113.9:_p0rt""#, "203.0.113.9"),
        forwarded("IPv6", #"for="[2001:db8::17]""#, "2001:db8::17"),
        forwarded("IPv6 with a port", #"for="[2001:db8::17]:4711""#, "2001:db8::17"),
        forwarded("IPv6 with an obfuscated port", #"for="[2001:db8::17]:_x""#, "2001:db8::17"),
        forwarded("IPv6 in another spelling", #"for="[2001:0DB8:0:0::0017]""#, "2001:db8::17"),
        forwarded("IPv4 mapped into IPv6", #"for="[::ffff:203.0.113.9]""#, "203.0.113.9"),
        forwarded("escaped digits", #"for="203\.0.11\3.9""#, "203.0.113.9"),
        forwarded("the name in capitals", "For=203.0.113.9", "203.0.113.9"),
        forwarded("with other parameters", "for=203.0.113.9;proto=https;by=10.0.0.1;host=a.example", "203.0.113.9"),
        forwarded("after other parameters", "proto=https;for=203.0.113.9", "203.0.113.9"),
        forwarded("an extension", #"for=203.0.113.9;secret="a, b; for=1.2.3.4""#, "203.0.113.9"),
        forwarded("blanks around a semicolon", "for=203.0.113.9 ;\tproto=https", "203.0.113.9"),
        forwarded("empty parameters", ";for=203.0.113.9;;", "203.0.113.9"),
        forwarded("empty elements", " , for=203.0.113.9,,", "203.0.113.9"),
        forwarded("no blank after a comma", "for=198.51.100.1,for=203.0.113.9", "203.0.113.9"),
        forwarded("past a trusted proxy", "for=203.0.113.9, for=10.1.2.3", "203.0.113.9"),
        forwarded("past two of both families", #"for=203.0.113.9, for="[fd00::1]", for=192.0.2.7"#, "203.0.113.9"),
        forwarded("all trusted: the first", "for=10.0.0.9, for=10.0.0.8", "10.0.0.9"),
        forwarded("a spoofed entry in front", "for=198.51.100.66, for=203.0.113.9", "203.0.113.9"),
        forwarded("a trusted address in front", "for=10.0.0.1, for=203.0.113.9", "203.0.113.9"),
        forwarded(
            "a trusted address between", "for=198.51.100.66, for=203.0.113.9, for=10.0.0.5", "203.0.113.9"),
        forwarded("unknown in front", "for=unknown, for=203.0.113.9", "203.0.113.9"),
        forwarded("unknown", "for=unknown", nil),
        forwarded("unknown in capitals, with a port", #"for="Unknown:80""#, nil),
        forwarded("obfuscated", "for=_hidden", nil),
        forwarded("obfuscated with all that it may hold, a proxy behind", "for=_aZ09._-, for=10.0.0.8", "10.0.0.8"),
        forwarded("obfuscated before a trusted proxy", "for=_SEVKISEK, for=10.0.0.8", "10.0.0.8"),
        forwarded("no for", "proto=https", nil),
        forwarded("no for before a trusted proxy", "for=203.0.113.9, proto=https, for=10.0.0.8", "10.0.0.8"),
        forwarded("empty", "", nil),
        forwarded("only commas", ", ,", nil),
    ]

    private static let malformed = [
        forwarded("an open quote in front", #"for="198.51.100.66, for=203.0.113.9"#, nil),
        forwarded("an open quote that ends in a backslash", #"for=203.0.113.9;x="\"#, nil),
        forwarded("a quote inside a token", #"for=203.0.113.9"x""#, nil),
        forwarded("text behind a quote", #"for="203.0.113.9"x"#, nil),
        forwarded("brackets without quotes", "for=[2001:db8::17]", nil),
        forwarded("a port without quotes", "for=203.0.113.9:80", nil),
        forwarded("IPv6 without brackets", #"for="2001:db8::17""#, nil),
        forwarded("IPv4 in brackets", #"for="[203.0.113.9]""#, nil),
        forwarded("a bracket not closed", #"for="[2001:db8::17""#, nil),
        forwarded("text behind a bracket", #"for="[2001:db8::17]x""#, nil),
        forwarded("a zone", #"for="[fe80::1%eth0]""#, nil),
        forwarded("a port of six digits", #"for="203.0.113.9:123456""#, nil),
        forwarded("an empty port", #"for="203.0.113.9:""#, nil),
        forwarded("a bare underscore", "for=_", nil),
        forwarded("an obfuscated name with another character", #"for="_a/b, for=203.0.113.9""#, nil),
        forwarded("a host name", "for=client.example", nil),
        forwarded("an octet beyond 255", "for=203.0.113.256", nil),
        forwarded("an octet that looks octal", "for=203.0.113.010", nil),
        forwarded("three octets", "for=203.0.113", nil),
        forwarded("an integer", "for=3405803785", nil),
        forwarded("no value", "for=", nil),
        forwarded("an empty value", #"for="""#, nil),
        forwarded("no equals sign", "for", nil),
        forwarded("a blank around the equals sign", "for = 203.0.113.9", nil),
        forwarded("for twice", "for=198.51.100.66;For=203.0.113.9", nil),
        forwarded("a list in the style of the other field", "198.51.100.66, 203.0.113.9", nil),
        forwarded("malformed far in front", "for=a b, for=203.0.113.9", nil),
    ]

    private static let usual = [
        xForwardedFor("one IPv4 address", "203.0.113.9", "203.0.113.9"),
        xForwardedFor("with a port", "203.0.113.9:4711", "203.0.113.9"),
        xForwardedFor("IPv6", "2001:db8::17", "2001:db8::17"),
        xForwardedFor("IPv6 in capitals and zeros", "2001:DB8:0:0:0:0:0:17", "2001:db8::17"),
        xForwardedFor("IPv6 in brackets", "[2001:db8::17]", "2001:db8::17"),
        xForwardedFor("IPv6 in brackets with a port", "[2001:db8::17]:4711", "2001:db8::17"),
        xForwardedFor("IPv4 mapped into IPv6", "::ffff:203.0.113.9", "203.0.113.9"),
        xForwardedFor("past trusted proxies", "203.0.113.9, 10.0.0.3,fd00::1 ,\t192.0.2.7", "203.0.113.9"),
        xForwardedFor("a neighbour of a trusted address", "203.0.113.9, 192.0.2.8", "192.0.2.8"),
        xForwardedFor("a trusted address as a port", "10.0.0.1:10001", "10.0.0.1"),
        xForwardedFor("all trusted: the first", "10.0.0.9, 10.0.0.8", "10.0.0.9"),
        xForwardedFor("a spoofed entry in front", "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        xForwardedFor("a spoofed proxy in front", "198.51.100.66, 10.0.0.1, 203.0.113.9", "203.0.113.9"),
        xForwardedFor("rubbish in front", "\"<script>, 203.0.113.9", "203.0.113.9"),
        xForwardedFor("rubbish that the walk meets", "203.0.113.9, nonsense, 10.0.0.8", nil),
        xForwardedFor("an accent behind a comma", "198.51.100.66,\u{301}, 203.0.113.9", "203.0.113.9"),
        xForwardedFor("empty entries", ", 203.0.113.9,, ", "203.0.113.9"),
        xForwardedFor("unknown", "unknown", nil),
        xForwardedFor("unknown before a trusted proxy", "203.0.113.9, unknown, 10.0.0.8", "10.0.0.8"),
        xForwardedFor("a host name", "client.example", nil),
        xForwardedFor("quoted", "\"203.0.113.9\"", nil),
        xForwardedFor("two addresses parted by a blank", "198.51.100.66 203.0.113.9", nil),
        xForwardedFor("a NUL", "203.0.113.9\u{0}", nil),
        xForwardedFor("empty", "", nil),
    ]

    private static let both = [
        ForwardedCase(
            name: "both agree", forwarded: "for=203.0.113.9", xForwardedFor: "203.0.113.9", client: "203.0.113.9"),
        ForwardedCase(
            name: "both agree in other spellings", forwarded: #"for="[2001:db8::17]:1""#,
            xForwardedFor: "2001:DB8::17", client: "2001:db8::17"),
        ForwardedCase(
            name: "both agree on the client and not on what is in front", forwarded: "for=203.0.113.9",
            xForwardedFor: "198.51.100.66, 203.0.113.9", client: "203.0.113.9"),
        ForwardedCase(
            name: "a spoofed Forwarded beside a true X-Forwarded-For", forwarded: "for=198.51.100.66",
            xForwardedFor: "203.0.113.9", client: nil),
        ForwardedCase(
            name: "a spoofed X-Forwarded-For beside a true Forwarded", forwarded: "for=203.0.113.9",
            xForwardedFor: "198.51.100.66", client: nil),
        ForwardedCase(
            name: "one is malformed", forwarded: "for=", xForwardedFor: "203.0.113.9", client: nil),
        ForwardedCase(
            name: "the other is malformed", forwarded: "for=203.0.113.9", xForwardedFor: "nonsense", client: nil),
        ForwardedCase(name: "both malformed", forwarded: "for=", xForwardedFor: "nonsense", client: nil),
        ForwardedCase(
            name: "one does not say", forwarded: "proto=https", xForwardedFor: "203.0.113.9", client: nil),
        ForwardedCase(name: "none", client: nil),
    ]
}
