using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The C file that gives inline functions a symbol, and what builds it: a kernel module for a kernel, a shared library
/// otherwise.</summary>
internal sealed class ShimView(OwnershipModel model, RawView raw)
{
    private bool IsKernel => model.Api.Target.HasExportTable;

    /// <summary>The files with their templates; none when no inline function is wrapped.</summary>
    public IEnumerable<(string Path, string Template)> Files() =>
        !Functions().Any() ? []
        : IsKernel ? [("shims/shims.c", "shims/shims.sbn-c"), ("shims/Kbuild", "shims/kbuild.sbn"), ("shims/Makefile", "shims/kernel-makefile.sbn")]
        : [("shims/shims.c", "shims/shims.sbn-c"), ("shims/Makefile", "shims/library-makefile.sbn")];

    public ScriptObject View() => Emit.View.Map(
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

    private static ScriptObject Function(CFunction function)
    {
        var names = function.Parameters.Select((parameter, position) => parameter.Name.Length == 0 ? $"arg{position}" : parameter.Name).ToList();
        var parameters = function.Parameters.Select((parameter, position) => CSpelling.Print(parameter.Type, names[position]));
        var declarator = $"{RawView.ShimName(function)}({(names.Count == 0 ? "void" : string.Join(", ", parameters))})";
        return Emit.View.Map(
            ("name", function.Name),
            ("symbol", RawView.ShimName(function)),
            ("prototype", CSpelling.Print(function.Result, declarator)),
            ("returns", function.Result is not CBuiltinType { Kind: CBuiltin.Void }),
            ("parameters", Emit.View.List(names, name => name)));
    }
}
