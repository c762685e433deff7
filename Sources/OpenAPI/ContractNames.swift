/// Names that a contract may not give.
package enum ContractNames {
    /// Types that the generated code declares, conforms to or calls, and those of Swift that it would hide.
    package static let reservedTypes: Set<String> = [
        "Any", "Array", "Bool", "Character", "Dictionary", "Double", "Error", "Int", "Int64", "Never", "Optional",
        "Protocol", "Result", "Self", "Set", "String", "Substring", "Task", "Type", "Void",
        // What generated code declares, conforms to or calls.
        "APIKeyCredentials", "Accepted", "ArrayRule", "Authenticator", "BasicCredentials", "Body", "BearerCredentials",
        "BodyReader", "BodyWriter", "Caller", "CaseIterable",
        "Codable", "CodingKey", "CodingKeys", "ContractBreach", "ContractDecodable", "ContractDocument",
        "ContractEncodable", "Decoder",
        "DocumentedStatus", "Encoder", "Equatable", "FilePart", "FileRule", "Granted", "HTTPResponse", "Handlers",
        "Input", "IntegerRule", "JSONObject",
        "NumberRule",
        "ObjectRule", "Output", "PlainRule", "Rejection", "RequestContext", "RequestStream", "ResponseBuilder",
        "ResponseStream",
        "Route", "Rules", "SecurityAlternative", "Sendable", "StaticString", "StringRule", "TextRule",
    ]
}
