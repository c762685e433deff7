internal import YAML

/// Parameters: where they stand, how they are written as text, and what values they take.
extension ContractReader {
    mutating func parameter(_ cursor: Cursor) -> Parameter? {
        guard let target = component(cursor, kind: "parameters") else { return nil }
        allow(
            [
                "name", "in", "required", "description", "deprecated", "schema", "style", "explode", "allowReserved",
                "example", "examples",
            ], in: target, of: "a parameter")
        let name = requiredName(in: target, of: "the parameter")
        guard let place = target.child("in"), let location = place.node.text.flatMap(Parameter.Location.init(rawValue:))
        else {
            report(target.child("in") ?? target, "a parameter's \"in\" must be path, query, header or cookie")
            return nil
        }
        checkName(name, location, target)
        guard let schemaCursor = target.child("schema") else {
            report(target, "the parameter has no schema: write one")
            return nil
        }
        guard let schema = schema(schemaCursor, allowsDefault: true) else { return nil }
        let style = style(target, location)
        let isRequired = flag("required", in: target) ?? false
        if location == .path && !isRequired { report(target, "a path parameter must have required: true") }
        if isRequired && schema.defaultValue != nil {
            report(schemaCursor, "a default has no effect where the value is required: remove one of them")
        }
        // It asks clients to leave some characters alone; what arrives is read alike.
        if flag("allowReserved", in: target) == true, location != .query {
            report(target.child("allowReserved") ?? target, "allowReserved has a meaning in a query only: remove it")
        }
        let parameter = Parameter(
            name: name, location: location, isRequired: isRequired,
            isDeprecated: flag("deprecated", in: target) ?? false, description: text("description", in: target),
            schema: schema, style: style,
            explode: flag("explode", in: target) ?? (style == .form || style == .deepObject),
            mark: target.node.mark, site: Site(target))
        checkShape(parameter, schemaCursor, target)
        return parameter
    }

    private mutating func checkName(_ name: String, _ location: Parameter.Location, _ target: Cursor) {
        guard !name.isEmpty else { return }
        if location == .header, ["accept", "authorization", "content-type"].contains(name.lowercased()) {
            report(target, "a header parameter \(name) has no effect (OpenAPI 3.0.3): remove it")
        }
        if location == .header || location == .cookie, !isToken(name) {
            report(
                target.child("name") ?? target,
                "\"\(name)\" cannot be the name of a \(location.rawValue): use letters, digits and hyphens")
        }
    }

    private mutating func style(_ target: Cursor, _ location: Parameter.Location) -> Parameter.Style {
        let allowed = Parameter.Style.allowed(in: location)
        guard let child = target.child("style") else { return allowed[0] }
        guard let style = child.node.text.flatMap(Parameter.Style.init(rawValue:)), allowed.contains(style) else {
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            report(child, "this style is not one of a \(location.rawValue) parameter: write \(names), or leave it out")
            return allowed[0]
        }
        return style
    }

    /// Scalars, arrays of scalars and objects of scalars can be written as text; what goes deeper cannot.
    private mutating func checkShape(_ parameter: Parameter, _ schemaCursor: Cursor, _ target: Cursor) {
        let what = "a \(parameter.location.rawValue) parameter"
        guard let shape = shape(parameter.schema) else { return }
        if parameter.schema.isNullable { report(schemaCursor, "\(what) cannot be null: remove nullable") }
        switch shape {
        case .array(let element, _):
            checkScalar(element, schemaCursor, "an item of \(what)")
            if parameter.style == .form, parameter.explode, parameter.location == .cookie {
                report(target, "an exploded array in cookies is not supported: write explode: false")
            }
            if parameter.style == .deepObject { report(target, "the style deepObject is for objects: write form") }
            // It would be written `a=1&a=2`, which no cookie is.
            if parameter.explode && parameter.location == .cookie {
                report(target, "an exploded array in cookies is not supported: write explode: false")
            }
        case .object(let properties, _):
            requireName(of: parameter.schema, schemaCursor)
            for property in properties { checkScalar(property.schema, schemaCursor, "a property of \(what)") }
            checkObject(parameter, properties, target)
        case .freeObject: report(schemaCursor, "\(what) cannot be a free object: list its properties")
        case .file: report(schemaCursor, "a file stands in a part of multipart/form-data only")
        default:
            if case .enumeration = shape { requireName(of: parameter.schema, schemaCursor) }
            if [.spaceDelimited, .pipeDelimited, .deepObject].contains(parameter.style) {
                report(target, "the style \(parameter.style.rawValue) is not for single values: leave it out")
            }
            if parameter.location == .path { checkPathScalar(shape, schemaCursor) }
        }
    }

    /// An object or an enum becomes a type, which takes its name from the schema.
    mutating func requireName(of schema: Schema, _ cursor: Cursor) {
        if case .reference = schema.shape { return }
        report(cursor, "name this schema: move it to components/schemas and refer to it")
    }

    private mutating func checkObject(_ parameter: Parameter, _ properties: [Schema.Property], _ target: Cursor) {
        switch parameter.style {
        case .spaceDelimited, .pipeDelimited:
            report(
                target, "the style \(parameter.style.rawValue) is not supported for objects: write deepObject or form")
        case .deepObject where !parameter.explode:
            report(target.child("explode") ?? target, "deepObject has no form without explode: leave explode out")
        case .form where parameter.explode && parameter.location == .cookie:
            report(target, "an exploded object in cookies is not supported: write explode: false")
        default: break
        }
    }

    private mutating func checkScalar(_ schema: Schema, _ cursor: Cursor, _ what: String) {
        if schema.isNullable { report(cursor, "\(what) cannot be null: remove nullable") }
        switch shape(schema) {
        case .array, .object, .freeObject, .file:
            report(cursor, "\(what) must be a string, an integer, a number, a boolean or an enum")
        default: break
        }
    }

    private mutating func checkPathScalar(_ shape: Schema.Shape, _ cursor: Cursor) {
        switch shape {
        case .string, .integer, .enumeration: break
        default: report(cursor, "a path parameter must be a string, an integer, an enum, an array or an object")
        }
    }

    /// The shape that a schema has in the end; nil when that could not be read, which is told where it stands.
    func shape(_ schema: Schema) -> Schema.Shape? {
        var schema = schema
        for _ in 0...schemaNames.count {
            guard case .reference(let name) = schema.shape else { return schema.shape }
            guard let target = namedSchema(name) else { return nil }
            schema = target
        }
        return nil
    }
}
