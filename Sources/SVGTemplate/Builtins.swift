/// The filters of Tera 1.x, by the names templates use.
enum Filter: String, Sendable, CaseIterable {
    case `default`, safe
    // On strings.
    case upper, lower, capitalize, title, trim, truncate, wordcount, replace, split, indent, striptags, spaceless
    case escape, urlencode, slugify, addslashes, linebreaksbr, int, float
    case trimStart = "trim_start"
    case trimEnd = "trim_end"
    case trimStartMatches = "trim_start_matches"
    case trimEndMatches = "trim_end_matches"
    case escapeXML = "escape_xml"
    case urlencodeStrict = "urlencode_strict"
    // On arrays and objects.
    case first, last, nth, join, sort, unique, slice, filter, map, concat, get
    case groupBy = "group_by"
    // On numbers.
    case abs, round, pluralize, filesizeformat
    // On several kinds.
    case length, reverse, date
    case jsonEncode = "json_encode"
    case asString = "as_str"
}

/// The tests of Tera 1.x, by the names templates use.
enum Test: String, Sendable, CaseIterable {
    case defined, undefined, odd, even, string, number, divisibleby, iterable, object, containing, matching
    case startingWith = "starting_with"
    case endingWith = "ending_with"

    var argumentCount: Int {
        switch self {
        case .divisibleby, .containing, .matching, .startingWith, .endingWith: 1
        default: 0
        }
    }
}

/// The functions of Tera 1.x that see neither the process nor chance.
enum Function: String, Sendable, CaseIterable { case range, now, `throw` }

extension TemplateParser {
    /// Parts of Tera that exist but are not offered here: they get a message of their own.
    static let withheldTags: Set<String> = ["include", "extends", "import"]
    static let withheldFunctions: Set<String> = ["get_env", "get_random", "super"]
}
