import Foundation
import PackagePlugin

/// Finds the contracts and declares what is generated from them. All logic is in the `contract` command.
@main
struct ContractPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let folder = root.appending(path: "contracts")
        let list = folder.appending(path: "contracts.list")
        let output = context.pluginWorkDirectoryURL
        let tool = try context.tool(named: "contract").url
        let names = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        let index = Command.buildCommand(
            displayName: "Listing the contracts", executable: tool,
            arguments: ["index", "--list", list.path, "--output", output.path] + names,
            inputFiles: [list], outputFiles: [output.appending(path: "Contracts.swift")])
        return [index]
            + names.map { name in
                let contract = folder.appending(path: name)
                return .buildCommand(
                    displayName: "Generating from contracts/\(name)", executable: tool,
                    arguments: ["generate", "--root", root.path, "--output", output.path, contract.path],
                    inputFiles: [contract, list],
                    outputFiles: outputs(of: name).map { output.appending(path: $0) })
            }
    }

    /// The same names as `ContractGenerator.fileNames`: the build system wants them before the tool exists.
    private func outputs(of contract: String) -> [String] {
        let name = contract.split(separator: "/").last ?? ""
        let words = name.prefix { $0 != "." }.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let acronyms: Set<String> = ["api", "id", "ip", "svg", "uri", "url"]
        let namespace = words.map {
            acronyms.contains($0.lowercased()) ? $0.uppercased() : $0.prefix(1).uppercased() + $0.dropFirst()
        }.joined()
        return ["", "Types", "Operations", "Handlers", "Routes"].map { "\(namespace)\($0).swift" }
    }
}
