import Testing

@testable import ContractRuntime

/// The table of OpenAPI 3.0.3, Style Values: what each style writes, taken apart again.
@Suite struct StyleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let style: ParameterStyle
        let raw: String
        let pieces: TextPieces

        init(_ style: ParameterStyle, _ raw: String, _ pieces: TextPieces) {
            self.style = style
            self.raw = raw
            self.pieces = pieces
        }

        var testDescription: String { "\(style) \(raw)" }
    }

    private static let colours = TextPieces.items(["blue", "black", "brown"])
    private static let rgb = TextPieces.members([("R", "100"), ("G", "200"), ("B", "150")])

    @Test(arguments: [
        Case(.matrix(explode: false), ";color=blue,black,brown", colours),
        Case(.matrix(explode: true), ";color=blue;color=black;color=brown", colours),
        Case(.label(explode: false), ".blue,black,brown", colours),
        Case(.label(explode: true), ".blue.black.brown", colours),
        Case(.form(explode: false), "blue,black,brown", colours),
        Case(.simple(explode: false), "blue,black,brown", colours),
        Case(.simple(explode: true), "blue,black,brown", colours),
        Case(.spaceDelimited(explode: false), "blue%20black%20brown", colours),
        Case(.spaceDelimited(explode: false), "blue+black%20brown", colours),
        Case(.pipeDelimited(explode: false), "blue|black|brown", colours),
        Case(.pipeDelimited(explode: false), "blue%7Cblack%7cbrown", colours),
        // One item.
        Case(.matrix(explode: false), ";color=blue", .items(["blue"])),
        Case(.matrix(explode: true), ";color=blue", .items(["blue"])),
        Case(.label(explode: false), ".1.5", .items(["1.5"])),
        Case(.label(explode: true), ".1.5", .items(["1", "5"])),
        Case(.simple(explode: false), "blue", .items(["blue"])),
        // The name is percent-encoded like everything else.
        Case(.matrix(explode: true), ";c%6Flor=blue;color=black", .items(["blue", "black"])),
    ]) func arraysOfTheTable(_ item: Case) { #expect(array(item) == item.pieces) }

    @Test(arguments: [
        Case(.matrix(explode: false), ";color=R,100,G,200,B,150", rgb),
        Case(.matrix(explode: true), ";R=100;G=200;B=150", rgb),
        Case(.label(explode: false), ".R,100,G,200,B,150", rgb),
        Case(.label(explode: true), ".R=100.G=200.B=150", rgb),
        Case(.form(explode: false), "R,100,G,200,B,150", rgb),
        Case(.simple(explode: false), "R,100,G,200,B,150", rgb),
        Case(.simple(explode: true), "R=100,G=200,B=150", rgb),
        // Everything behind the first equals sign is the value; a member may be empty.
        Case(.simple(explode: true), "a=b=c,d=", .members([("a", "b=c"), ("d", "")])),
        Case(.simple(explode: false), "a,", .members([("a", "")])),
        // Twice is twice here, for the reader to refuse.
        Case(.simple(explode: false), "R,1,R,2", .members([("R", "1"), ("R", "2")])),
    ]) func objectsOfTheTable(_ item: Case) { #expect(object(item) == item.pieces) }

    @Test(
        arguments: [
            (ParameterStyle.matrix(explode: false), ";color=blue", "blue"),
            (.matrix(explode: true), ";color=blue", "blue"),
            (.matrix(explode: false), ";color", ""), (.matrix(explode: true), ";color=", ""),
            (.matrix(explode: false), ";color=a=b,c", "a=b,c"), (.matrix(explode: false), ";c%6Flor=blue", "blue"),
            (.label(explode: false), ".blue", "blue"), (.label(explode: true), ".", ""),
            (.label(explode: true), ".a.b", "a.b"), (.simple(explode: false), "blue", "blue"),
            (.simple(explode: true), "a,b", "a,b"), (.form(explode: true), "a,b", "a,b"),
        ] as [(ParameterStyle, String, String)]) func singleValues(
            _ style: ParameterStyle, _ raw: String, _ value: String
        )
    {
        #expect(style.single(raw[...], name: "color").map(String.init) == value)
    }

    @Test(
        arguments: [
            (ParameterStyle.matrix(explode: false), "color=blue"), (.matrix(explode: false), "blue"),
            (.matrix(explode: false), ";colour=blue"), (.matrix(explode: false), ";Color=blue"),
            (.matrix(explode: false), ";color=blue;color=black"), (.matrix(explode: false), ";color=blue;x=1"),
            (.matrix(explode: false), ";"), (.matrix(explode: false), ";%ff=blue"), (.label(explode: false), "blue"),
            (.label(explode: false), ""), (.label(explode: true), "%2Eblue"),
        ] as [(ParameterStyle, String)]) func singleValuesThatAreNotInTheirStyle(_ style: ParameterStyle, _ raw: String)
    {
        #expect(style.single(raw[...], name: "color") == nil)
    }

    @Test(arguments: [
        Case(.matrix(explode: false), "blue,black", .malformed), Case(.matrix(explode: false), ";c=blue", .malformed),
        Case(.matrix(explode: false), ";color=blue;color=black", .malformed),
        Case(.matrix(explode: true), ";color=blue;c=black", .malformed),
        Case(.matrix(explode: true), ";color=blue;", .malformed), Case(.matrix(explode: true), "", .malformed),
        Case(.label(explode: false), "blue,black", .malformed), Case(.label(explode: true), "", .malformed),
        Case(.simple(explode: false), "a,%ff", .malformed), Case(.simple(explode: false), "a%,b", .malformed),
        Case(.form(explode: false), "a,%4", .malformed), Case(.spaceDelimited(explode: false), "a%2", .malformed),
        Case(.pipeDelimited(explode: false), "a|%C3", .malformed), Case(.deepObject, "a", .malformed),
    ]) func arraysThatAreNotInTheirStyle(_ item: Case) { #expect(array(item) == item.pieces) }

    @Test(arguments: [
        Case(.simple(explode: false), "R", .malformed), Case(.simple(explode: false), "R,100,G", .malformed),
        Case(.simple(explode: true), "R,100", .malformed), Case(.simple(explode: true), "R=1,G", .malformed),
        Case(.simple(explode: true), "R=1,", .malformed), Case(.simple(explode: true), "R=%zz", .malformed),
        Case(.label(explode: true), "R=100", .malformed), Case(.label(explode: true), ".R.100", .malformed),
        Case(.label(explode: false), ".R=100", .malformed), Case(.matrix(explode: true), "R=100", .malformed),
        Case(.matrix(explode: false), ";R=100;G=200", .malformed),
        Case(.matrix(explode: false), ";color=R", .malformed),
        Case(.form(explode: false), "R,100,G", .malformed), Case(.form(explode: false), "%,1", .malformed),
    ]) func objectsThatAreNotInTheirStyle(_ item: Case) { #expect(object(item) == item.pieces) }

    /// Raw text is split before it is decoded, and decoded once.
    @Test(arguments: [
        Case(.simple(explode: false), "a%2Cb,c", .items(["a,b", "c"])),
        Case(.form(explode: false), "a%2cb,c%252Cd", .items(["a,b", "c%2Cd"])),
        Case(.label(explode: true), ".a%2Eb.c", .items(["a.b", "c"])),
        Case(.label(explode: false), ".a%2Cb,c", .items(["a,b", "c"])),
        Case(.matrix(explode: true), ";color=a%3Bcolor%3Db;color=c", .items(["a;color=b", "c"])),
        Case(.matrix(explode: false), ";color=a%2Cb,c%3B", .items(["a,b", "c;"])),
        Case(.spaceDelimited(explode: false), "a%2Bb%20c%2520d", .items(["a+b", "c%20d"])),
        Case(.pipeDelimited(explode: false), "a%257Cb|c", .items(["a%7Cb", "c"])),
        Case(.pipeDelimited(explode: false), "a+b|c%2Cd,e", .items(["a b", "c,d,e"])),
        Case(.simple(explode: false), "a+b", .items(["a+b"])),
    ]) func encodedSeparatorsSeparateNothing(_ item: Case) {
        let isQuery = item.style == .pipeDelimited(explode: false)
        #expect(item.style.pieces(item.raw[...], name: "color", isArray: true, plusIsSpace: isQuery) == item.pieces)
    }

    @Test(arguments: [
        Case(.simple(explode: true), "a%3Db=c%2Cd,e=f", .members([("a=b", "c,d"), ("e", "f")])),
        Case(.simple(explode: false), "a%2Cb,c", .members([("a,b", "c")])),
        Case(.matrix(explode: true), ";a%3Bb=c%3Dd", .members([("a;b", "c=d")])),
        Case(.label(explode: true), ".a%2Eb=1%2E5", .members([("a.b", "1.5")])),
    ]) func encodedSeparatorsSeparateNoMembers(_ item: Case) { #expect(object(item) == item.pieces) }

    /// Where items are joined, no text is no items; where the name is repeated, each name is an item.
    @Test(arguments: [
        Case(.simple(explode: false), "", .items([])), Case(.form(explode: false), "", .items([])),
        Case(.spaceDelimited(explode: false), "", .items([])), Case(.pipeDelimited(explode: false), "", .items([])),
        Case(.label(explode: false), ".", .items([])), Case(.label(explode: true), ".", .items([])),
        Case(.matrix(explode: false), ";color=", .items([])), Case(.matrix(explode: false), ";color", .items([])),
        Case(.matrix(explode: true), ";color", .items([""])),
        Case(.matrix(explode: true), ";color=;color", .items(["", ""])),
        Case(.simple(explode: false), ",", .items(["", ""])),
        Case(.form(explode: false), "a,,b", .items(["a", "", "b"])),
        Case(.spaceDelimited(explode: false), "a++b", .items(["a", "", "b"])),
        Case(.label(explode: true), ".a.", .items(["a", ""])),
    ]) func emptyTextAndEmptyItems(_ item: Case) { #expect(array(item) == item.pieces) }

    @Test(arguments: [
        Case(.simple(explode: false), "", .members([])), Case(.simple(explode: true), "", .members([])),
        Case(.form(explode: false), "", .members([])), Case(.label(explode: true), ".", .members([])),
        Case(.matrix(explode: false), ";color", .members([])),
        Case(.matrix(explode: true), ";R", .members([("R", "")])),
    ]) func emptyObjects(_ item: Case) { #expect(object(item) == item.pieces) }

    /// Header fields are lists of RFC 9110 §5.6.1, and are not percent-encoded.
    @Test(
        arguments: [
            ("a,b", ["a", "b"]), (" a ,\tb ", ["a", "b"]), ("a b, c", ["a b", "c"]), ("", []), (" , ,", []),
            ("a,,b,", ["a", "b"]), ("a%2Cb", ["a%2Cb"]), ("%", ["%"]), ("a+b", ["a+b"]), ("\"a,b\"", ["\"a", "b\""]),
            ("a,\u{301}b", ["a", "\u{301}b"]), ("é", ["é"]),
        ] as [(String, [String])]) func listsInHeaderFields(_ field: String, _ items: [String])
    {
        let style = ParameterStyle.simple(explode: false)
        #expect(style.pieces(field[...], name: "X", isArray: true, isEncoded: false) == .items(items))
    }

    @Test(
        arguments: [
            (false, "R, 100 ,G,200", [("R", "100"), ("G", "200")]),
            (true, "R=100 , G = 200", [("R", "100"), ("G", "200")]),
            (false, "a,", [("a", "")]), (true, "a=%2C", [("a", "%2C")]),
        ] as [(Bool, String, [(String, String)])])
    func objectsInHeaderFields(_ explode: Bool, _ field: String, _ members: [(String, String)]) {
        let style = ParameterStyle.simple(explode: explode)
        #expect(
            style.pieces(field[...], name: "X", isArray: false, isEncoded: false) == .members(members.map { ($0, $1) }))
    }

    private func array(_ item: Case) -> TextPieces {
        item.style.pieces(item.raw[...], name: "color", isArray: true)
    }

    private func object(_ item: Case) -> TextPieces {
        item.style.pieces(item.raw[...], name: "color", isArray: false)
    }
}
