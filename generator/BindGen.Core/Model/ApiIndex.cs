using System.Collections.Immutable;

namespace BindGen.Model;

/// <summary>Finds declarations of a <see cref="CApi"/> by name and looks through typedefs.</summary>
internal sealed class ApiIndex
{
    private readonly Dictionary<string, CFunction> _functions;
    private readonly Dictionary<string, CRecord> _records;
    private readonly Dictionary<string, CEnum> _enums;
    private readonly Dictionary<string, CTypedef> _typedefs;
    private readonly Dictionary<string, CMacro> _macros;
    private readonly Dictionary<string, CVariable> _variables;

    public ApiIndex(CApi api)
    {
        Api = api;
        _functions = ByName(api.Functions, function => function.Name);
        _records = ByName(api.Records, record => RecordKey(record.Tag, record.Name));
        _enums = ByName(api.Enums, @enum => @enum.Name);
        _typedefs = ByName(api.Typedefs, typedef => typedef.Name);
        _macros = ByName(api.Macros, macro => macro.Name);
        _variables = ByName(api.Variables, variable => variable.Name);
    }

    public CApi Api { get; }

    public CFunction? Function(string name) => _functions.TryGetValue(name, out var function) ? function : null;

    public CRecord? Record(CTag tag, string name) => _records.TryGetValue(RecordKey(tag, name), out var record) ? record : null;

    public CEnum? Enum(string name) => _enums.TryGetValue(name, out var @enum) ? @enum : null;

    public CTypedef? Typedef(string name) => _typedefs.TryGetValue(name, out var typedef) ? typedef : null;

    public CMacro? Macro(string name) => _macros.TryGetValue(name, out var macro) ? macro : null;

    public CVariable? Variable(string name) => _variables.TryGetValue(name, out var variable) ? variable : null;

    /// <summary>The type behind all typedefs at the outermost level; qualifiers on the way are kept.</summary>
    public CType Resolve(CType type)
    {
        while (type is CNamedType { Tag: CTag.Typedef } named && Typedef(named.Name) is { } typedef)
            type = typedef.Type.Qualified(named.IsConst, named.IsVolatile);
        return type;
    }

    /// <summary>The record that a pointer points to; null for every other type.</summary>
    public CRecord? Pointee(CType type) => Resolve(type) is CPointerType pointer ? RecordOf(pointer.Pointee) : null;

    /// <summary>The record that a type is; null for every other type.</summary>
    public CRecord? RecordOf(CType type) => Resolve(type) is CNamedType { Tag: CTag.Struct or CTag.Union } named ? Record(named.Tag, named.Name) : null;

    private static string RecordKey(CTag tag, string name) => tag == CTag.Union ? "union " + name : name;

    private static Dictionary<string, T> ByName<T>(ImmutableArray<T> declarations, Func<T, string> key)
    {
        var byName = new Dictionary<string, T>(declarations.Length, StringComparer.Ordinal);
        foreach (var declaration in declarations)
            byName[key(declaration)] = declaration;
        return byName;
    }
}
