// swift-tools-version: 6.2
import PackageDescription

/// One settings array for every Swift target, so that no corner of the tree is judged more mildly than the rest.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),  // data races are compile errors
    .strictMemorySafety(),  // every unsafe expression is marked `unsafe` and can be found
    .treatAllWarnings(as: .error),  // a warning is a defect that compiles
    .enableUpcomingFeature("ExistentialAny"),  // dynamic dispatch is visible
    .enableUpcomingFeature("InternalImportsByDefault"),  // C modules do not leak through our interfaces
    .enableUpcomingFeature("MemberImportVisibility"),  // a file imports what it uses
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // async functions stay on the caller's loop
]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

/// `VELLUM_MEASURE_WITHOUT_CHECKS=1` builds responses without their checks. It is for `bench checks` alone, which tells
/// what the checks cost: no such build may serve anybody.
let measuring: [SwiftSetting] =
    Context.environment["VELLUM_MEASURE_WITHOUT_CHECKS"] == "1" ? [.define("MEASURE_WITHOUT_CHECKS")] : []

/// The engine's state is touched on its own loop only. Debug builds, which all tests run, check each access of a stored
/// property for overlaps; the release does not pay for that: a fifth of a small request's instructions.
let engine = strict + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// - Parameter resources: files that the tests read from the checkout, and nobody compiles.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: resources, swiftSettings: strict)
}

let package = Package(
    name: "Vellum",
    products: [
        .executable(name: "vellum", targets: ["vellum"]),
        .executable(name: "contract", targets: ["contract"]),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
        .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CLinux"),

        // From a contract to Swift text.
        library("Patterns"),
        library("YAML", ["CYAML", "JSON"]),
        library("OpenAPI", ["YAML", "Patterns"]),
        library("ContractGenerator", ["OpenAPI", "YAML", "COpenSSL"]),
        library("ContractLint", ["OpenAPI", "YAML", "JSON", "Patterns"]),
        library("ContractDiff", ["OpenAPI", "YAML", "Patterns", "JSON"]),
        .executableTarget(
            name: "contract", dependencies: ["ContractGenerator", "ContractLint", "ContractDiff", "OpenAPI"],
            swiftSettings: strict),
        .plugin(name: "ContractPlugin", capability: .buildTool(), dependencies: ["contract"]),

        // What generated code stands on.
        library("JSON"),
        library("HTTPCore"),
        library("Metrics"),
        .target(
            name: "ContractRuntime", dependencies: ["JSON", "Patterns", "HTTPCore"],
            swiftSettings: strict + measuring),
        library("ServiceContracts", ["ContractRuntime", "HTTPCore", "JSON"], plugins: ["ContractPlugin"]),

        // The engine and the session core.
        .target(name: "EventLoop", dependencies: ["CLinux"], swiftSettings: engine),
        .target(name: "HTTPServer", dependencies: ["EventLoop", "HTTPCore", "CLinux"], swiftSettings: engine),
        library("Redis", ["EventLoop", "Metrics", "CHiredis", "CLinux"]),
        library("JOSE", ["JSON", "COpenSSL"]),
        library("SVGTemplate", ["JSON", "Patterns"]),
        library(
            "SessionCore", ["JOSE", "Redis", "SVGTemplate", "EventLoop", "HTTPCore", "JSON", "Metrics", "CCrypt"]),

        // The service.
        library(
            "Handlers", ["ServiceContracts", "ContractRuntime", "SessionCore", "HTTPCore", "EventLoop", "JOSE", "JSON"]),
        library("Operations", ["ContractRuntime", "HTTPCore", "JSON", "Metrics"]),
        .target(
            name: "Page", dependencies: ["HTTPCore"],
            resources: [
                "index.html", "page.css", "page.js", "api.js", "dom.js", "list.js", "detail.js", "create.js",
                "draft.js", "edits.js", "retry.js", "names.js", "picture.js", "icon.svg",
            ].map { .embedInCode($0) }
                + ["build-status", "progress", "bar-chart", "clock", "status-board", "greeting"].flatMap { name in
                    ["svg.tera", "json", "svg"].map { .embedInCode("gallery/\(name).\($0)") }
                },
            swiftSettings: strict),
        .executableTarget(
            name: "vellum",
            dependencies: [
                "Page", "Operations", "Metrics", "Handlers", "ServiceContracts", "ContractRuntime", "HTTPServer",
                "HTTPCore", "SessionCore", "EventLoop", "Redis", "JOSE", "JSON",
            ],
            swiftSettings: strict),

        // Load, as many users make it: figures, and whether all was right.
        .executableTarget(
            name: "bench",
            dependencies: [
                "EventLoop", "HTTPServer", "HTTPCore", "JSON", "CLinux", "ContractRuntime", "ServiceContracts",
                "Redis", "SessionCore", "Metrics", "SVGTemplate", "vellum",
            ],
            swiftSettings: strict),

        // A contract of another domain with every construct, as generated: checked in, compiled, and served by its tests.
        .target(
            name: "GoldenLibrary", dependencies: ["ContractRuntime", "HTTPCore", "JSON"], path: "Tests/GoldenLibrary",
            exclude: ["library.yaml"], swiftSettings: strict),

        // Messages of HTTP and what a strict server answers, by clause.
        .target(name: "WireCases", path: "Tests/WireCases", swiftSettings: strict),

        // The oracle, which shares no code with the generated checks.
        library("ContractTesting", ["YAML"]),

        tests("JSONTests", ["JSON"]),
        tests("PatternsTests", ["Patterns"]),
        tests("YAMLTests", ["YAML"]),
        tests("ContractGeneratorTests", ["ContractGenerator", "OpenAPI", "YAML"], resources: ["Golden"]),
        tests(
            "ContractLintTests", ["ContractLint", "OpenAPI", "YAML", "ContractTesting", "ContractRuntime", "contract"],
            resources: ["Golden"]),
        tests(
            "ContractDiffTests",
            ["ContractDiff", "OpenAPI", "YAML", "JSON", "Patterns", "ContractTesting", "contract"],
            resources: ["Golden"]),
        tests("ContractRuntimeTests", ["ContractRuntime", "ServiceContracts", "JSON", "HTTPCore"]),
        // The engine in a process of its own, whose memory the tests measure.
        .executableTarget(
            name: "EngineHost", dependencies: ["HTTPServer", "HTTPCore", "EventLoop"], path: "Tests/EngineHost",
            swiftSettings: strict),
        tests("HTTPServerTests", ["WireCases", "HTTPServer", "HTTPCore", "EventLoop", "CLinux", "EngineHost"]),
        tests("RedisTests", ["Redis", "EventLoop", "Metrics"]),
        tests("JOSETests", ["JOSE", "JSON"]),
        tests("SVGTemplateTests", ["SVGTemplate", "JSON"], resources: ["Tera"]),
        tests("SessionCoreTests", ["SessionCore", "JSON", "Redis", "EventLoop", "JOSE", "Metrics"]),
        tests("HandlersTests", ["Handlers", "SessionCore"]),
        tests("MetricsTests", ["Metrics"]),
        tests("OperationsTests", ["Operations", "ContractRuntime", "Metrics", "HTTPCore"]),
        tests("PageTests", ["Page", "HTTPCore", "SVGTemplate", "JSON"]),
        tests(
            "GoldenLibraryTests",
            [
                "GoldenLibrary", "ContractRuntime", "ContractTesting", "OpenAPI", "HTTPServer", "HTTPCore", "EventLoop",
                "JSON",
            ]),
        tests("ContractTestingTests", ["ContractTesting", "YAML"]),
        tests("BenchTests", ["bench"]),
        tests("OptionTests", ["vellum", "HTTPServer", "SessionCore"]),
        tests(
            "ServiceTests",
            ["ContractTesting", "HTTPServer", "HTTPCore", "Redis", "EventLoop", "JOSE", "JSON", "CLinux", "vellum"],
            resources: ["excuses.txt", "ThirdContract"]),
    ]
)

