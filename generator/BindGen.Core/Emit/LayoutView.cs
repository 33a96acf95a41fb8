using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The layouts that the safe layer depends on, as templates see them: the wrappers' side says what is expected, the shims' side has
/// the C compiler fill a table.</summary>
internal sealed class LayoutView(OwnershipModel model, LayoutUses uses)
{
    /// <summary>The files with their templates: who asks, and who answers.</summary>
    public static IEnumerable<(string Path, string Template)> Files => [("safe/NativeLayouts.cs", "safe/layouts.sbn-cs"), ("shims/layouts.c", "shims/layouts.sbn-c")];

    /// <summary>The function that gives the table: each project has its own, because several can have one library.</summary>
    private string Symbol => $"bindgen_layouts_{model.Project.Replace('.', '_')}";

    public bool IsEmpty => !uses.Records.Any();

    public ScriptArray Names => Emit.View.List(uses.Records, record => record.Spelling);

    public ScriptObject View()
    {
        var records = uses.Records.ToList();
        return Emit.View.Map(
            ("symbol", Symbol),
            ("is_kernel", model.Api.Target.HasExportTable),
            ("headers", Emit.View.List(model.Api.Headers, header => header)),
            ("hidden", Emit.View.List(Hidden(records), name => name)),
            ("has_arrays", records.Any(record => record.Members.Any(member => member.Size == 0))),
            ("records", Emit.View.List(records, record => Emit.View.Map(
                ("name", record.Spelling),
                ("raw_type", record.RawType),
                ("size", record.Record.Size),
                ("align", record.Record.Align),
                ("members", Emit.View.List(record.Members, member => Emit.View.Map(("name", member.Path), ("offset", member.Offset), ("size", member.Size))))))));
    }

    /// <summary>The names that a macro stands before: a header can hide one of its own once it is done with it.</summary>
    private IEnumerable<string> Hidden(IEnumerable<UsedRecord> records)
    {
        var macros = new HashSet<string>(model.Api.Macros.Where(macro => !macro.IsFunctionLike).Select(macro => macro.Name), StringComparer.Ordinal);
        return records.SelectMany(record => record.Members.SelectMany(member => member.Path.Split('.')).Append(record.Spelling.Split(' ').Last()))
            .Where(macros.Contains).Distinct().OrderBy(name => name, StringComparer.Ordinal);
    }
}
