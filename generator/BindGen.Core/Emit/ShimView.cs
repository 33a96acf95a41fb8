using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The C file that gives inline functions a symbol, as its template sees it.</summary>
internal sealed class ShimView(OwnershipModel model, RawView raw)
{
    public ScriptObject View() => Emit.View.Map(
        ("headers", Emit.View.List(model.Api.Headers, header => header)),
        ("functions", Emit.View.List(Functions(), Function)));

    public bool IsEmpty => !Functions().Any();

    private IEnumerable<CFunction> Functions() => model.Api.Functions.Where(raw.IsShimmed);

    private static ScriptObject Function(CFunction function)
    {
        var names = function.Parameters.Select((parameter, position) => parameter.Name.Length == 0 ? $"arg{position}" : parameter.Name).ToList();
        var parameters = function.Parameters.Select((parameter, position) => CSpelling.Print(parameter.Type, names[position]));
        var declarator = $"{RawView.ShimName(function)}({(names.Count == 0 ? "void" : string.Join(", ", parameters))})";
        return Emit.View.Map(
            ("name", function.Name),
            ("prototype", CSpelling.Print(function.Result, declarator)),
            ("returns", function.Result is not CBuiltinType { Kind: CBuiltin.Void }),
            ("parameters", Emit.View.List(names, name => name)));
    }
}
