using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The raw layer as templates see it: per C header its functions, enums and records.</summary>
internal sealed class RawView(OwnershipModel model, ApiIndex index)
{
    private readonly RawTypes _types = new(index);
    private readonly ILookup<string, CRecord> _nestedRecords = Nested(model.Api.Records, record => record.Name);
    private readonly ILookup<string, CEnum> _nestedEnums = Nested(model.Api.Enums, @enum => @enum.Name);
    private RawLayout? _layout;

    public RawTypes Types => _types;

    private RawLayout Layout => _layout ??= new RawLayout(index, _types);

    /// <summary>Every header that declares something, by name.</summary>
    public IEnumerable<string> Headers() =>
        model.Api.Functions.Cast<CDeclaration>().Concat(model.Api.Records).Concat(model.Api.Enums)
            .Where(IsTopLevel)
            .Select(declaration => declaration.Location.Header)
            .Distinct()
            .OrderBy(header => header, StringComparer.Ordinal);

    public static string Path(string header) =>
        "raw/" + (header.EndsWith(".h", StringComparison.Ordinal) ? header[..^2] : header).Replace("<", "").Replace(">", "") + ".cs";

    public ScriptObject Header(string header)
    {
        var functions = model.Api.Functions.Where(function => function.Location.Header == header).ToList();
        return View.Map(
            ("header", header),
            ("functions", View.List(functions.Where(IsImported), Function)),
            ("left_out", View.List(functions.Where(function => !IsImported(function)), LeftOut)),
            ("enums", View.List(model.Api.Enums.Where(@enum => @enum.Location.Header == header && IsTopLevel(@enum)), Enum)),
            ("records", View.List(model.Api.Records.Where(record => record.Location.Header == header && IsTopLevel(record)), Record)));
    }

    /// <summary>The name that a shim gives an inline function.</summary>
    public static string ShimName(CFunction function) => "bindgen_" + function.Name;

    public bool IsShimmed(CFunction function) => function.Linkage == CLinkage.Inline && WrappedInlines.Contains(function.Name);

    private HashSet<string> WrappedInlines => field ??= new HashSet<string>(
        model.Symbols.Where(fact => fact.Disposition == Disposition.Wrapped && fact.Function.Linkage == CLinkage.Inline).Select(fact => fact.Function.Name),
        StringComparer.Ordinal);

    private bool IsImported(CFunction function) => Reason(function) is null;

    /// <summary>Why a function is left out of the raw layer; null for one that it imports.</summary>
    public string? Reason(CFunction function) =>
        function.IsVariadic ? "takes a variable number of arguments"
        : function.Linkage == CLinkage.Inline && !IsShimmed(function) ? "is inline and no rule asks for a shim"
        : function.Linkage == CLinkage.External && model.Api.Target.HasExportTable && function.Export is null ? "is not exported"
        : !_types.IsPassable(function.Result) || !function.Parameters.All(parameter => _types.IsPassable(parameter.Type)) ? "passes a type that .NET cannot"
        : null;

    private ScriptObject LeftOut(CFunction function) => View.Map(("name", function.Name), ("reason", Reason(function)));

    private ScriptObject Function(CFunction function) => View.Map(
        ("name", CSharpName.Escape(function.Name)),
        ("entry_point", IsShimmed(function) ? ShimName(function) : null),
        ("result", _types.Print(function.Result)),
        ("native_result", _types.NativeName(function.Result)),
        ("parameters", View.List(function.Parameters.Select((parameter, position) => (parameter, position)), item => View.Map(
            ("name", item.parameter.Name.Length == 0 ? $"arg{item.position}" : CSharpName.Escape(item.parameter.Name)),
            ("type", _types.Print(item.parameter.Type)),
            ("native", _types.NativeName(item.parameter.Type))))));

    private ScriptObject Enum(CEnum @enum) => View.Map(
        ("name", _types.Names.Simple(CTag.Enum, @enum.Name)),
        ("type", RawTypes.EnumBase(@enum)),
        ("values", View.List(@enum.Values, value => View.Map(
            ("name", CSharpName.Escape(value.Name)),
            ("value", EnumValue(@enum, value))))));

    public static string EnumValue(CEnum @enum, CEnumerator value) =>
        @enum.Underlying is CBuiltin.UInt or CBuiltin.ULong or CBuiltin.ULongLong
            ? unchecked((ulong)value.Value).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private ScriptObject Record(CRecord record)
    {
        var layout = Layout.Of(record);
        return View.Map(
            ("name", _types.Names.Simple(record.Tag, record.Name)),
            ("c_name", CSpelling.Print(new CNamedType(record.Tag, record.Name))),
            ("is_complete", record.IsComplete),
            ("is_explicit", layout.IsExplicit),
            ("size", record.Size),
            ("pack", layout.Pack),
            ("fields", View.List(layout.Fields, field => Field(field, layout))),
            ("bitfields", View.List(layout.Bitfields, bitfield => Bitfield(record, bitfield))),
            ("buffers", View.List(layout.Fields.Where(field => field.Count is not null), Buffer)),
            ("enums", View.List(_nestedEnums[record.Name], Enum)),
            ("records", View.List(_nestedRecords[record.Name], Record)));
    }

    private ScriptObject Field(RawField field, RawStruct layout) => View.Map(
        ("name", field.Name),
        ("is_storage", field.Source is null),
        ("type", field.Count is null ? field.Element : BufferName(field)),
        ("offset", layout.IsExplicit ? field.ByteOffset : null),
        ("native", field.Source is { Name.Length: > 0 } source ? _types.NativeName(source.Type) : null));

    private static ScriptObject Buffer(RawField field) => View.Map(("name", BufferName(field)), ("element", field.Element), ("count", field.Count));

    private static string BufferName(RawField field) => $"_{CSharpName.Bare(field.Name)}_e__FixedBuffer";

    private ScriptObject Bitfield(CRecord record, RawBitfield bitfield) => View.Map(
        ("name", _types.Names.Member(record, bitfield.Source.Name)),
        ("storage", bitfield.Storage),
        ("bit", bitfield.Bit),
        ("width", bitfield.Source.BitWidth),
        ("type", bitfield.IsBoolean ? "bool" : bitfield.Type),
        ("is_signed", bitfield.IsSigned),
        ("is_boolean", bitfield.IsBoolean),
        ("native", CSpelling.Print(bitfield.Source.Type)));

    private static bool IsTopLevel(CDeclaration declaration) => declaration is CFunction || RawNames.Parent(declaration.Name) is null;

    private static ILookup<string, T> Nested<T>(IEnumerable<T> declarations, Func<T, string> name) =>
        declarations.Where(declaration => RawNames.Parent(name(declaration)) is not null).ToLookup(declaration => RawNames.Parent(name(declaration))!, StringComparer.Ordinal);
}
