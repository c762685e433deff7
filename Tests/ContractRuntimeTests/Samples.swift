import ContractRuntime
import JSON

/// A type written by hand the way generated types are: an order with every kind of member.
struct Order: Equatable, ContractDecodable, ContractEncodable {
    enum Size: String, CaseIterable { case small, large }

    var id: String
    var count: Int
    var weight: Double?
    var isGift: Bool
    var size: Size?
    var note: String?
    var tags: [String]
    var parts: [Part]
    var extra: JSONObject?

    static let rule = ObjectRule(
        ["id", "count", "weight", "gift", "size", "note", "tags", "parts", "extra"], required: 0b1_0010_0011, line: 10)
    static let idRule = StringRule(minLength: 2, maxLength: 4, pattern: "^[a-z]+$", excluded: "^no$", line: 11)
    static let countRule = IntegerRule(minimum: 1, maximum: 5, line: 12)
    static let weightRule = NumberRule(minimum: 0.5, maximum: 2, line: 13)
    static let plain = PlainRule(line: 14)
    static let tagsRule = ArrayRule(maxItems: 2, line: 15)
    static let tagRule = StringRule(minLength: 1, line: 16)
    static let text = StringRule(line: 17)

    static func read(from reader: inout BodyReader) -> Order? {
        var id: String?
        var count: Int?
        var weight: Double?
        var isGift: Bool?
        var size: Size?
        var note: String??
        var tags: [String]?
        var parts: [Part]?
        var extra: JSONObject?
        var object = reader.object(rule)
        while let member = reader.member(of: &object) {
            switch member {
            case 0: id = reader.string(idRule)
            case 1: count = reader.integer(countRule)
            case 2: weight = reader.number(weightRule)
            case 3: isGift = reader.bool(plain)
            case 4: size = reader.choice(Size.self, plain)
            case 5: note = reader.nullable { reader in reader.string(text) }
            case 6: tags = reader.array(tagsRule) { reader in reader.string(tagRule) }
            case 7: parts = reader.array(ArrayRule(line: 18)) { reader in Part.read(from: &reader) }
            case 8: extra = reader.freeObject(plain)
            default: break
            }
        }
        guard object.isObject, let id, let count, let note else { return nil }
        return Order(
            id: id, count: count, weight: weight, isGift: isGift ?? true, size: size, note: note, tags: tags ?? [],
            parts: parts ?? [], extra: extra)
    }

    func write(to writer: inout BodyWriter) {
        writer.beginObject()
        writer.name("id")
        writer.string(id, Order.idRule)
        writer.name("count")
        writer.integer(count, Order.countRule)
        if let weight {
            writer.name("weight")
            writer.number(weight, Order.weightRule)
        }
        writer.name("gift")
        writer.bool(isGift)
        writer.name("note")
        if let note { writer.string(note, Order.text) } else { writer.null() }
        writer.name("tags")
        writer.array(tags, Order.tagsRule) { writer, tag in writer.string(tag, Order.tagRule) }
        if let extra {
            writer.name("extra")
            writer.freeObject(extra)
        }
        writer.endObject()
    }

    struct Part: Equatable {
        var name: String

        static let rule = ObjectRule(["name"], required: 0b1, line: 20)

        static func read(from reader: inout BodyReader) -> Part? {
            var name: String?
            var object = reader.object(rule)
            while reader.member(of: &object) != nil { name = reader.string(Order.tagRule) }
            guard object.isObject, let name else { return nil }
            return Part(name: name)
        }
    }
}

extension Rejection {
    /// Each violation as `pointer keyword`.
    var places: [String] { violations.map { "\($0.pointer) \($0.keyword)" } }
}

/// What reading gave: a value, or the refusal.
func reading<Value: ContractDecodable>(_ type: Value.Type, _ text: String) -> Result<Value, Rejection> {
    Result { () throws(Rejection) in try BodyReader.read(type, from: Array(text.utf8)) }
}

func places<Value: ContractDecodable>(_ type: Value.Type, _ text: String) -> [String] {
    switch reading(type, text) {
    case .success: []
    case .failure(let rejection): rejection.places
    }
}
