using BindGen.Ownership;

namespace BindGen.Tests.Suggest;

/// <summary>What rules state of each C function, in words that do not depend on the names that rules give. Two ways in may share the
/// way out, of which more than one thing is stated then.</summary>
internal static class StatedFacts
{
    public static ILookup<string, string> Of(OwnershipModel model)
    {
        var facts = new List<(string Symbol, string Fact)>();
        foreach (var handle in model.Handles)
        {
            if (handle.Release is ReferenceCountRelease counted)
                State(counted.Get.Name, $"takes what {counted.Function.Name} gives back");
            if (handle.Release is { } release)
                State(release.Function.Name, $"releases {handle.Record.Name}");
        }
        foreach (var method in model.Methods.Where(method => method.Target is FunctionTarget))
            State(method.Target.Symbol, Call(method));
        foreach (var registration in model.Registrations)
        {
            foreach (var instead in registration.Instead)
                State(instead.Function, "is not offered");
            Pair("registration", registration.Begin, registration.End);
        }
        foreach (var guard in model.Guards)
            Pair("guard", guard.Enter, guard.Exit);
        foreach (var symbol in model.Symbols.Where(symbol => symbol.Disposition == Disposition.Skipped && symbol.Reason == "declared, but not exported"))
            State(symbol.Symbol.Name, symbol.Reason);
        return facts.ToLookup(stated => stated.Symbol, stated => stated.Fact, StringComparer.Ordinal);

        void State(string symbol, string fact) => facts.Add((symbol, fact));

        void Pair(string kind, MethodModel begin, MethodModel end)
        {
            State(begin.Target.Symbol, $"{kind} until {end.Target.Symbol}: {Call(begin)}");
            State(end.Target.Symbol, $"{kind} from {begin.Target.Symbol}: {Call(end)}");
        }
    }

    private static string Call(MethodModel method) => $"({string.Join(", ", method.Parameters.Select(Parameter))}) -> {Result(method.Result)}";

    private static string Parameter(ParameterModel parameter) => $"{parameter.CName}: " + parameter.Fact switch
    {
        ReceiverParameter or BorrowedParameter { IsNullable: false } => "borrowed",
        BorrowedParameter => "borrowed, nullable",
        TextParameter text => text.IsNullable ? "string, nullable" : "string",
        var fact => fact.GetType().Name,
    };

    private static string Result(ResultFact result) => result switch
    {
        OwnedResult owned => $"owned {owned.Absence}",
        BorrowedResult borrowed => $"borrowed {borrowed.Absence}",
        ErrnoResult => "errno",
        // Of a number nothing is stated.
        ValueResult => "",
        _ => result.GetType().Name,
    };
}
