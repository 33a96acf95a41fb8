using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The C file that gives a symbol to inline functions, macros and variadic functions, and what builds it: a kernel module for a kernel, a shared library
/// otherwise.</summary>
internal sealed class ShimView(OwnershipModel model, RawView raw)
{
    private bool IsKernel => model.Api.Target.HasExportTable;

    /// <summary>Whether anything without a symbol is wrapped.</summary>
    public bool HasFiles => Functions().Any();

    /// <summary>The files with their templates; none when nothing without a symbol is wrapped.</summary>
    public IEnumerable<(string Path, string Template)> Files() =>
        !HasFiles ? []
        : IsKernel ? [("shims/shims.c", "shims/shims.sbn-c"), ("shims/Kbuild", "shims/kbuild.sbn"), ("shims/Makefile", "shims/kernel-makefile.sbn")]
        : [("shims/shims.c", "shims/shims.sbn-c"), ("shims/Makefile", "shims/library-makefile.sbn")];

    /// <param name="hasLayouts">Whether the table of layouts is built along.</param>
    public ScriptObject View(bool hasLayouts) => Emit.View.Map(
        ("has_layouts", hasLayouts),
        ("is_kernel", IsKernel),
        ("kernel_arch", model.Api.Target.IsArm64 ? "arm64" : Machine),
        ("machine", Machine),
        ("triple", model.Api.Target.Triple),
        ("link_name", LinkName),
        ("headers", Emit.View.List(model.Api.Headers, header => header)),
        ("functions", Emit.View.List(Functions(), Function)));

    /// <summary>As <c>uname -m</c> says it.</summary>
    private string Machine => model.Api.Target.Triple.Split('-')[0];

    /// <summary>The library as the linker's <c>-l</c> takes it: by name, or by file name after a colon.</summary>
    private string LinkName =>
        model.Library.Contains(".so") ? ":" + model.Library
        : model.Library.StartsWith("lib", StringComparison.Ordinal) ? model.Library["lib".Length..]
        : model.Library;

    private IEnumerable<CFunction> Functions() => model.Api.Functions.Where(raw.IsShimmed);

    private ScriptObject Function(CFunction function)
    {
        var names = function.Parameters.Select((parameter, position) => Name(function, parameter, position)).ToList();
        var parameters = function.Parameters.Select((parameter, position) => CSpelling.Print(parameter.Type, names[position]));
        var declarator = $"{RawView.ShimName(function)}({(names.Count == 0 ? "void" : string.Join(", ", parameters))})";
        return Emit.View.Map(
            ("name", function.Name),
            ("symbol", RawView.ShimName(function)),
            ("prototype", CSpelling.Print(function.Result, declarator)),
            ("returns", function.Result is not CBuiltinType { Kind: CBuiltin.Void }),
            ("arguments", Emit.View.List(Arguments(function, names), name => name)));
    }

    /// <summary>A macro sees the names of the shim, and may have the like inside.</summary>
    private static string Name(CFunction function, CParameter parameter, int position) =>
        (function.Linkage == CLinkage.Prototype ? "bindgen_" : "") + (parameter.Name.Length == 0 ? $"arg{position}" : parameter.Name);

    private IEnumerable<string> Arguments(CFunction function, List<string> names) =>
        model.Formats.FirstOrDefault(format => format.Function == function.Name) is { } format
            ? names.Take(format.Position).Append(CSpelling.Literal(format.Text)).Concat(names.Skip(format.Position))
            : names;
}
