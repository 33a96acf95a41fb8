using BindGen.Model;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The structs and unions of the raw layer as templates see them, with what is declared inside them.</summary>
internal sealed class RawRecordView(ApiIndex index, RawTypes types, CommentView comments, Func<CEnum, ScriptObject> enumView)
{
    private readonly RawLayout _layout = new(index, types);
    private readonly ILookup<string, CRecord> _nestedRecords = Nested(index.Api.Records, record => record.Name);
    private readonly ILookup<string, CEnum> _nestedEnums = Nested(index.Api.Enums, @enum => @enum.Name);

    public ScriptObject Of(CRecord record)
    {
        var layout = _layout.Of(record);
        var sizeless = Sizeless(record, 0).Select(member => Sizeless(record, member.Field, member.Offset)).ToList();
        return View.Map(
            ("comment", comments.Record(record.Name)),
            ("name", types.Names.Simple(record.Tag, record.Name)),
            ("c_name", CSpelling.Print(new CNamedType(record.Tag, record.Name))),
            ("is_complete", record.IsComplete),
            ("is_explicit", layout.IsExplicit),
            ("size", record.Size),
            ("pack", layout.Pack),
            ("fields", View.List(layout.Fields, field => Field(record, field, layout))),
            ("bitfields", View.List(layout.Bitfields, bitfield => Bitfield(record, bitfield))),
            ("promoted", View.List(Promoted(record), view => view)),
            ("accessors", View.List(sizeless.Where(view => view["element"] is not null), view => view)),
            ("empty", View.List(sizeless.Where(view => view["element"] is null), view => view)),
            ("buffers", View.List(layout.Fields.Where(field => field.Count is not null), Buffer)),
            ("enums", View.List(_nestedEnums[record.Name], enumView)),
            ("records", View.List(_nestedRecords[record.Name], Of)));
    }

    /// <summary>The members that are bytes in C#, because .NET has no type for what C declares.</summary>
    public IEnumerable<(CRecord Record, RawField Field)> Opaque() =>
        index.Api.Records.Where(record => record.IsComplete)
            .SelectMany(record => _layout.Of(record).Fields.Where(field => field.IsOpaque).Select(field => (record, field)));

    private ScriptObject Field(CRecord record, RawField field, RawStruct layout) => View.Map(
        ("comment", field.Source is { Name.Length: > 0 } commented ? comments.Member(record.Name, commented.Name) : null),
        ("name", field.Name),
        ("is_storage", field.Source is null),
        ("type", field.Count is null ? field.Element : RawMemberNames.Buffer(field.Name)),
        ("offset", layout.IsExplicit ? field.ByteOffset : null),
        ("native", Native(field)));

    private string? Native(RawField field) => field.Source is { Name.Length: > 0 } source ? types.NativeName(source.Type) : null;

    private static ScriptObject Buffer(RawField field) => View.Map(
        ("name", RawMemberNames.Buffer(field.Name)), ("element", field.Element), ("count", field.Count), ("size", field.Size), ("is_huge", field.IsHuge));

    private ScriptObject Bitfield(CRecord record, RawBitfield bitfield, string path = "") => View.Map(
        ("comment", comments.Member(record.Name, bitfield.Source.Name)),
        ("name", types.Names.Member(record, bitfield.Source.Name)),
        ("storage", bitfield.Storage),
        ("bit", bitfield.Bit),
        ("width", bitfield.Source.BitWidth),
        ("type", bitfield.IsBoolean ? "bool" : bitfield.Type),
        ("is_signed", bitfield.IsSigned),
        ("is_boolean", bitfield.IsBoolean),
        ("native", CSpelling.Print(bitfield.Source.Type) + " : " + bitfield.Source.BitWidth),
        ("is_bitfield", true),
        ("path", path));

    /// <summary>The members of anonymous members, through all levels, in C's order: C calls them as if they were the record's own.</summary>
    private IEnumerable<ScriptObject> Promoted(CRecord record) => Promoted(record, record, "");

    private IEnumerable<ScriptObject> Promoted(CRecord root, CRecord record, string outer)
    {
        foreach (var field in record.Fields.Where(field => field.Name.Length == 0 && field.BitWidth is null))
        {
            if (index.RecordOf(field.Type) is not { } inner)
                continue;
            var path = $"{outer}{types.Names.Anonymous(record, field)}.";
            var layout = _layout.Of(inner);
            foreach (var member in layout.Fields.Where(member => member.Source is { Name.Length: > 0 }))
                yield return View.Map(
                    ("name", types.Names.Member(root, member.Source!.Name)),
                    ("type", member.Count is null ? member.Element : $"{types.Names.Qualified(inner.Tag, inner.Name)}.{RawMemberNames.Buffer(member.Name)}"),
                    ("native", Native(member)),
                    ("is_bitfield", false),
                    ("path", path + member.Name));
            foreach (var bitfield in layout.Bitfields)
                yield return Bitfield(root, bitfield, path + types.Names.Member(inner, bitfield.Source.Name));
            foreach (var promoted in Promoted(root, inner, path))
                yield return promoted;
        }
    }

    /// <summary>The named members that take no bytes, those of anonymous members included: these may take no bytes either.</summary>
    private IEnumerable<(CField Field, long Offset)> Sizeless(CRecord record, long start)
    {
        foreach (var field in record.Fields.Where(field => field.BitWidth is null))
        {
            var offset = start + (field.BitOffset / 8);
            if (field.Name.Length > 0)
            {
                if (_layout.SizeOf(field.Type) == 0)
                    yield return (field, offset);
            }
            else if (index.RecordOf(field.Type) is { } inner)
            {
                foreach (var member in Sizeless(inner, offset))
                    yield return member;
            }
        }
    }

    private ScriptObject Sizeless(CRecord root, CField field, long offset)
    {
        var (element, stride) = index.Resolve(field.Type) is CArrayType { Count: null or 0 } array ? _layout.Flatten(array.Element) : (field.Type, 0);
        var size = stride == 0 ? 0 : _layout.SizeOf(element);
        // No pointer is a type argument in C#.
        var printed = index.Resolve(element) is CPointerType ? "nint" : types.Print(element);
        return View.Map(
            ("name", types.Names.Member(root, field.Name)),
            ("native", CSpelling.Print(field.Type)),
            ("offset", offset),
            ("element", size == 0 ? null : printed ?? "byte"),
            ("stride", printed is null ? stride * size : stride));
    }

    private static ILookup<string, T> Nested<T>(IEnumerable<T> declarations, Func<T, string> name) =>
        declarations.Where(declaration => RawNames.Parent(name(declaration)) is not null).ToLookup(declaration => RawNames.Parent(name(declaration))!, StringComparer.Ordinal);
}
