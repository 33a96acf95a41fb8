using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;

namespace BindGen.Benchmarks;

/// <summary>How long 10,000 rules take to be parsed and bound: handles with functions over a C API that is made for it.</summary>
internal static class RulesBenchmark
{
    private const int Handles = 500;
    private const int RulesPerHandle = 20;
    private const int Rounds = 15;

    public static int Run(TextWriter output)
    {
        var api = Api();
        var text = Rules();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Handles * RulesPerHandle} rules in {Handles} handles ({text.Length / 1024} KiB), {api.Functions.Length} functions:"));
        var runs = Enumerable.Range(0, Rounds + 1).Select(_ => Measure(text, api)).ToList();
        output.WriteLine(Row("cold", runs[0].Parse, runs[0].Bind));
        output.WriteLine(Row($"warm, median of {Rounds}", Median(runs.Skip(1), run => run.Parse), Median(runs.Skip(1), run => run.Bind)));
        var fastest = runs.MinBy(run => run.Parse + run.Bind);
        output.WriteLine(Row("warm, fastest", fastest.Parse, fastest.Bind));
        return 0;
    }

    private static (double Parse, double Bind) Measure(string text, CApi api)
    {
        var diagnostics = new DiagnosticBag();
        var start = Stopwatch.GetTimestamp();
        var file = RulesParser.Parse("many.rules", text, diagnostics);
        var parse = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        var model = Binder.Bind("Many", "many", api, null, [file], diagnostics);
        var bind = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (model is null || diagnostics.HasErrors || model.Methods.Count() != Handles * RulesPerHandle)
            throw new InvalidOperationException($"the rules do not bind: {string.Join('\n', diagnostics.ToSorted().Take(3).Select(found => DiagnosticRenderer.Render(found, _ => text)))}");
        return (parse, bind);
    }

    private static string Rules()
    {
        var text = new StringBuilder("header <many.h>;\n");
        for (var handle = 0; handle < Handles; handle++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nhandle Thing{handle} = struct thing{handle} {{\n    refcounted thing{handle}_get / thing{handle}_put;\n");
            for (var rule = 0; rule < RulesPerHandle; rule++)
                text.Append("    ").Append(Rule($"thing{handle}", rule)).Append('\n');
            text.Append("}\n");
        }

        return text.ToString();
    }

    private static string Rule(string type, int number) => (number % 4) switch
    {
        0 => $"{type}_find{number}(parent, name: string) as Find{number} -> owned, nullable;",
        1 => $"{type}_set{number}(thing, other: nullable, flags) as Set{number}, blocks -> errno;",
        2 => $"{type}_take{number}(thing, other: consumed on success) as Take{number} -> errno;",
        _ => $"{type}_name{number}(thing) as CopyName{number} -> string, unstable \"it may be renamed\";",
    };

    private static CApi Api()
    {
        var functions = ImmutableArray.CreateBuilder<CFunction>();
        var records = ImmutableArray.CreateBuilder<CRecord>();
        var line = 0;
        CType none = new CBuiltinType(CBuiltin.Void), number = new CBuiltinType(CBuiltin.Int), text = new CPointerType(new CBuiltinType(CBuiltin.Char, IsConst: true));
        for (var handle = 0; handle < Handles; handle++)
        {
            var type = $"thing{handle}";
            CType pointer = new CPointerType(new CNamedType(CTag.Struct, type));
            records.Add(new CRecord(type, new CLocation("many.h", ++line), false, 64, 8, [new CField("number", number, 0), new CField("next", pointer, 64)]));
            Add($"{type}_get", pointer, ("thing", pointer));
            Add($"{type}_put", none, ("thing", pointer));
            for (var rule = 0; rule < RulesPerHandle; rule++)
            {
                switch (rule % 4)
                {
                    case 0:
                        Add($"{type}_find{rule}", pointer, ("parent", pointer), ("name", text));
                        break;
                    case 1:
                        Add($"{type}_set{rule}", number, ("thing", pointer), ("other", pointer), ("flags", number));
                        break;
                    case 2:
                        Add($"{type}_take{rule}", number, ("thing", pointer), ("other", pointer));
                        break;
                    default:
                        Add($"{type}_name{rule}", text, ("thing", pointer));
                        break;
                }
            }
        }

        return new CApi(new CTarget("x86_64-linux-gnu", "", HasExportTable: false), ["many.h"], records.ToImmutable(), [], [], functions.ToImmutable(), [], []);

        void Add(string name, CType result, params (string Name, CType Type)[] parameters) => functions.Add(new CFunction(
            name, new CLocation("many.h", ++line), result, [.. parameters.Select(parameter => new CParameter(parameter.Name, parameter.Type))], false, CLinkage.External, null));
    }

    private static string Row(string name, double parse, double bind) =>
        string.Create(CultureInfo.InvariantCulture, $"  {name,-20}  parse {parse,6:F1} ms, bind {bind,6:F1} ms, together {parse + bind,6:F1} ms");

    private static double Median(IEnumerable<(double Parse, double Bind)> runs, Func<(double Parse, double Bind), double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
