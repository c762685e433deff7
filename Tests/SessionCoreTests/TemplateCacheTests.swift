import JSON
import SVGTemplate
import Testing

@testable import SessionCore

struct TemplateCacheTests {
    private func source(_ number: Int) -> String { "<svg>\(1000 + number){{ 1 + 1 }}</svg>" }

    @Test func givesTheTemplateOfItsSource() throws {
        let cache = TemplateCache()
        for _ in 0..<2 {
            for number in 0..<3 {
                let text = try cache.template(source(number)).render([:], now: 0)
                #expect(String(decoding: text, as: UTF8.self) == "<svg>\(1000 + number)2</svg>")
            }
        }
        #expect(cache.size.count == 3)
        #expect(cache.size.bytes == 3 * source(0).utf8.count)
    }

    @Test func keepsSoManyAndNotOneMore() throws {
        let cache = TemplateCache(count: 8)
        for number in 0..<8 { _ = try cache.template(source(number)) }
        #expect(cache.size.count == 8)
        for number in 8..<100 {
            _ = try cache.template(source(number))
            #expect(cache.size.count <= 8)
        }
    }

    @Test func keepsSoManyBytesAndNotOneMore() throws {
        let length = source(0).utf8.count
        let cache = TemplateCache(bytes: 8 * length)
        for number in 0..<8 { _ = try cache.template(source(number)) }
        #expect(cache.size.bytes == 8 * length)
        for number in 8..<100 {
            _ = try cache.template(source(number))
            #expect(cache.size.bytes <= 8 * length)
        }
    }

    @Test func servesWhatIsTooLongToBeKept() throws {
        let cache = TemplateCache(bytes: 20)
        #expect(try cache.template(source(1)).render([:], now: 0).isEmpty == false)
        #expect(cache.size.count == 0)
    }

    @Test func doesNotKeepWhatDoesNotParse() {
        let cache = TemplateCache()
        for _ in 0..<2 {
            #expect(throws: TemplateError.self) { try cache.template("{{ 1 + }}") }
        }
        #expect(cache.size.count == 0)
    }

    @Test func keepsWhatIsAskedForAgainAndAgain() throws {
        let cache = TemplateCache(count: 4)
        for number in 1..<50 {
            _ = try cache.template(source(0))
            _ = try cache.template(source(number))
        }
        #expect(cache.keeps(source(0)))
        #expect(!cache.keeps(source(1)))
    }

    @Test func servesManyThreadsAtOnce() async {
        let cache = TemplateCache(count: 6)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 { group.addTask { await TemplateCacheTests.wrongAnswers(of: cache, from: task) } }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
        #expect(cache.size.count <= 6)
    }

    @concurrent private static func wrongAnswers(of cache: TemplateCache, from first: Int) async -> Int {
        (first..<(first + 200)).count { number in
            let text = try? cache.template("\(number % 12)").render([:], now: 0)
            return text != Array("\(number % 12)".utf8)
        }
    }
}
