using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>A registration of a record that C calls through, as templates see it.</summary>
internal sealed class RecordRegistrationView(MethodView methods)
{
    public ScriptObject Of(RegistrationModel registration)
    {
        var record = registration.Begin.Parameters.First(parameter => parameter.Fact is StaticRecordParameter);
        var name = CSharpName.Argument(record.CName);
        var (begin, end) = (methods.Of(registration.Begin), methods.Of(registration.End));
        Give(begin, registration.Begin, parameter => parameter == record, "hold.Pointer");
        Give(end, registration.End, parameter => parameter.Fact is KeyParameter, "native");
        return View.Map(
            ("name", registration.Name),
            ("record", ((StaticRecordParameter)record.Fact).Record),
            ("argument", name),
            ("is_fenced", registration.IsFenced),
            ("blocks", registration.Blocks),
            ("excludes", registration.Excluded.Length > 0),
            ("begin", begin),
            ("end", end));
    }

    private static void Give(ScriptObject view, MethodModel method, Func<ParameterModel, bool> isRecord, string pointer)
    {
        foreach (var (parameter, model) in ((ScriptArray)view["parameters"]!).Cast<ScriptObject>().Zip(method.Parameters, (parameter, model) => (parameter, model)))
        {
            if (!isRecord(model))
                continue;
            parameter["kind"] = "expression";
            parameter["expression"] = $"({(string)parameter["raw_type"]!}){pointer}";
        }
    }
}
