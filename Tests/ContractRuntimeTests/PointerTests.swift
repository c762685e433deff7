import ContractRuntime
import JSON
import Testing

/// Where a violation is, is told in full, in both directions.
@Suite struct PointerTests {
    /// A tree whose leaves break their rule.
    private struct Tree: ContractEncodable {
        let write: @Sendable (inout BodyWriter) -> Void

        func write(to writer: inout BodyWriter) { write(&writer) }
    }

    private static let short = StringRule(maxLength: 2, line: 1)
    private static let any = StringRule(line: 2)
    private static let list = ArrayRule(maxItems: 3, line: 3)

    private func pointers(_ write: @escaping @Sendable (inout BodyWriter) -> Void) -> [String] {
        do throws(ContractBreach) {
            _ = try BodyWriter.encode(Tree(write: write))
            return []
        } catch {
            return error.violations.map(\.pointer)
        }
    }

    @Test func theWholeBodyIsTheEmptyPointer() {
        #expect(pointers { $0.string("long", Self.short) } == [""])
        #expect(pointers { $0.array([1, 2, 3, 4], Self.list) { $0.integer($1, IntegerRule(line: 4)) } } == [""])
    }

    @Test func elementsAndMembersAreSteps() {
        let found = pointers { writer in
            writer.beginObject()
            writer.name("a")
            writer.array(["x", "long", "y"], Self.list) { writer, text in writer.string(text, Self.short) }
            writer.name("b")
            writer.array([["x"], [], ["y", "long"]], Self.list) { writer, texts in
                writer.array(texts, Self.list) { writer, text in writer.string(text, Self.short) }
            }
            writer.name("c")
            writer.array([1, 2], Self.list) { writer, number in
                writer.beginObject()
                writer.name("d")
                writer.freeObject(["e": .array([1, 2])])
                writer.name("n")
                writer.integer(number, IntegerRule(maximum: 1, line: 5))
                writer.endObject()
            }
            writer.name("last")
            writer.number(.nan, NumberRule(line: 6))
            writer.endObject()
        }
        #expect(found == ["/a/1", "/b/2/1", "/c/1/n", "/last"])
    }

    @Test func whatStandsInStringsIsNoStructure() {
        let found = pointers { writer in
            writer.beginObject()
            writer.name("text")
            writer.string(#"{"a":[1,2,"\"]}:,"#, Self.any)
            writer.name("list")
            writer.array([#"],["\"#, "\\", "long"], Self.list) { writer, text in
                writer.string(text, text == "long" ? Self.short : Self.any)
            }
            writer.endObject()
        }
        #expect(found == ["/list/2"])
    }

    @Test func namesAreEscaped() {
        let found = pointers { writer in
            writer.beginObject()
            writer.name(#"a/b~\"c\\"#)
            writer.string("long", Self.short)
            writer.endObject()
        }
        #expect(found == [#"/a~1b~0"c\"#])
    }

    @Test func aReaderGoesOnAfterEachOfThem() {
        let text =
            #"{"id":"ab","parts":[{"name":"p"},{"name":"","name":"q","a/b":{}}],"tags":["",""],"note":null,"id":1}"#
        #expect(
            places(Order.self, text) == [
                "/parts/1/name minLength", "/parts/1/name properties", "/parts/1/a~1b additionalProperties",
                "/tags/0 minLength", "/tags/1 minLength", "/id properties", "/count required", "/extra required",
            ])
    }
}
