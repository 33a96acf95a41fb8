using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>An enumerator as templates see it: how it begins, how it moves, and what it keeps meanwhile.</summary>
internal sealed class EnumeratorView(RegistrationForms handles, MethodView methods, ApiIndex index, RawTypes types, LayoutUses layouts)
{
    private const string Scoped = "scoped ";

    public ScriptObject Of(EnumeratorModel enumerator, HandleModel handle)
    {
        var first = Keeping(enumerator.Begin ?? enumerator.Next);
        var isEating = enumerator.Begin is null;
        var kept = first.Parameters.Where(parameter => parameter.Fact is KeptParameter).ToList();
        return View.Map(
            ("name", enumerator.Name),
            ("handle", enumerator.Handle),
            ("raw_type", types.Names.Qualified(handle.Record.Tag, handle.Record.Name)),
            ("release", handle.Release?.Function.Name),
            ("blocks", enumerator.Blocks),
            ("is_eating", isEating),
            ("gives_owned", enumerator.Next.Result is OwnedResult),
            ("cursor_type", enumerator.Begin?.Parameters.First(parameter => parameter.Fact is CursorParameter) is { } cursor ? layouts.Type(index.Pointee(cursor.Type)!) : null),
            ("begin", Called(methods.Of(first), first, kept, "cursor.")),
            ("signature", Signature(methods.Of(first))),
            ("next", Called(methods.Of(Keeping(enumerator.Next)), enumerator.Next, kept, "_cursor.")),
            ("end", enumerator.End is { } end ? Called(methods.Of(end), end, kept, "_cursor.") : null),
            ("fields", View.List(isEating ? first.Parameters.Where(parameter => parameter.Fact is ValueParameter or BorrowedParameter) : [], parameter =>
                View.Map(("type", parameter.Fact is BorrowedParameter borrowed ? $"{borrowed.Handle}Ref<Normal>" : methods.ScalarType(parameter.Type)), ("name", Argument(parameter)), ("field", Field(parameter))))),
            ("kept", View.List(kept, parameter => View.Map(("local", CSharpName.Bare(Argument(parameter))), ("position", kept.IndexOf(parameter)), ("is_pinned", isEating)))));
    }

    /// <summary>The enumerator lives longer than the call that it begins with: so must what it is given.</summary>
    private MethodModel Keeping(MethodModel method) => method with
    {
        Parameters =
        [
            .. method.Parameters.Select(parameter => parameter.Fact is BorrowedParameter borrowed && handles.IsOwned(borrowed.Handle)
                ? parameter with { Fact = new KeptParameter(borrowed.Handle, borrowed.IsNullable) } : parameter),
        ],
    };

    private static ScriptArray Signature(ScriptObject method)
    {
        foreach (var parameter in ((ScriptArray)method["signature"]!).Cast<ScriptObject>().Where(parameter => ((string)parameter["type"]!).StartsWith(Scoped, StringComparison.Ordinal)))
            parameter["type"] = ((string)parameter["type"]!)[Scoped.Length..];
        return new ScriptArray(((ScriptArray)method["signature"]!).Cast<ScriptObject>().Where(parameter => parameter["is_consumed"] is not true));
    }

    /// <summary>The arguments that are the enumerator's own: its cursor, what it was at, and in later calls what the first was given.</summary>
    private ScriptObject Called(ScriptObject view, MethodModel method, List<ParameterModel> kept, string cursor)
    {
        foreach (var (parameter, model) in ((ScriptArray)view["parameters"]!).Cast<ScriptObject>().Zip(method.Parameters, (parameter, model) => (parameter, model)))
        {
            var raw = types.Print(model.Type)!;
            var expression = model.Fact switch
            {
                CursorParameter => $"({raw}){cursor}Memory",
                ConsumedParameter => $"({raw})_cursor.Object",
                ValueParameter when cursor[0] == '_' => methods.IsBoolean(model.Type) ? $"(byte)({Field(model)} ? 1 : 0)" : methods.IsEnum(model.Type) ? $"({raw}){Field(model)}" : Field(model),
                BorrowedParameter when cursor[0] == '_' => kept.Any(item => item.CName == model.CName) ? $"({raw}){CSharpName.Bare(Argument(model))}Pin.Pointer" : $"({raw}){Field(model)}.Pointer",
                _ => null,
            };
            if (expression is null)
                continue;
            parameter["kind"] = "expression";
            parameter["expression"] = expression;
        }
        return view;
    }

    private static string Argument(ParameterModel parameter) => CSharpName.Argument(parameter.CName);

    private static string Field(ParameterModel parameter) => "_" + CSharpName.Bare(Argument(parameter));
}