/// The targets of these names with all that they stand on.
func stack(_ names: Set<String>, of targets: [Target]) -> [Target] {
    let found = targets.filter { names.contains($0.name) }
    let below = found.flatMap(\.dependencies)
    let wider = names.union(below.compactMap { if case .byNameItem(let name, _) = $0 { name } else { nil } })
    return wider == names ? found : stack(wider, of: targets)
}

// Sanitizers want everything built anew: `.ci/sanitize` builds the test targets that it names, and nothing else.
if let names = Context.environment["VELLUM_ONLY"], !names.isEmpty {
    package.products = []
    package.targets = stack(Set(names.split(separator: " ").map(String.init)), of: package.targets)
}

// Fuzzers have libFuzzer's main and want everything instrumented: a build of their own, by `.ci/fuzz`, and in it
// nothing else.
if Context.environment["VELLUM_FUZZ"] == "1" {
    func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: name, dependencies: dependencies + ["FuzzSupport"], path: "Tests/Fuzzers/\(name)",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
    }
    package.products = []
    package.targets =
        stack(["YAML", "JSON", "ContractGenerator", "HTTPServer", "WireCases", "SVGTemplate"], of: package.targets) + [
            .target(
                name: "FuzzSupport", dependencies: ["YAML"], path: "Tests/Fuzzers/FuzzSupport", swiftSettings: strict),
            fuzzer("FuzzYAML", ["YAML"]),
            .systemLibrary(name: "CFuzzer", path: "Tests/Fuzzers/CFuzzer"),
            fuzzer("FuzzContract", ["OpenAPI", "ContractGenerator", "CFuzzer"]),
            fuzzer("FuzzJSON", ["JSON"]),
            fuzzer("FuzzTemplate", ["SVGTemplate", "JSON"]),
            fuzzer("FuzzHTTP", ["HTTPServer", "HTTPCore", "WireCases"]),
        ]
}
