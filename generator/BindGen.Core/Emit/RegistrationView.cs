using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>An object of a registration, which cannot end while C uses the object.</summary>
/// <param name="Registration">The registration that made it.</param>
/// <param name="Holder">The registration that depends on it.</param>
internal sealed record LenderParameter(string Registration, string Holder) : ParameterFact;

/// <summary>A handle that is needed again at the end, so that a reference is kept.</summary>
internal sealed record KeptParameter(string Handle, bool IsNullable) : ParameterFact;

/// <summary>A registration that keeps what it was given as templates see it.</summary>
internal sealed class RegistrationView(RegistrationForms forms, MethodView methods, RawTypes types)
{
    /// <summary>What it keeps for as long as it lives: dependences, references and numbers.</summary>
    public ScriptArray Kept(RegistrationModel registration)
    {
        var keys = Keys(registration);
        return View.List(KeptBy(registration), parameter =>
        {
            var name = CSharpName.Argument(parameter.CName);
            var local = CSharpName.Bare(name);
            return View.Map(
                ("name", name),
                ("local", local),
                ("is_nullable", parameter.Fact is KeptParameter { IsNullable: true }),
                ("is_pinned", parameter.Fact is KeptParameter && keys.Contains(parameter.CName)),
                ("given", parameter.Fact switch
                {
                    LenderParameter => $"(Dependence){local}Retention.Take()[0]!",
                    KeptParameter kept => $"({kept.Handle}{(kept.IsNullable ? "?" : "")}){local}Retention.Take()[0]{(kept.IsNullable ? "" : "!")}",
                    _ => name,
                }),
                ("field", "_" + CSharpName.Bare(name)),
                ("type", parameter.Fact switch
                {
                    LenderParameter => "Dependence",
                    KeptParameter kept => kept.Handle + (kept.IsNullable ? "?" : ""),
                    _ => methods.ScalarType(parameter.Type),
                }),
                ("kind", parameter.Fact switch { LenderParameter => "dependence", KeptParameter => "handle", _ => "value" }));
        });
    }

    /// <summary>Whether the end pins handles: the object, or what was kept.</summary>
    public bool Pins(RegistrationModel registration) =>
        (registration.Begin.Result is BorrowedResult && forms.IsOwned(registration.Handle!) && registration.End.Receiver is not null)
        || KeptBy(registration).Any(parameter => parameter.Fact is KeptParameter && Keys(registration).Contains(parameter.CName));

    /// <summary>The beginning call, as a static method.</summary>
    public ScriptObject Begin(RegistrationModel registration) => methods.Of(Beginning(registration));

    /// <summary>The ending call: its arguments are the object and what was kept.</summary>
    public ScriptObject End(RegistrationModel registration)
    {
        var view = methods.Of(registration.End);
        var beginning = Beginning(registration).Parameters;
        foreach (var (parameter, model) in ((ScriptArray)view["parameters"]!).Cast<ScriptObject>().Zip(registration.End.Parameters, (parameter, model) => (parameter, model)))
        {
            var of = model.Fact switch
            {
                KeyParameter key => key.Of,
                ReceiverParameter when registration.Begin.Result is not BorrowedResult =>
                    registration.Begin.Parameters.First(candidate => candidate.Fact is RetainedParameter { Handle: { } handle } && handle == registration.Handle).CName,
                _ => null,
            };
            if (of is null)
                continue;
            var given = beginning.First(candidate => candidate.CName == of);
            var field = "_" + CSharpName.Bare(CSharpName.Argument(of));
            var raw = types.Print(model.Type)!;
            parameter["kind"] = "expression";
            parameter["expression"] = given.Fact switch
            {
                LenderParameter => $"({raw}){field}.Pointer",
                KeptParameter => $"({raw}){field[1..]}Pin.Pointer",
                NullParameter => "default",
                _ when methods.IsBoolean(model.Type) => $"(byte)({field} ? 1 : 0)",
                _ when methods.IsEnum(model.Type) => $"({raw}){field}",
                _ => field,
            };
        }
        return view;
    }

    private MethodModel Beginning(RegistrationModel registration)
    {
        var keys = Keys(registration);
        return registration.Begin with
        {
            Parameters =
            [
                .. registration.Begin.Parameters.Select(parameter => parameter with
                {
                    Fact = parameter.Fact switch
                    {
                        RetainedParameter { Handle: { } handle } retained => Keep(registration.Name, handle, retained.IsNullable),
                        BorrowedParameter borrowed when keys.Contains(parameter.CName) => Keep(registration.Name, borrowed.Handle, borrowed.IsNullable),
                        var other => other,
                    },
                }),
            ],
        };
    }

    private ParameterFact Keep(string holder, string handle, bool isNullable) =>
        forms.Lender(handle) is { } lender ? new LenderParameter(lender, holder) : new KeptParameter(handle, isNullable);

    private IEnumerable<ParameterModel> KeptBy(RegistrationModel registration)
    {
        var keys = Keys(registration);
        return Beginning(registration).Parameters.Where(parameter =>
            parameter.Fact is LenderParameter or KeptParameter || (parameter.Fact is ValueParameter && keys.Contains(parameter.CName)));
    }

    private static List<string> Keys(RegistrationModel registration) =>
        [.. registration.End.Parameters.Select(parameter => parameter.Fact).OfType<KeyParameter>().Select(key => key.Of)];
}
